#include "core/transcript/chatgpt.hpp"

#include <utility>

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/transcript/block.hpp"
#include "core/transcript/chatgpt_conversation.hpp"
#include "core/transcript/instant.hpp"
#include "core/transcript/object_feed.hpp"
#include "core/transcript/text_turns.hpp"
#include "core/transcript/unknown_words.hpp"
#include "core/transcript/words.hpp"

namespace baton {
namespace {

/// Whether a message holds nothing that was said in the conversation.
bool is_aside(const ChatGptMessage& message) {
  return message.hidden ||
         is_any(message.content_type, {"user_editable_context", "model_editable_context",
                                       "reasoning_recap", "tether_browsing_display"});
}

class ChatGpt final : public Importer {
 public:
  ChatGpt() { facts_.format = "chatgpt"; }

  void feed(std::string_view piece, std::vector<Turn>& turns) override {
    out_ = &turns;
    objects_.feed(piece, [&](std::string_view object, int line) { read(object, line); });
  }

  void finish(std::vector<Turn>&) override {
    facts_.damaged += objects_.too_long() + (objects_.torn() ? 1 : 0);
  }

  const TranscriptFacts& facts() const override { return facts_; }

 private:
  void read(std::string_view object, int line);
  void add(const ChatGptMessage& message);
  void add_thoughts(const ChatGptMessage& message, Turn turn);
  void add_call(const ChatGptMessage& message, Turn turn);
  void add_result(const ChatGptMessage& message, Turn turn);
  std::string words_of(const ChatGptMessage& message);
  std::string part_text(std::string_view part);
  std::string clean(std::string_view raw) { return unescaped(raw, facts_.replaced); }

  ObjectFeed objects_;
  TranscriptFacts facts_;
  TextTurns turns_{facts_};
  std::string call_;  ///< whose result is awaited
  std::string tool_;
  std::vector<Turn>* out_ = nullptr;
  int line_ = 0;
};

void ChatGpt::read(std::string_view object, int line) {
  ChatGptConversation conversation;
  JsonScan scan(object);
  line_ = line;
  if (!read_chatgpt_conversation(scan, conversation) || !scan.at_end()) {
    ++facts_.damaged;
    return;
  }
  if (facts_.session.empty()) facts_.session = clean(conversation.id);
  if (facts_.title.empty()) facts_.title = clean(conversation.title);
  note_time(facts_, json_instant(conversation.at));
  call_.clear();
  for (std::string_view message : conversation.path) add(read_chatgpt_message(message));
}

void ChatGpt::add(const ChatGptMessage& message) {
  if (is_aside(message)) return;
  Turn turn;
  turn.uid = clean(message.id);
  turn.at = json_instant(message.at);
  turn.line = line_;
  turn.role = message.role == "user"        ? Role::user
              : message.role == "assistant" ? Role::assistant
              : message.role == "tool"      ? Role::tool
                                            : Role::system;
  if (turn.role == Role::system && message.role != "system")
    count_unknown(facts_, "role:", message.role);
  if (message.content_type == "thoughts") return add_thoughts(message, std::move(turn));
  const bool to_tool = !message.recipient.empty() && message.recipient != "all";
  if (turn.role == Role::assistant && to_tool) return add_call(message, std::move(turn));
  if (turn.role == Role::tool) return add_result(message, std::move(turn));
  turn.text = words_of(message);
  turns_.say(std::move(turn), *out_);
}

void ChatGpt::add_thoughts(const ChatGptMessage& message, Turn turn) {
  turn.kind = TurnKind::thinking;
  JsonScan scan(message.thoughts);
  scan.array([&] {
    std::string summary;
    std::string content;
    scan.object([&](std::string_view name) {
      if (name == "summary") summary = clean(scan.string());
      if (name == "content") content = clean(scan.string());
    });
    if (!turn.text.empty()) turn.text += "\n\n";
    turn.text += summary + (summary.empty() || content.empty() ? "" : ": ") + content;
  });
  if (!trimmed(turn.text).empty()) turns_.add(std::move(turn), *out_);
}

void ChatGpt::add_call(const ChatGptMessage& message, Turn turn) {
  turn.kind = TurnKind::tool_call;
  turn.tool = tool_ = clean(message.recipient);
  const std::string words = words_of(message);
  JsonScan scan(words);
  const bool object = scan.kind() == JsonScan::Kind::object;
  scan.skip();
  if (object && scan.at_end()) {
    turn.text = compact_json(words, facts_.replaced);
  } else {
    turn.text = "{\"code\":";
    append_quoted(turn.text, words);
    turn.text += '}';
  }
  call_ = turn.uid;
  turns_.add(std::move(turn), *out_);
}

void ChatGpt::add_result(const ChatGptMessage& message, Turn turn) {
  turn.kind = TurnKind::tool_result;
  turn.tool = message.name.empty() ? tool_ : clean(message.name);
  turn.text = words_of(message);
  turn.failed = message.run_status.starts_with("failed") || message.content_type == "system_error";
  if (!call_.empty()) turn.uid = std::exchange(call_, {}) + ":result";
  turns_.add(std::move(turn), *out_);
}

std::string ChatGpt::words_of(const ChatGptMessage& message) {
  if (!message.parts.empty()) {
    std::string text;
    JsonScan scan(message.parts);
    scan.array([&] {
      const std::string part = part_text(scan.value());
      if (!text.empty() && !part.empty()) text += '\n';
      text += part;
    });
    return text;
  }
  if (!message.text.empty()) return clean(message.text);
  if (!message.result.empty()) return clean(message.result);
  if (is_any(message.content_type, {"text", "multimodal_text", "code", "execution_output"}))
    return {};
  count_unknown(facts_, "content:", message.content_type);
  return std::string(cut(compact_json(message.content, facts_.replaced), kMostUnknownBytes));
}

/// A string, something said, or a line for what is only pointed at.
std::string ChatGpt::part_text(std::string_view part) {
  JsonScan scan(part);
  if (scan.kind() == JsonScan::Kind::string) return clean(scan.string());
  std::string type;
  std::string text;
  std::string pointer;
  scan.object([&](std::string_view name) {
    if (name == "content_type") type = clean(scan.string());
    if (name == "text") text = clean(scan.string());
    if (name == "asset_pointer") pointer = clean(scan.string());
  });
  if (!text.empty() || (type.empty() && pointer.empty())) return text;
  if (type == "image_asset_pointer") type = "image";
  return '[' + type + (pointer.empty() ? "" : ", " + pointer) + ']';
}

}  // namespace

std::unique_ptr<Importer> make_chatgpt_importer() { return std::make_unique<ChatGpt>(); }

}  // namespace baton
