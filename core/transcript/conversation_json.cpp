#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "core/base/text.hpp"
#include "core/transcript/block.hpp"
#include "core/transcript/conversation.hpp"
#include "core/transcript/instant.hpp"
#include "core/transcript/line_feed.hpp"
#include "core/transcript/object_feed.hpp"
#include "core/transcript/text_turns.hpp"
#include "core/transcript/unknown_words.hpp"
#include "core/transcript/words.hpp"

namespace baton {
namespace {

/// Raw slices of a message, or of an object that holds messages.
struct Message {
  std::string_view role, id, name, at, call_id, title, session, cwd;
  std::string_view calls;  ///< JSON: OpenAI's tool_calls
  std::vector<Block> blocks;
  bool has_content = false;
};

std::optional<Role> role_of_word(std::string_view word) {
  const std::string role = lowered(word);
  if (is_any(role, {"user", "human", "me", "you"})) return Role::user;
  if (is_any(role,
             {"assistant", "ai", "model", "bot", "agent", "gpt", "claude", "gemini", "chatgpt"}))
    return Role::assistant;
  if (is_any(role, {"system", "developer"})) return Role::system;
  if (is_any(role, {"tool", "function"})) return Role::tool;
  return std::nullopt;
}

void read_member(std::string_view text, std::string_view name, JsonScan& scan, Message& message) {
  if (is_any(name, {"role", "author", "sender", "from"})) {
    if (scan.kind() == JsonScan::Kind::string) message.role = scan.string();
  } else if (is_any(name, {"content", "text", "parts", "value"}) && !message.has_content) {
    message.has_content = true;
    read_blocks(text, scan, message.blocks);
  } else if (is_any(name, {"id", "uuid", "message_id"})) {
    message.id = scan.string();
  } else if (is_any(name, {"timestamp", "created_at", "create_time", "time", "date"})) {
    message.at = scan.value();
  } else if (name == "tool_calls") {
    message.calls = scan.value();
  } else if (name == "tool_call_id") {
    message.call_id = scan.string();
  } else if (name == "name") {
    message.name = scan.string();
  } else if (name == "title") {
    message.title = scan.string();
  } else if (is_any(name, {"session_id", "sessionId", "conversation_id"})) {
    message.session = scan.string();
  } else if (name == "cwd") {
    message.cwd = scan.string();
  }
}

/// The tools whose results may follow, by call; forgotten when there are too many.
class Calls {
 public:
  void add(const std::string& call, const std::string& tool) {
    if (tools_.size() >= 65536) tools_.clear();
    tools_[call] = tool;
  }
  std::string tool(const std::string& call) const {
    const auto at = tools_.find(call);
    return at == tools_.end() ? std::string() : at->second;
  }

 private:
  std::unordered_map<std::string, std::string> tools_;
};

class ConversationJson final : public Importer {
 public:
  ConversationJson() { facts_.format = "conversation_json"; }

  void feed(std::string_view piece, std::vector<Turn>& turns) override {
    if (mode_ == Mode::undecided) {
      head_ += piece;
      if (!decide()) return;
      const std::string head = std::move(head_);
      return pass(head, turns);
    }
    pass(piece, turns);
  }

  void finish(std::vector<Turn>& turns) override {
    if (mode_ == Mode::undecided) {
      mode_ = Mode::lines;
      pass(head_, turns);
    }
    lines_.finish([&](std::string_view line, int number) { read_line(line, number, turns); });
    facts_.damaged += lines_.too_long() + objects_.too_long() + (objects_.torn() ? 1 : 0);
  }

  const TranscriptFacts& facts() const override { return facts_; }

 private:
  enum class Mode { undecided, lines, objects };

  bool decide();
  void pass(std::string_view piece, std::vector<Turn>& turns);
  void read_line(std::string_view line, int number, std::vector<Turn>& turns);
  void read_object(std::string_view object, int line, std::vector<Turn>& turns);
  void read_elements(std::string_view line, int number, std::vector<Turn>& turns);
  void note_wrapper(const Message& message);
  void add_blocks(const Message& message, const Turn& start, std::vector<Turn>& turns);
  void become_call(const Block& block, Turn& turn);
  void become_result(const Message& message, const Block& block, std::size_t index, Turn& turn);
  void add_calls(const Message& message, const Turn& start, std::vector<Turn>& turns);
  std::string clean(std::string_view raw) { return unescaped(raw, facts_.replaced); }

