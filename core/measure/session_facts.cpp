#include "core/measure/session_facts.hpp"

#include <algorithm>

#include "core/base/json_members.hpp"
#include "core/base/text.hpp"
#include "core/measure/words.hpp"

namespace baton {
namespace {

constexpr std::size_t kMostPending = 256;
constexpr std::size_t kMostEdited = 2000;
constexpr std::size_t kMostNamed = 20'000;
constexpr std::size_t kMostStatements = 400;
constexpr std::size_t kMessagesKept = 3;
constexpr std::size_t kLongestMessage = 20'000;
constexpr std::size_t kLongestCommand = 2000;

const std::vector<std::string_view> kWishCues = {"always", "never",     "don't", "do not",  "must",
                                                 "prefer", "make sure", "only",  "instead", "stop"};
const std::vector<std::string_view> kDecisionCues = {"decided",     "instead of", "rather than",
                                                     "we'll use",   "i'll use",   "chose",
                                                     "switched to", "opted"};
const std::vector<std::string_view> kCheckWords = {
    "test",  "tests", "pytest", "vitest", "jest", "build", "lint",   "tsc", "typecheck",
    "check", "cargo", "make",   "ctest",  "mypy", "ruff",  "eslint", "mvn", "gradle"};

/// "yes", "go on", a slash command or a wrapper asks for nothing.
bool is_request(std::string_view text) {
  text = trimmed(text);
  return !text.starts_with('<') && !text.starts_with('/') && !text.starts_with('[') &&
         measured::key_words(text).size() >= 2;
}

bool edits(const JsonMembers& input) {
  for (const char* name : {"content", "new_string", "edits", "new_source", "new_str", "file_text"})
    if (input.has(name)) return true;
  return false;
}

/// The last part of a command line that checks something, without its plumbing; "" if there is
/// none.
std::string check_of(std::string_view command) {
  std::string found;
  std::size_t at = 0;
  while (at < command.size()) {
    const std::size_t end = std::min(command.find_first_of(";&|\n", at), command.size());
    std::string_view part = trimmed(command.substr(at, end - at));
    part = trimmed(part.substr(0, part.find_first_of("<>")));
    while (!part.empty() && is_digit(part.back()) && part.ends_with(" 2")) part.remove_suffix(2);
    const bool piped = at > 0 && command[at - 1] == '|' && (at < 2 || command[at - 2] != '|');
    if (!piped && part.size() < 200 && measured::has_any(lowered(part), kCheckWords) &&
        !part.starts_with("echo") && !part.starts_with("grep") && !part.starts_with("cat") &&
        !part.starts_with("ls") && !part.starts_with("cd") && !part.starts_with("git") &&
        !part.starts_with("find"))
      found = part;
    at = end + 1;
  }
  return found;
}

/// The line of an output that a reader would quote.
std::string failure_of(std::string_view output) {
  const std::vector<std::string_view> lines = lines_of(cut(output, 64 * 1024));
  for (const char* cue : {"error", "failed", "fail", "exception", "not found", "denied"})
    for (std::size_t i = lines.size(); i-- > 0;)
      if (lines[i].size() < 300 && contains(lowered(lines[i]), cue))
        return std::string(trimmed(lines[i]));
  return lines.empty() ? "failed" : std::string(cut(trimmed(lines.back()), 300));
}

template <class Item>
void keep_last(std::vector<Item>& items, Item item, std::size_t most) {
  if (items.size() >= most) items.erase(items.begin());
  items.push_back(std::move(item));
}

}  // namespace

void SessionFacts::add(const Turn& turn, int number) {
  vocabulary_.add(turn.text);
  tokens_ += static_cast<std::int64_t>(count_tokens(turn.text));
  last_turn_ = number;
  if (turn.kind == TurnKind::tool_call) return called(turn, number);
  if (turn.kind == TurnKind::tool_result) return returned(turn, number);
  if (turn.kind != TurnKind::text || !turn.agent.empty()) return;
  if (turn.role == Role::user && turn.typed) typed(turn.text, number);
  if (turn.role == Role::assistant) said(turn.text, number);
}

void SessionFacts::typed(std::string_view text, int number) {
  if (!is_request(text)) return;
  request_ = {std::string(cut(text, 2000)), number};
  for (std::string& one : measured::statements_of(cut(text, kLongestMessage)))
    if (measured::has_any(lowered(one), kWishCues) && one.size() < 400)
      keep_last(wishes_, {std::move(one), number}, kMostStatements);
}

void SessionFacts::said(std::string_view text, int number) {
  text = cut(text, kLongestMessage);
  keep_last(last_said_, {std::string(text), number}, kMessagesKept);
  for (std::string& one : measured::statements_of(text))
    if (one.size() > 30 && one.size() < 400 && measured::has_any(lowered(one), kDecisionCues))
      keep_last(decisions_, {std::move(one), number}, kMostStatements);
  std::size_t open = std::string_view::npos;
  for (std::size_t at = text.find('`'); at != std::string_view::npos; at = text.find('`', at + 1)) {
    const std::string_view name =
        open == std::string_view::npos ? "" : text.substr(open + 1, at - open - 1);
    const bool whole =
        !name.empty() && name.size() < 60 && name.find_first_of(" \n/.") == std::string_view::npos;
    if (whole && (names_.size() < kMostNamed || names_.contains(std::string(name)))) {
      Named& named = names_[std::string(name)];
      if (named.turn != number) ++named.texts;
      named.turn = number;
    }
    open = whole ? std::string_view::npos : at;
  }
}

void SessionFacts::called(const Turn& turn, int number) {
  const JsonMembers input(turn.text);
  if (input.has("todos") && turn.agent.empty()) listed(input.raw("todos"), number);
  Call call;
  call.turn = number;
  if (edits(input))
    call.path = input.text_of({"file_path", "path", "notebook_path", "target_file"}, 1000);
  call.command = check_of(input.text("command", kLongestCommand));
  if (call.path.empty() && call.command.empty()) return;
  if (pending_.size() >= kMostPending) pending_.erase(pending_.begin());
  pending_[turn.uid] = std::move(call);
}

void SessionFacts::returned(const Turn& turn, int number) {
  std::string id = turn.uid;
  if (id.ends_with(":result")) id.resize(id.size() - 7);
  const auto found = pending_.find(id);
  if (found == pending_.end()) return;
  const Call call = std::move(found->second);
  pending_.erase(found);
  if (!call.path.empty() && !turn.failed &&
      (edited_.size() < kMostEdited || edited_.contains(call.path))) {
    Edited& edited = edited_[call.path];
    ++edited.times;
    edited.turn = number;
  }
  if (call.command.empty()) return;
  checks_[call.command] = {call.command, turn.failed ? failure_of(turn.text) : "", number};
  if (checks_.size() > kMostStatements)
    checks_.erase(std::min_element(
        checks_.begin(), checks_.end(),
        [](const auto& a, const auto& b) { return a.second.turn < b.second.turn; }));
}

void SessionFacts::listed(std::string_view todos, int number) {
  todos_.clear();
  todos_turn_ = number;
  for (const std::string_view element : json_elements(todos, 100)) {
    const JsonMembers todo(element);
    std::string text = todo.text_of({"content", "step", "text"}, 400);
    if (!text.empty()) todos_.emplace_back(std::move(text), todo.text("status", 20) == "completed");
  }
}

}  // namespace baton
