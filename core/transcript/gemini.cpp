#include "core/transcript/gemini.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <utility>

#include "core/base/text.hpp"
#include "core/transcript/block.hpp"
#include "core/transcript/gemini_record.hpp"
#include "core/transcript/instant.hpp"
#include "core/transcript/json_records.hpp"
#include "core/transcript/line_feed.hpp"
#include "core/transcript/object_feed.hpp"
#include "core/transcript/text_turns.hpp"
#include "core/transcript/tool_output.hpp"
#include "core/transcript/unknown_words.hpp"
#include "core/transcript/usage_ledger.hpp"
#include "core/transcript/words.hpp"

namespace baton {
namespace {

/// The messages that may still be written again or taken back, oldest first, as their JSON.
class HeldMessages {
 public:
  struct Held {
    std::string id;
    std::string json;
    int line = 0;
  };

  void put(std::string id, std::string_view json, int line) {
    const auto known = places_.find(id);
    if (known != places_.end()) {
      Held& held = messages_[known->second - gone_];
      bytes_ += json.size() - held.json.size();
      held.json = json;
      return;
    }
    places_[id] = gone_ + messages_.size();
    bytes_ += json.size();
    messages_.push_back({std::move(id), std::string(json), line});
  }

  /// Takes back the message and those after it; all, if it is not there.
  void rewind(const std::string& id) {
    const auto known = places_.find(id);
    const std::size_t kept = known == places_.end() ? 0 : known->second - gone_;
    while (messages_.size() > kept) {
      bytes_ -= messages_.back().json.size();
      places_.erase(messages_.back().id);
      messages_.pop_back();
    }
  }

  bool full() const { return bytes_ > kMostBytes || messages_.size() > kMostMessages; }
  bool empty() const { return messages_.empty(); }

  Held take() {
    Held first = std::move(messages_.front());
    messages_.pop_front();
    ++gone_;
    bytes_ -= first.json.size();
    places_.erase(first.id);
    return first;
  }

 private:
  static constexpr std::size_t kMostBytes = std::size_t{64} << 20;
  static constexpr std::size_t kMostMessages = std::size_t{1} << 17;

  std::deque<Held> messages_;
  std::map<std::string, std::size_t> places_;  ///< counted from the first message ever held
  std::size_t gone_ = 0;
  std::size_t bytes_ = 0;
};

class Gemini final : public Importer {
 public:
  Gemini() { facts_.format = "gemini"; }

  void feed(std::string_view piece, std::vector<Turn>& turns) override {
    out_ = &turns;
    if (mode_ == Mode::undecided) {
      head_ += piece;
      if (!decide()) return;
      const std::string head = std::move(head_);
      return pass(head);
    }
    pass(piece);
  }

  void finish(std::vector<Turn>& turns) override {
    out_ = &turns;
    if (mode_ == Mode::undecided) {
      mode_ = Mode::lines;
      pass(head_);
    }
    lines_.finish([&](std::string_view line, int number) { read_line(line, number); });
    facts_.damaged += lines_.too_long() + objects_.too_long() + (objects_.torn() ? 1 : 0);
    while (!held_.empty()) emit(held_.take());
    usage_.finish();
  }

  const TranscriptFacts& facts() const override { return facts_; }

 private:
  enum class Mode { undecided, lines, object };

  bool decide();
  void pass(std::string_view piece);
  void read_line(std::string_view line, int number);
  void read_object(std::string_view object, int line);
  void accept(std::string_view raw, int line);
  void hold(std::string_view raw, int line);
  void note_metadata();
  void add_usage();

  void emit(const HeldMessages::Held& held);
  void add_thoughts(const std::string& id);
  void add_words(const std::string& id);
  void add_call(const GeminiCall& call);
  Turn begin(Role role, TurnKind kind) const;
  std::string words_of(std::string_view content);
  std::string clean(std::string_view raw) { return unescaped(raw, facts_.replaced); }

