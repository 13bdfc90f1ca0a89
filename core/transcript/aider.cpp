#include "core/transcript/aider.hpp"

#include <algorithm>
#include <utility>

#include "core/base/hash.hpp"
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/transcript/instant.hpp"
#include "core/transcript/line_feed.hpp"
#include "core/transcript/text_turns.hpp"
#include "core/transcript/words.hpp"

namespace baton {
namespace {

constexpr std::string_view kPrompt = "#### ";
constexpr std::string_view kThinking = "<thinking-content-";
constexpr std::string_view kThought = "</thinking-content-";

std::string_view first_word(std::string_view text) {
  return text.substr(0, std::min(text.find_first_of(" \n"), text.size()));
}

/// Commands whose words are the prompt.
bool takes_words(std::string_view command) {
  return is_any(command, {"/ask", "/code", "/architect", "/context", "/help"});
}

/// Of the program's lines, those that say nothing that a later session could need.
bool is_chatter(std::string_view line) {
  return line.empty() || line.starts_with("Aider v") || line.starts_with("Tokens: ") ||
         line.starts_with("Repo-map: ") || line.starts_with("You can use /undo") ||
         line.starts_with("https://aider.chat/") || line.starts_with("You can skip this check") ||
         contains(line, "/bin/aider");
}

class Aider final : public Importer {
 public:
  Aider() { facts_.format = "aider"; }

  void feed(std::string_view piece, std::vector<Turn>& turns) override {
    out_ = &turns;
    lines_.feed(piece, [&](std::string_view line, int number) { read_line(line, number); });
  }

  void finish(std::vector<Turn>& turns) override {
    out_ = &turns;
    lines_.finish([&](std::string_view line, int number) { read_line(line, number); });
    close();
    facts_.damaged += lines_.too_long() + (overflowed_ ? 1 : 0);
  }

  const TranscriptFacts& facts() const override { return facts_; }

 private:
  enum class Part { none, prompt, program, answer, thinking };

  void read_line(std::string_view line, int number);
  void begin_session(std::string_view started);
  void go_on(Part part, std::string_view line);
  void close();
  void read_program(std::string_view line);
  void add_prompt(std::string_view text);
  void add_call(std::string_view tool, const Json& input, std::string_view result);
  Turn begin(Role role, TurnKind kind) const;

  LineFeed lines_;
  TranscriptFacts facts_;
  TextTurns turns_{facts_};
  Part part_ = Part::none;
  std::string text_;
  std::string asked_;  ///< the words of a command, which aider repeats as the prompt
  std::string at_;
  std::int64_t calls_ = 0;
  bool prompted_ = false;
  bool overflowed_ = false;
  std::vector<Turn>* out_ = nullptr;
  int line_ = 0;  ///< where the part begins
  int number_ = 0;
};

void Aider::read_line(std::string_view line, int number) {
  number_ = number;
  const bool marked = line.ends_with("  ");
  if (line.starts_with(kAiderStart)) return begin_session(line.substr(kAiderStart.size()));
  if (marked && line.starts_with(kPrompt)) return go_on(Part::prompt, line.substr(kPrompt.size()));
  if (marked && (line.starts_with("> ") || line == ">  "))
    return go_on(Part::program, line.substr(2));
  if (line.starts_with(kThinking)) return go_on(Part::thinking, {});
  if (line.starts_with(kThought)) return go_on(Part::answer, {});
  if (part_ == Part::thinking) return go_on(Part::thinking, line);
  if (part_ != Part::answer && trimmed(line).empty()) return close();
  go_on(Part::answer, line);
}

void Aider::begin_session(std::string_view started) {
  close();
  started = trimmed(started);
  at_ = normal_instant(started);
  note_time(facts_, at_);
  if (facts_.session.empty() && !at_.empty())
    facts_.session = "aider " + turns_.clean(started.substr(0, 19));
}

void Aider::go_on(Part part, std::string_view line) {
  if (part != part_) {
    close();
    part_ = part;
    line_ = number_;
  }
  if (text_.size() + line.size() > LineFeed::kLongest) {
    overflowed_ = true;
    return;
  }
  if (part == Part::prompt || part == Part::program) line = trimmed(line);
  text_ += line;
  text_ += '\n';
}

void Aider::close() {
  const std::string text = std::exchange(text_, {});
  const Part part = std::exchange(part_, Part::none);
  if (part == Part::prompt) return add_prompt(turns_.clean(trimmed(text)));
  if (part == Part::program) return read_program(turns_.clean(text));
  Turn turn = begin(Role::assistant, part == Part::thinking ? TurnKind::thinking : TurnKind::text);
  turn.text = turns_.clean(trimmed(text));
  turns_.say(std::move(turn), *out_);
}

Turn Aider::begin(Role role, TurnKind kind) const {
  Turn turn;
  turn.role = role;
  turn.kind = kind;
  turn.at = at_;
  turn.line = line_;
  return turn;
}

void Aider::add_prompt(std::string_view text) {
  prompted_ = true;
  if (text == "<blank>") return;
  if (std::exchange(asked_, {}) == text) return;
  const std::string_view command = text.starts_with('/') ? first_word(text) : std::string_view();
  Turn turn = begin(Role::user, TurnKind::text);
  turn.text = text;
  if (takes_words(command)) {
    turn.text = asked_ = trimmed(text.substr(command.size()));
    return turns_.say(std::move(turn), *out_);
  }
  if (command == "/run" || command == "/test" || text.starts_with('!')) {
    const std::string_view ran = trimmed(text.substr(command.empty() ? 1 : command.size()));
    if (!ran.empty()) return add_call("shell", {{"command", ran}}, {});
  }
  if (command.empty()) return turns_.say(std::move(turn), *out_);
  turns_.add(std::move(turn), *out_);
}

/// Lines that the program wrote one below the other.
void Aider::read_program(std::string_view lines) {
  std::string rest;
  for (std::string_view line : lines_of(lines)) {
    if (line.starts_with("Applied edit to ")) {
      add_call("edit_file", {{"file_path", line.substr(16)}}, line);
    } else if (line.starts_with("Commit ")) {
      add_call("shell", {{"command", "git commit -q && git log -1 --oneline"}}, line.substr(7));
    } else if (line.starts_with("Running ")) {
      add_call("shell", {{"command", line.substr(8)}}, {});
    } else if (!is_chatter(line)) {
      rest += line;
      rest += '\n';
    }
  }
  if (!prompted_) return;
  Turn turn = begin(Role::system, TurnKind::text);
  turn.text = trimmed(rest);
  turns_.say(std::move(turn), *out_);
}

/// A call, and its result where the history tells it.
void Aider::add_call(std::string_view tool, const Json& input, std::string_view result) {
  Turn call = begin(Role::assistant, TurnKind::tool_call);
  call.tool = tool;
  call.text = to_text(input);
  call.uid = text_hash(facts_.session + ' ' + std::to_string(++calls_) + ' ' + call.text);
  Turn answer = begin(Role::tool, TurnKind::tool_result);
  answer.tool = tool;
  answer.uid = call.uid + ":result";
  answer.text = result;
  turns_.add(std::move(call), *out_);
  if (!result.empty()) turns_.add(std::move(answer), *out_);
}

}  // namespace

std::unique_ptr<Importer> make_aider_importer() { return std::make_unique<Aider>(); }

}  // namespace baton