  Mode mode_ = Mode::undecided;
  std::string head_;
  LineFeed lines_;
  ObjectFeed objects_;
  TranscriptFacts facts_;
  TextTurns turns_{facts_};
  Calls calls_;
};

/// Tells a message on each line from a document over several lines, by the first line.
bool ConversationJson::decide() {
  std::string_view head = head_;
  if (head.size() < 3 && std::string_view("\xEF\xBB\xBF").starts_with(head)) return false;
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  const std::size_t start = head.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos) return false;
  if (head[start] == '[') {
    mode_ = Mode::objects;
    return true;
  }
  const std::size_t end = head.find('\n', start);
  if (end == std::string_view::npos && head.size() < LineFeed::kLongest) return false;
  const std::string_view line = trimmed(head.substr(start, end - start));
  const char last = line.empty() ? '\0' : line.back();
  mode_ = last == '{' || last == ',' || last == '[' ? Mode::objects : Mode::lines;
  return true;
}

void ConversationJson::pass(std::string_view piece, std::vector<Turn>& turns) {
  if (mode_ == Mode::lines)
    lines_.feed(piece, [&](std::string_view line, int number) { read_line(line, number, turns); });
  else
    objects_.feed(piece,
                  [&](std::string_view object, int line) { read_object(object, line, turns); });
}

void ConversationJson::read_line(std::string_view line, int number, std::vector<Turn>& turns) {
  line = trimmed(line);
  if (line.empty()) return;
  if (line.starts_with('[') || contains(line.substr(0, 4096), "\"messages\"") ||
      contains(line.substr(0, 4096), "\"conversation\""))
    return read_elements(line, number, turns);
  read_object(line, number, turns);
}

/// A line that holds a whole conversation.
void ConversationJson::read_elements(std::string_view line, int number, std::vector<Turn>& turns) {
  ObjectFeed objects;
  objects.feed(line, [&](std::string_view object, int) { read_object(object, number, turns); });
  if (objects.torn()) ++facts_.damaged;
}

void ConversationJson::read_object(std::string_view object, int line, std::vector<Turn>& turns) {
  Message message;
  JsonScan scan(object);
  scan.object([&](std::string_view name) { read_member(object, name, scan, message); });
  if (!scan.at_end()) {
    ++facts_.damaged;
    return;
  }
  if (message.role.empty() && !message.has_content) return note_wrapper(message);
  const auto role = role_of_word(message.role);
  if (!role) count_unknown(facts_, "role:", message.role);
  Turn start;
  start.uid = clean(message.id);
  start.role = role.value_or(Role::system);
  start.at = json_instant(message.at);
  start.line = line;
  add_blocks(message, start, turns);
  add_calls(message, start, turns);
}

void ConversationJson::note_wrapper(const Message& message) {
  if (facts_.title.empty())
    facts_.title = clean(message.title.empty() ? message.name : message.title);
  if (facts_.session.empty())
    facts_.session = clean(message.session.empty() ? message.id : message.session);
  if (facts_.cwd.empty()) facts_.cwd = clean(message.cwd);
  note_time(facts_, json_instant(message.at));
}

void ConversationJson::add_blocks(const Message& message, const Turn& start,
                                  std::vector<Turn>& turns) {
  for (std::size_t i = 0; i < message.blocks.size(); ++i) {
    const Block& block = message.blocks[i];
    const BlockKind kind = kind_of(block);
    if (kind == BlockKind::nothing) continue;
    Turn turn = start;
    if (!turn.uid.empty() && i > 0) turn.uid += ':' + std::to_string(i);
    turn.text = block_text(block, facts_.replaced);
    if (kind == BlockKind::thinking) turn.kind = TurnKind::thinking;
    if (kind == BlockKind::call) become_call(block, turn);
    const bool result = kind == BlockKind::result || start.role == Role::tool;
    if (result) become_result(message, block, i, turn);
    if (kind == BlockKind::text && !result)
      turns_.say(std::move(turn), turns);
    else
      turns_.add(std::move(turn), turns);
  }
}

void ConversationJson::become_call(const Block& block, Turn& turn) {
  turn.kind = TurnKind::tool_call;
  turn.tool = clean(block.name);
  if (!block.id.empty()) turn.uid = clean(block.id);
  calls_.add(turn.uid, turn.tool);
}

void ConversationJson::become_result(const Message& message, const Block& block, std::size_t index,
                                     Turn& turn) {
  const std::string call = clean(block.call_id.empty() ? message.call_id : block.call_id);
  turn.kind = TurnKind::tool_result;
  turn.role = Role::tool;
  turn.failed = block.failed;
  turn.tool = calls_.tool(call);
  if (turn.tool.empty()) turn.tool = clean(message.name);
  if (call.empty()) return;
  turn.uid = call + ":result";
  if (index > 0 && block.call_id.empty()) turn.uid += ':' + std::to_string(index);
}

/// OpenAI's way: `[{"id":…,"function":{"name":…,"arguments":"{…}"}}]`.
void ConversationJson::add_calls(const Message& message, const Turn& start,
                                 std::vector<Turn>& turns) {
  JsonScan scan(message.calls);
  if (message.calls.empty()) return;
  scan.array([&] {
    Turn call = start;
    call.kind = TurnKind::tool_call;
    call.uid.clear();
    scan.object([&](std::string_view name) {
      if (name == "id") call.uid = clean(scan.string());
      if (name != "function") return;
      scan.object([&](std::string_view member) {
        if (member == "name") call.tool = clean(scan.string());
        if (member == "arguments") call.text = clean(scan.string());
      });
    });
    if (call.tool.empty()) return;
    calls_.add(call.uid, call.tool);
    turns_.add(std::move(call), turns);
  });
}

}  // namespace

std::unique_ptr<Importer> make_conversation_json_importer() {
  return std::make_unique<ConversationJson>();
}

}  // namespace baton
