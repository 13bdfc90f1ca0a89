#include "core/handoff/extract/commands.hpp"

#include <algorithm>

#include "core/base/sort.hpp"
#include "core/base/text.hpp"
#include "core/handoff/one_line.hpp"

namespace baton {
namespace {

constexpr std::size_t kMostRuns = 300;
constexpr std::size_t kMostFixes = 40;
constexpr std::size_t kMostWarnings = 12;
constexpr std::size_t kMostShown = 120;
constexpr std::string_view kStarted = "started, in the background";

/// A failure that a pipe or the format has hidden: git's own words, and those of commands whose
/// output is a verdict.
bool hidden_failure(CommandKind kind, std::string_view output) {
  for (std::string_view line : lines_of(output)) {
    line = trimmed(line);
    if (line.starts_with("fatal: ") || contains(line, "! [rejected]") ||
        contains(line, "! [remote rejected]"))
      return true;
    if (kind < CommandKind::lint) continue;
    if (line.starts_with("E   ") || line.starts_with("ModuleNotFoundError") ||
        line.starts_with("FAILED ") || contains(line, "command not found") ||
        contains(line, "error TS") || line.starts_with("error:") || line.starts_with("error["))
      return true;
  }
  return false;
}

/// Errors that the next session meets again if it does the same: not those of code since mended.
bool of_the_machine(std::string_view lower) {
  return contains(lower, "no such file") || contains(lower, "not found") ||
         contains(lower, "not recognized") || contains(lower, "denied") ||
         contains(lower, "refused") || contains(lower, "timed out") || contains(lower, "in use") ||
         contains(lower, "not installed") || contains(lower, "unsupported");
}

/// The largest number in a line of counts.
long tests_in(std::string_view counts) {
  long most = 0;
  long value = -1;
  for (const char c : std::string(counts) + ' ') {
    if (c >= '0' && c <= '9' && value < 10000000) {
      value = std::max(value, 0L) * 10 + (c - '0');
    } else {
      if (c != '.' && c != 's' && c != '%') most = std::max(most, value);
      value = -1;
    }
  }
  return most;
}

std::string coverage_of(std::string_view output) {
  std::string coverage;
  for (std::string_view line : lines_of(output)) {
    if (!line.starts_with("TOTAL") || !line.ends_with('%')) continue;
    coverage = line.substr(line.rfind(' ') + 1);
  }
  return coverage;
}

/// The telling line, else the exit code, of a failure.
std::string cause_of(std::string_view output) {
  std::string cause = telling_line(output);
  constexpr std::string_view kCode = "Exit code ";
  if (cause.empty() && output.starts_with(kCode))
    cause = "exit " + std::string(output.substr(kCode.size(), output.find('\n') - kCode.size()));
  return cause;
}

bool in_background(std::string_view output) {
  return contains(output.substr(0, 200), "running in background");
}

/// "bash_1" of "Command running in background with ID: bash_1. …".
std::string background_id(std::string_view output) {
  constexpr std::string_view kMark = "with ID: ";
  const std::size_t at = output.find(kMark);
  if (at == std::string_view::npos) return {};
  output.remove_prefix(at + kMark.size());
  return std::string(output.substr(0, std::min(output.find_first_of(" .\n"), output.size())));
}

bool is_warning(std::string_view line) {
  return line.size() < 400 &&
         (contains(line, "which is incompatible") || line.starts_with("WARNING:") ||
          line.starts_with("ERROR: pip") || contains(line, "DeprecationWarning:") ||
          contains(line, "has been deprecated") || contains(line, "vulnerabilit"));
}

}  // namespace

void Commands::ran(std::string_view command, std::string_view output, bool failed, int turn) {
  const CommandKind kind = kind_of(command);
  if (kind == CommandKind::look && !failed) return;
  const std::string plain = without_escapes(output);
  bool test_failed = false;
  std::string counts = kind == CommandKind::test ? test_counts(plain, test_failed) : std::string();
  const bool hidden = !failed && counts.empty() && hidden_failure(kind, plain);
  failed = failed || test_failed || hidden;
  HandoffCommand entry{shown_command(command), {}, failed, 0, turn};
  if (!counts.empty())
    entry.outcome = counts;
  else
    entry.outcome = failed ? cause_of(plain) : in_background(plain) ? std::string(kStarted) : "ok";
  if (const std::string coverage = coverage_of(plain); !coverage.empty())
    entry.outcome += ", coverage " + coverage;
  if (in_background(plain) && background_.size() < kMostRuns)
    background_[background_id(plain)] = entry.command;
  if (kind == CommandKind::test) tried_test_ = entry.command;
  if (kind == CommandKind::test && (!counts.empty() || failed)) note_test(entry);
  note_warnings(plain, turn);

  std::string key = command_key(command);
  if (key.empty()) return;
  if (kind == CommandKind::install && !failed)
    for (auto& [name, run] : runs_)
      if (run.command.failed && run.remedy.empty()) run.remedy = entry.command;
  auto found = runs_.find(key);
  if (found == runs_.end()) {
    if (runs_.size() >= kMostRuns) return;
    found = runs_.emplace(std::move(key), Run{}).first;
  }
  Run& run = found->second;
  if (run.command.failed && !(failed && run.command.outcome == entry.outcome))
    note_fix(run, failed ? 0 : turn);
  run.kind = kind;
  run.remedy.clear();
  show(entry, kind);
  run.command = std::move(entry);
}

void Commands::stopped(std::string_view id) {
  const auto found = background_.find(id);
  if (found == background_.end()) return;
  for (Shown& shown : shown_)
    if (shown.command.command == found->second && shown.command.outcome == kStarted)
      shown.command.outcome = "started in the background, then stopped";
  background_.erase(found);
}

/// The widest run is the last of those with the most tests.
void Commands::note_test(const HandoffCommand& run) {
  last_test_ = run;
  const long tests = tests_in(run.outcome);
  if (tests >= widest_tests_) {
    widest_tests_ = tests;
    widest_test_ = run;
  }
}

/// A failure that is over: the same command ended otherwise.
void Commands::note_fix(const Run& before, int since) {
  const bool counts =
      contains(before.command.outcome, " passed") || contains(before.command.outcome, "collected ");
  const bool lasting =
      !before.remedy.empty() || (!counts && of_the_machine(lowered(before.command.outcome)));
  if (before.command.outcome.empty() ||
      (!lasting && (since == 0 || before.kind < CommandKind::lint)))
    return;
  fixed_.push_back({before.command.command, before.command.outcome, before.remedy, lasting,
                    before.command.turn, since});
  if (fixed_.size() > kMostFixes) fixed_.erase(fixed_.begin());
}

void Commands::show(const HandoffCommand& command, CommandKind kind) {
  std::erase_if(shown_, [&](const Shown& s) { return s.command.command == command.command; });
  shown_.push_back({command, kind});
  if (shown_.size() > kMostShown) shown_.erase(shown_.begin());
}

void Commands::note_warnings(std::string_view output, int turn) {
  for (std::string_view line : lines_of(output)) {
    line = trimmed(line);
    if (!is_warning(line)) continue;
    const std::string text = one_line(line, 240);
    const bool known = std::any_of(warnings_.begin(), warnings_.end(),
                                   [&](const HandoffItem& item) { return item.text == text; });
    if (!known && warnings_.size() < kMostWarnings) warnings_.push_back({text, {}, 0, turn});
  }
}

std::vector<HandoffCommand> Commands::useful() const {
  std::vector<Shown> order;
  for (const Shown& shown : shown_)
    if (shown.kind > CommandKind::other && !shown.command.failed) order.push_back(shown);
  sort_by(order, [](const Shown& a, const Shown& b) {
    return a.kind != b.kind ? a.kind > b.kind : a.command.turn > b.command.turn;
  });
  std::vector<HandoffCommand> commands;
  std::map<std::string, int> runs;
  for (const Shown& shown : order)
    if (++runs[command_key(shown.command.command)] <= 3) commands.push_back(shown.command);
  return commands;
}

std::vector<HandoffCommand> Commands::open() const {
  std::vector<HandoffCommand> open;
  for (const auto& [key, run] : runs_)
    if (run.command.failed && run.kind > CommandKind::look) open.push_back(run.command);
  sort_by(open, [](const HandoffCommand& a, const HandoffCommand& b) { return a.turn > b.turn; });
  return open;
}

}  // namespace baton