  Mode mode_ = Mode::undecided;
  std::string head_;
  LineFeed lines_;
  ObjectFeed objects_;
  GeminiRecord record_;
  TranscriptFacts facts_;
  TextTurns turns_{facts_};
  HeldMessages held_;
  UsageLedger usage_{facts_};
  std::string agent_;
  std::string at_;
  std::vector<Turn>* out_ = nullptr;
  int line_ = 0;
};

/// Tells a record on each line from one object over several lines, by the first line.
bool Gemini::decide() {
  const std::size_t start = head_.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (start == std::string::npos) return false;
  const std::size_t end = head_.find('\n', start);
  if (end == std::string::npos && head_.size() < LineFeed::kLongest) return false;
  const std::string_view line = trimmed(std::string_view(head_).substr(start, end - start));
  mode_ = line.ends_with('}') ? Mode::lines : Mode::object;
  return true;
}

void Gemini::pass(std::string_view piece) {
  if (mode_ == Mode::lines)
    lines_.feed(piece, [&](std::string_view line, int number) { read_line(line, number); });
  else
    objects_.feed(piece, [&](std::string_view object, int line) { read_object(object, line); });
}

void Gemini::read_line(std::string_view line, int number) {
  const auto read = [&](std::string_view, JsonScan& scan) {
    return read_gemini_record(scan, record_);
  };
  if (!read_records(line, read, [&](std::string_view raw) { accept(raw, number); }))
    ++facts_.damaged;
}

void Gemini::read_object(std::string_view object, int line) {
  JsonScan scan(object);
  if (read_gemini_record(scan, record_) && scan.at_end())
    accept(object, line);
  else
    ++facts_.damaged;
}

void Gemini::accept(std::string_view raw, int line) {
  if (record_.rewinds) return held_.rewind(clean(record_.rewind_to));
  if (!record_.id.empty()) return hold(raw, line);
  note_metadata();
  const std::vector<std::string_view> messages = record_.messages;
  for (std::string_view message : messages) {
    JsonScan scan(message);
    if (read_gemini_record(scan, record_) && !record_.id.empty()) hold(message, line);
  }
}

/// What was taken back was used all the same.
void Gemini::add_usage() {
  if (!record_.has_tokens) return;
  const GeminiTokens& tokens = record_.tokens;
  const std::int64_t fresh = std::max<std::int64_t>(tokens.input - tokens.cached, 0);
  usage_.add({"gemini " + clean(record_.id),
              clean(record_.model),
              normal_instant(record_.at),
              {fresh + tokens.tool, tokens.output + tokens.thoughts, 0,
               std::min(tokens.cached, tokens.input)}});
}

void Gemini::hold(std::string_view raw, int line) {
  add_usage();
  held_.put(clean(record_.id), raw, line);
  while (held_.full()) emit(held_.take());
}

void Gemini::note_metadata() {
  if (facts_.session.empty()) facts_.session = clean(record_.session);
  if (facts_.cwd.empty()) facts_.cwd = clean(record_.directory);
  if (!record_.summary.empty()) facts_.title = clean(record_.summary);
  if (record_.kind == "subagent") agent_ = facts_.session.substr(0, 8);
  note_time(facts_, normal_instant(record_.started_at));
}

void Gemini::emit(const HeldMessages::Held& held) {
  JsonScan scan(held.json);
  if (!read_gemini_record(scan, record_)) return;
  at_ = normal_instant(record_.at);
  line_ = held.line;
  add_thoughts(held.id);
  add_words(held.id);
  for (const GeminiCall& call : record_.calls) add_call(call);
}

Turn Gemini::begin(Role role, TurnKind kind) const {
  Turn turn;
  turn.role = role;
  turn.kind = kind;
  turn.agent = agent_;
  turn.at = at_;
  turn.line = line_;
  return turn;
}

void Gemini::add_thoughts(const std::string& id) {
  Turn turn = begin(Role::assistant, TurnKind::thinking);
  turn.uid = id + ":thoughts";
  JsonScan scan(record_.thoughts);
  scan.array([&] {
    std::string subject;
    std::string description;
    scan.object([&](std::string_view name) {
      if (name == "subject") subject = clean(scan.string());
      if (name == "description") description = clean(scan.string());
    });
    if (!turn.text.empty()) turn.text += "\n\n";
    turn.text += subject + (subject.empty() || description.empty() ? "" : ": ") + description;
  });
  if (!trimmed(turn.text).empty()) turns_.add(std::move(turn), *out_);
}

void Gemini::add_words(const std::string& id) {
  const std::string_view type = record_.type;
  if (!is_any(type, {"user", "gemini", "info", "warning", "error"}))
    count_unknown(facts_, "type:", type);
  Turn turn = begin(type == "user"     ? Role::user
                    : type == "gemini" ? Role::assistant
                                       : Role::system,
                    TurnKind::text);
  turn.uid = id;
  turn.text = words_of(record_.content);
  turns_.say(std::move(turn), *out_);
}

/// A string, a part, or a list of both; what parts are not text is described.
std::string Gemini::words_of(std::string_view content) {
  std::vector<std::string> words;
  JsonScan scan(content);
  const auto read_part = [&] {
    if (scan.kind() == JsonScan::Kind::string) return words.push_back(clean(scan.string()));
    scan.object([&](std::string_view name) {
      if (name == "text") words.push_back(clean(scan.string()));
      if (name == "inlineData" || name == "fileData") words.emplace_back("[attachment]");
    });
  };
  if (scan.kind() == JsonScan::Kind::array)
    scan.array(read_part);
  else
    read_part();
  std::string text;
  for (const std::string& each : words) text += (text.empty() ? "" : "\n") + each;
  return text;
}

void Gemini::add_call(const GeminiCall& call) {
  Turn turn = begin(Role::assistant, TurnKind::tool_call);
  turn.tool = clean(call.name);
  turn.uid = clean(call.id);
  turn.text = call.args.empty() ? "{}" : compact_json(call.args, facts_.replaced);
  Turn result = begin(Role::tool, TurnKind::tool_result);
  result.tool = turn.tool;
  if (!turn.uid.empty()) result.uid = turn.uid + ":result";
  turns_.add(std::move(turn), *out_);
  if (call.result.empty() && call.display.empty()) return;
  ToolOutput output = {gemini_result(call, facts_.replaced), false};
  if (result.tool == "run_shell_command") output = gemini_shell_output(std::move(output.text));
  result.text = std::move(output.text);
  result.failed = output.failed || call.status == "error" || call.status == "cancelled";
  if (const std::string at = normal_instant(call.at); !at.empty()) result.at = at;
  turns_.add(std::move(result), *out_);
}

}  // namespace

std::unique_ptr<Importer> make_gemini_importer() { return std::make_unique<Gemini>(); }

}  // namespace baton
