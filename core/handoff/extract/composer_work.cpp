#include <algorithm>

#include "core/base/text.hpp"
#include "core/handoff/extract/composer.hpp"
#include "core/handoff/extract/counts.hpp"
#include "core/handoff/extract/item_list.hpp"
#include "core/handoff/one_line.hpp"
#include "core/handoff/step_kind.hpp"

namespace baton {
namespace {

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + ' ' + std::string(count == 1 ? one : many);
}

std::string named(const GitState::Commit& commit) {
  return commit.hash.empty() ? "committed" : "commit " + commit.hash;
}

}  // namespace

void Composer::todos() {
  for (const Todos::Todo& todo : session_.todos.all()) {
    if (todo.status == Todos::Status::in_progress)
      add(handoff_.in_progress, item(todo.text, "on the task list", todo.turn));
    else if (todo.status == Todos::Status::pending)
      add(handoff_.next, item(todo.text, "on the task list", todo.turn));
    else if (!ended_well())
      add(handoff_.accomplished, item(todo.text, evidence(), todo.turn));
  }
  if (ended_well()) return;
  for (const Session::Call& call : session_.running()) {
    if (call.tool == "ExitPlanMode") {
      awaiting_plan(call);
      continue;
    }
    add(handoff_.in_progress,
        item("`" + call.tool + "` " + one_line(call.subject, 160), kWasRunning, call.turn));
  }
}

std::optional<HandoffCommand> Composer::ran_after_edits() const {
  const int edited = session_.files.last_turn();
  const auto names_a_file = [&](const HandoffCommand& command) {
    return std::any_of(
        session_.files.all().begin(), session_.files.all().end(),
        [&](const auto& file) { return contains(command.command, base_name(file.first)); });
  };
  for (const HandoffCommand& command : session_.commands.useful())
    if (!command.failed && command.turn > edited && names_a_file(command)) return command;
  return std::nullopt;
}

std::string Composer::evidence() const {
  const int edited = session_.files.last_turn();
  const auto& commits = session_.git.commits();
  if (!commits.empty() && commits.back().turn > edited && edited > 0) return named(commits.back());
  const HandoffCommand& test = session_.commands.last_test();
  if (!test.command.empty() && !test.failed && test.turn > edited)
    return "tests after the last edit: " + test.outcome;
  if (const auto ran = test.command.empty() ? ran_after_edits() : std::nullopt)
    return "ran after the last edit: `" + one_line(ran->command, 80) + "`";
  return "unverified";
}

/// What is known of where it stands beside tests and commits.
void Composer::other_state() {
  const bool unchanged = session_.files.all().empty() && handoff_.accomplished.empty() &&
                         handoff_.uncommitted.empty() && session_.git.commits().empty();
  if (unchanged && session_.tool_calls > 0)
    add(handoff_.state, item("No edit of a file was seen", {}, session_.last_turn));
  const HandoffItem& done = session_.last_action;
  const bool began = goal_ < told_.size() && done.turn > told_[goal_].turn;
  const std::vector<Session::Call> running = session_.running();
  const bool waits = std::any_of(running.begin(), running.end(), [](const Session::Call& call) {
    return call.tool == "ExitPlanMode" || call.tool == "AskUserQuestion";
  });
  const std::string found = !ended_well() && began ? found_before_plan() : std::string();
  if (!found.empty() && session_.last_said_turn > told_[goal_].turn)
    add(handoff_.state, item("The assistant, last: “" + found + "”", {}, session_.last_said_turn));
  if (!ended_well() && began && !waits) broken_off(done);
  if (!handoff_.state.empty() || !handoff_.last_test.command.empty() || !ended_well()) return;
  if (const std::string words = outcome_of(last()); !words.empty())
    add(handoff_.state, item("The assistant at the end: “" + words + "”", {}, last().closing_turn));
}

