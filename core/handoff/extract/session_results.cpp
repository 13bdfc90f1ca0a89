#include <algorithm>

#include "core/base/text.hpp"
#include "core/handoff/extract/reading.hpp"
#include "core/handoff/extract/searching.hpp"
#include "core/handoff/extract/session.hpp"
#include "core/handoff/extract/shell_files.hpp"
#include "core/handoff/extract/tool_kinds.hpp"
#include "core/handoff/extract/words.hpp"
#include "core/handoff/one_line.hpp"

namespace baton {
namespace {

constexpr std::size_t kLongestReport = 16000;
constexpr std::size_t kMostReports = 80;
constexpr std::size_t kMostReading = 40;
constexpr std::size_t kMostLookedUp = 12;
constexpr std::size_t kMostUnanswered = 4;

/// Head and tail of a long output.
std::string ends_of(std::string_view output) {
  constexpr std::size_t kHead = 6000;
  constexpr std::size_t kTail = 10000;
  if (output.size() <= kHead + kTail) return std::string(output);
  std::string ends(cut(output, kHead));
  std::string_view tail = output.substr(output.size() - kTail);
  tail.remove_prefix(std::min(tail.find('\n'), tail.size()));
  return ends + '\n' + std::string(tail);
}

/// Without the marks that the tools set around their own errors.
std::string without_tags(std::string_view output) {
  std::string text(output);
  for (const std::string_view tag : {"<tool_use_error>", "</tool_use_error>"})
    if (const std::size_t at = text.find(tag); at != std::string::npos) text.erase(at, tag.size());
  return text;
}

std::string_view folder_of_file(std::string_view file) {
  return file.substr(0, file.size() - base_name(file).size());
}

/// "`Grep` “class A” in src", "`Read` src/a.ts".
std::string action_of(const Session::Call& call) {
  const std::string done = "`" + call.tool + "` ";
  if (call.pattern.empty()) return done + call.subject;
  return done + "“" + one_line(call.pattern, 80) + "”" +
         (call.subject.empty() ? "" : " in " + call.subject);
}

bool refused_by_user(std::string_view result) {
  result = result.substr(0, 400);
  return contains(result, "The user doesn't want to proceed") ||
         contains(result, "user rejected") || contains(result, "User rejected") ||
         contains(result, "The user doesn't want to take this action") ||
         contains(result, "rejected by user") || contains(result, "User cancelled the operation");
}

/// Not by the tool's own rules ("File has not been read yet"), which the assistant gets around.
bool was_prevented(std::string_view output) {
  constexpr std::string_view kSigns[] = {"permission", "denied",     "granted",       "eacces",
                                         "read-only",  "no such",    "not permitted", "no space",
                                         "enoent",     "not allowed"};
  return has_cue(lowered(cut(output, 2000)), kSigns);
}

/// The answer to a question in `"Where?"="There", "When?"="Now". You can …`, lowered; without the
/// question in it, all of it.
std::string answer_to(std::string_view question, std::string_view answers) {
  const std::string asked = '"' + std::string(question) + "\"=\"";
  const std::size_t at = answers.find(asked);
  if (question.empty() || at == std::string_view::npos) return lowered(answers);
  answers.remove_prefix(at + asked.size());
  return lowered(answers.substr(0, std::min(answers.find("\", \""), answers.find("\". "))));
}

/// The options that the answer passes over; none where it is in the user's own words.
std::vector<std::string> passed_over(const Session::Question& question, const std::string& answer) {
  std::vector<std::string> others = question.options;
  std::erase_if(others,
                [&](const std::string& option) { return contains(answer, lowered(option)); });
  if (others.size() == question.options.size()) others.clear();
  return others;
}

}  // namespace

/// Formats without ids show no result of an edit that succeeded.
void Session::settle_edits(int number) {
  if (linked_) return;
  std::erase_if(pending_, [&](const auto& one) {
    const Call& call = one.second;
    if (call.files.empty() || call.turn + 1 >= number) return false;
    read_files({}, call);
    return true;
  });
}

void Session::add_result(const Turn& turn, int number) {
  const auto found = call_of(turn, number);
  if (found == pending_.end()) return;
  const Call call = std::move(found->second);
  pending_.erase(found);
  if (turn.failed && refused_by_user(turn.text)) return read_refusal(call);
  if (turn.failed && call.main) note_failure(turn, call, number);
  if (is_shell(call.tool)) {
    const std::string output = ends_of(turn.text);
    commands.ran(call.subject, output, turn.failed, number);
    machine.ran(call.subject, output, turn.failed, number);
    if (kind_of(call.subject) > CommandKind::look) seen.read(output);
    if (!turn.failed) {
      note_shell_writes(call.subject);
      git.read(call.subject, output, number);
      note_shell_files(call, number);
    }
    follow_shell(call.subject, output, turn.failed);
  }
  if (call.tool == "BashOutput" || call.tool == "TaskOutput") seen.read(ends_of(turn.text));
  if (call.tool == "KillBash" || call.tool == "KillShell" || call.tool == "TaskStop")
    commands.stopped(call.subject);
  note_detour(turn, call);
  note_writes(turn, call, number);
  if (!turn.failed) read_files(turn, call);
  if (call.tool == "AskUserQuestion" || call.tool == "ask_user") read_answers(turn, call, number);
  if (call.tool == "ExitPlanMode" && !turn.failed && call.main) agree(call);
  if (call.main) last_action = {action_of(call), {}, 0, call.turn};
  attempts.ended(call.tool, call.subject, turn.text, turn.failed, number);
  if (is_agent(call.tool) && call.main && !turn.failed) read_report(turn, number);
  if (!turn.failed) note_reading(turn, call);
  if (!turn.failed && call.main) note_unanswered(turn, call);
}

/// A write that the tool's own rules refused, after which another file was made in its place.
void Session::note_detour(const Turn& turn, const Call& call) {
  constexpr int kAtOnce = 6;
  constexpr std::size_t kMostDetours = 12;
  if (call.files.empty()) return;
  const auto& [path, change] = call.files.front();
  if (turn.failed) {
    refused_write_ = contains(turn.text, "not been read")
                         ? HandoffItem{path, telling_line(without_tags(turn.text)), 0, call.turn}
                         : HandoffItem{};
    return;
  }
  const HandoffItem refused = std::move(refused_write_);
  refused_write_ = {};
  const std::string_view folder = folder_of_file(refused.text);
  if (refused.turn == 0 || call.turn - refused.turn > kAtOnce || refused.text == path ||
      change != TouchedFile::Change::created || folder_of_file(path) != folder)
    return;
  if (detours.size() < kMostDetours)
    detours.push_back({"tried to write `" + refused.text + "`: " + refused.detail,
                       "then wrote `" + path + "` instead", 0, refused.turn});
}

void Session::note_unanswered(const Turn& turn, const Call& call) {
  Look look{action_of(call), {}, {}, call.turn};
  if (is_search(call.tool)) {
    const std::vector<FoundFile> found = found_by(turn.text, call.subject);
    look.gave = digest_of_found(found, call.subject);
    for (const FoundFile& one : found)
      if (look.paths.size() < kMostUnanswered) look.paths.push_back(one.path);
  } else if (is_reader(call.tool)) {
    look.gave = declared_in(turn.text);
  }
  if (look.gave.empty()) return;
  unanswered.push_back(std::move(look));
  if (unanswered.size() > kMostUnanswered) unanswered.erase(unanswered.begin());
}

void Session::note_shell_files(const Call& call, int number) {
  using Change = TouchedFile::Change;
  for (const std::string& path : paths_removed_by(call.subject))
    files.remove(path, number, shell_folder_);
  for (const ShellWrite& write : paths_written_by(call.subject)) {
    const std::string ending = '/' + joined_path(shell_folder_, write.path);
    const bool was_there = std::any_of(read.begin(), read.end(), [&](const auto& one) {
      return ('/' + one.first).ends_with(ending);
    });
    files.write(write.path, write.appends || was_there ? Change::modified : Change::created, number,
                call.main, shell_folder_);
  }
}

/// A command that failed changed the folder all the same, unless it was `cd` that failed.
void Session::follow_shell(std::string_view command, std::string_view output, bool failed) {
  if (failed && contains(output, "cd: ")) return;
  shell_folder_ = folder_after(command, shell_folder_);
  if (std::string told = folder_told(command, output); !failed && !told.empty())
    shell_folder_ = std::move(told);
}

void Session::agree(const Call& call) {
  plan = {call.subject, call.turn};
  for (Fact& fact : facts_of(call.subject, call.turn, Lists::joined)) {
    fact.kind = FactKind::decision;
    fact.text = "Plan agreed: " + fact.text;
    open().facts.push_back(std::move(fact));
  }
}

/// A file that a shell command writes: `cat > types/index.ts`.
void Session::note_shell_writes(std::string_view command) {
  if (!contains(command, ">")) return;
  std::erase_if(unwritten,
                [&](const auto& one) { return contains(command, base_name(one.first)); });
}

/// A write that failed counts until one to the same file succeeds.
void Session::note_writes(const Turn& turn, const Call& call, int number) {
  constexpr std::size_t kMostUnwritten = 200;
  for (const auto& [path, change] : call.files) {
    if (!turn.failed)
      unwritten.erase(path);
    else if (unwritten.size() < kMostUnwritten && was_prevented(turn.text))
      unwritten[path] = {path, telling_line(ends_of(turn.text)), 0, number};
  }
}

/// A look that finds nothing ends in a bare exit code: no failure.
void Session::note_failure(const Turn& turn, const Call& call, int number) {
  const std::string cause = telling_line(without_tags(cut(turn.text, 4000)));
  if (cause.empty()) return;
  last_failure = {"tried " + one_line(action_of(call), 110) + ": " + cause, {}, 0, number};
}

/// What was refused, and nothing more of it: it is not to be taken up again.
void Session::read_refusal(const Call& call) {
  if (!call.main) return;
  open().refused =
      call.tool == "ExitPlanMode" ? "plan" : call.tool + " " + one_line(call.subject, 120);
}

void Session::read_answers(const Turn& turn, const Call& call, int) {
  // "User has answered your questions: "Where?"="There". You can now …"
  std::string_view text = turn.text;
  const std::size_t start = text.find(": \"");
  if (start == std::string_view::npos || answers.size() >= 40) return;
  text.remove_prefix(start + 2);
  const std::size_t end = text.rfind("\". ");
  std::string declined;
  for (const Question& question : call.questions)
    for (const std::string& option : passed_over(question, answer_to(question.text, text)))
      declined += (declined.empty() ? "" : "; ") + option;
  if (!declined.empty())
    refused_options.push_back(
        {"Offered and not chosen: " + one_line(declined, 300), {}, 0, call.turn});
  answers.push_back({one_line(text.substr(0, end == std::string_view::npos ? end : end + 1), 400),
                     {},
                     0,
                     call.turn});
}

void Session::read_report(const Turn& turn, int number) {
  for (const Fact& fact : facts_of(cut(turn.text, kLongestReport), number, Lists::joined)) {
    if (fact.kind == FactKind::question || fact.kind == FactKind::next) continue;
    if (contains(fact.text, "<usage>") || contains(fact.text, "agentId:")) continue;
    reports.push_back({one_line(fact.text, 400), {}, 0, number});
    if (reports.size() > kMostReports) reports.erase(reports.begin());
  }
}

void Session::read_files(const Turn& turn, const Call& call) {
  using Change = TouchedFile::Change;
  for (const auto& [path, change] : call.files) {
    if (change == Change::deleted) {
      files.remove(path, call.turn);
      continue;
    }
    const std::string_view head = std::string_view(turn.text).substr(0, 2000);
    const bool known = contains(head, "has been updated") || contains(head, "overwrote");
    files.change(path, known ? Change::modified : change, call.turn, call.main);
    files.note_lines(path, call.removed, call.added);
  }
}

void Session::note_reading(const Turn& turn, const Call& call) {
  std::string line;
  if (call.subject.ends_with("package.json")) seen.read(cut(turn.text, 20000));
  if (is_reader(call.tool) && names_tests(call.subject, turn.text)) test_manifest = call.subject;
  if (is_reader(call.tool))
    line = digest_of_file(call.subject, turn.text);
  else if (is_shell(call.tool))
    line = digest_of_output(call.subject, turn.text);
  constexpr std::size_t kMostFilesRead = 1000;
  if (is_reader(call.tool) && !call.subject.empty() && read.size() < kMostFilesRead)
    read[call.subject] = {call.turn, call.main};
  if (std::string found = digest_of_web(call.tool, call.subject, turn.text);
      !found.empty() && call.main && soft_failure(turn.text).empty()) {
    looked_up.push_back({std::move(found), {}, 0, call.turn});
    if (looked_up.size() > kMostLookedUp) looked_up.erase(looked_up.begin());
  }
  if (line.empty() || !call.main || reading.size() >= kMostReading) return;
  reading.push_back({std::move(line), {}, 0, call.turn});
}

}  // namespace baton