/// What was looked for, and what came of it: nobody has said it yet.
void Composer::broken_off(const HandoffItem& done) {
  constexpr std::size_t kLongestGave = 360;
  const auto told = [&](const Look& look) {
    return one_line(paths_.shortened(look.action), 140) + ", which " +
           one_line(paths_.shortened(look.gave), kLongestGave);
  };
  const std::vector<Look>& looks = session_.unanswered;
  const bool gave = !looks.empty() && looks.back().turn == done.turn;
  add(handoff_.state,
      item("Broken off after " +
               (gave ? told(looks.back()) : one_line(paths_.shortened(done.text), 140)),
           {}, done.turn));
  for (std::size_t i = looks.size() - (gave ? 1 : 0); i-- > 0;)
    add(handoff_.state, item("Before that " + told(looks[i]), {}, looks[i].turn));
}

void Composer::state() {
  const auto& files = session_.files.all();
  const auto& commits = session_.git.commits();
  const int committed = commits.empty() ? 0 : commits.back().turn;
  const auto since = static_cast<std::size_t>(std::count_if(
      files.begin(), files.end(), [&](const auto& file) { return file.second.turn > committed; }));
  handoff_.last_test = session_.commands.last_test();
  if (!handoff_.last_test.command.empty()) {
    handoff_.last_test.session = closing_.session_number;
    handoff_.last_test.command = paths_.in_command(handoff_.last_test.command);
  }
  const HandoffCommand& widest = session_.commands.widest_test();
  if (widest.turn && widest.turn != handoff_.last_test.turn)
    add(handoff_.state, item("The widest test run: " + widest.outcome, {}, widest.turn));
  const bool clean = !closing_.commit.empty() && closing_.uncommitted.empty();
  if (clean || !in_repository()) {
    // The repository says so itself, whoever committed; or there is none.
  } else if (since && commits.empty())
    add(handoff_.state, item(counted(since, "changed file", "changed files") +
                                 " not committed: no commit was seen in this session" + few_names(),
                             {}, session_.files.last_turn()));
  else if (since)
    add(handoff_.state,
        item(counted(since, "file", "files") + " changed after the last commit, uncommitted", {},
             session_.files.last_turn()));
  if (!session_.git.ahead().empty())
    add(handoff_.state, item(session_.git.ahead() + ": not pushed", {}, session_.git.ahead_turn()));
  const bool only_words = std::all_of(files.begin(), files.end(), [](const auto& file) {
    return file.first.ends_with(".md") || file.first.ends_with(".txt");
  });
  const bool fails =
      handoff_.last_test.failed && handoff_.last_test.turn > session_.files.last_turn();
  if (files.empty() || only_words || fails || evidence() != "unverified") return;
  add(handoff_.state, item(handoff_.last_test.command.empty()
                               ? "No test was run: the changes are untested"
                               : "Edited after the last test, which was not run again",
                           {}, session_.files.last_turn()));
}

std::string Composer::few_names() const {
  constexpr std::size_t kFew = 3;
  const auto& files = session_.files.all();
  if (files.size() > kFew) return {};
  std::string names;
  for (const auto& [path, file] : files)
    names += (names.empty() ? " (" : ", ") + std::string(base_name(path));
  return names.empty() ? "" : names + ")";
}

void Composer::errors() {
  for (const HandoffCommand& command : session_.commands.open())
    if (handoff_.errors.size() < 8)
      add(handoff_.errors,
          item("`" + one_line(command.command, 160) + "` fails: " + command.outcome, {},
               command.turn));
}

void Composer::machine() {
  for (const MachineUse::Service& one : session_.machine.services()) {
    HandoffItem service = item(one.address, {}, one.turn);
    service.fields = {{"address", one.address},
                      {"start", "`" + paths_.in_command(one.start) + "`"}};
    handoff_.services.push_back(std::move(service));
  }
  for (const MachineUse::Package& one : session_.machine.packages())
    handoff_.packages.push_back(item("`" + one.name + "` (" + one.manager + ")", {}, one.turn));
  for (const MachineUse::Migration& one : session_.machine.migrations())
    handoff_.database.push_back(item("`" + one.command + "`", one.outcome, one.turn));
}

void Composer::contradictions() {
  for (const auto& [path, failure] : session_.unwritten) {
    const std::string name(base_name(path));
    if (name.empty()) continue;
    HandoffItem error = item("`" + path + "` was not written: " + failure.detail, {}, failure.turn);
    std::erase_if(handoff_.accomplished, [&](const HandoffItem& done) {
      if (!contains(done.text, name)) return false;
      error.detail = "although it was said: " + one_line(done.text, 160);
      return true;
    });
    handoff_.next.insert(handoff_.next.begin(),
                         item("Write `" + path + "`: the last attempt failed", {}, failure.turn));
    add(handoff_.errors, std::move(error));
  }
}

void Composer::commits() {
  const auto& all = session_.git.commits();
  for (std::size_t i = all.size(); i-- > 0 && handoff_.accomplished.size() < 60;)
    add(handoff_.accomplished, item(all[i].subject, named(all[i]), all[i].turn));
}

void Composer::files() {
  for (const auto& [path, file] : session_.files.all()) {
    std::vector<std::string>& list = file.change == TouchedFile::Change::created ? handoff_.created
                                     : file.change == TouchedFile::Change::deleted
                                         ? handoff_.deleted
                                         : handoff_.modified;
    std::string name = paths_.given(path);
    const bool known = std::find(list.begin(), list.end(), name) != list.end();
    if (list.size() < 400 && !known) list.push_back(std::move(name));
  }
  handoff_.uncommitted =
      closing_.uncommitted.empty() ? session_.git.uncommitted() : closing_.uncommitted;
}

void Composer::commands() {
  for (HandoffCommand& command : session_.commands.useful()) {
    if (handoff_.commands.size() >= 24) break;
    command.session = closing_.session_number;
    command.command = paths_.in_command(command.command);
    handoff_.commands.push_back(std::move(command));
  }
  for (const HandoffItem& warning : session_.commands.warnings())
    add(handoff_.errors, item(warning.text, "a warning in an output", warning.turn));
}

void Composer::twins() {
  std::map<std::string, std::string> folders;
  for (const std::string& path : handoff_.created) {
    const std::size_t slash = path.rfind('/');
    if (slash == std::string::npos) continue;
    const std::string name = path.substr(slash + 1);
    if (name.starts_with("index.") || name.starts_with("__init__") || name.starts_with("README"))
      continue;
    folders[name] += (folders[name].empty() ? "" : " and ") + path.substr(0, slash + 1);
  }
  std::map<std::string, std::string> names;
  for (const auto& [name, where] : folders)
    if (contains(where, " and ")) names[where] += (names[where].empty() ? "" : ", ") + name;
  std::string text;
  for (const auto& [where, all] : names) text += (text.empty() ? "" : "; ") + all + " in " + where;
  if (!text.empty())
    add(handoff_.questions, item("Created under the same name in several folders, maybe "
                                 "duplicates: " +
                                     one_line(text, 400),
                                 {}, session_.files.last_turn()));
}

/// A few statements of each report, the latest report first.
void Composer::told_by_subagents() {
  constexpr std::size_t kMostReported = 12;
  constexpr std::size_t kLeastOfOne = 3;
  std::map<int, std::size_t> told;
  for (const HandoffItem& one : session_.reports) told[one.turn] = 0;
  if (told.empty()) return;
  const std::size_t share = std::max(kLeastOfOne, kMostReported / told.size());
  const std::size_t most = std::min(kMostNotes, handoff_.notes.size() + kMostReported);
  for (std::size_t i = session_.reports.size(); i-- > 0 && handoff_.notes.size() < most;) {
    const HandoffItem& one = session_.reports[i];
    if (one.text.starts_with("Pros:") || one.text.starts_with("Cons:")) continue;
    if (told[one.turn]++ < share)
      add(handoff_.notes, item(checked(one.text, one.turn), "a subagent's report", one.turn));
  }
}

void Composer::fillers() {
  if (!ended_well() || session_.files.all().empty())
    for (const HandoffItem& found : session_.looked_up)
      add(handoff_.notes, item(found.text, {}, found.turn));
  if (!ended_well())
    for (const HandoffItem& read : session_.reading)
      add(handoff_.notes, item("Looked at " + read.text, {}, read.turn));
  told_by_subagents();
  for (const auto& [path, file] : session_.files.all()) {
    if (file.lines.empty() || handoff_.notes.size() >= kMostNotes) continue;
    std::string lines;
    for (const std::string& line : file.lines) lines += (lines.empty() ? "`" : " · `") + line + "`";
    add(handoff_.notes, item("`" + paths_.given(path) + "` got " + lines, {}, file.turn));
  }
}

}  // namespace baton
