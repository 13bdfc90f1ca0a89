#include <algorithm>

#include "core/base/text.hpp"
#include "core/handoff/extract/composer.hpp"
#include "core/handoff/extract/item_list.hpp"
#include "core/handoff/extract/plan.hpp"
#include "core/handoff/extract/units.hpp"
#include "core/handoff/extract/words.hpp"
#include "core/handoff/one_line.hpp"
#include "core/handoff/step_kind.hpp"

namespace baton {
namespace {

constexpr std::size_t kMostPlanned = 12;
constexpr std::size_t kLongestPlanned = 2000;

std::string files_in_words(std::size_t count) {
  return count == 1 ? "1 changed file" : std::to_string(count) + " changed files";
}

/// The question that a text ends with, "" if it ends otherwise.
std::string closing_question(std::string_view closing) {
  const auto sentences = sentences_of(trimmed(closing));
  if (sentences.empty() || !sentences.back().ends_with('?')) return {};
  const std::string_view last = sentences.back();
  return one_line(last.substr(last.find_last_of('\n') + 1), 200);
}

constexpr std::string_view kPlanCues[] = {"let me", "i'll", "i will", "i need to"};

/// Where a lowered sentence begins to announce something.
std::size_t start_of_plan(std::string_view lower) {
  std::size_t start = lower.size();
  for (const std::string_view cue : kPlanCues) start = std::min(start, lower.find(cue));
  return start;
}

/// What the last sentence of a text announces, from its "let me" on; "" if it announces nothing.
std::string announced(std::string_view text) {
  const auto sentences = sentences_of(trimmed(text));
  if (sentences.empty()) return {};
  std::string_view last = sentences.back();
  if (last.ends_with(':')) last.remove_suffix(1);
  const std::string lower = lowered(last);
  if (!has_cue(lower, kPlanCues)) return {};
  return one_line(last.substr(start_of_plan(lower)), 200);
}

/// " (a.cpp, b.cpp)", where they are few.
std::string names_of(const std::vector<std::string>& paths) {
  constexpr std::size_t kFew = 3;
  if (paths.size() > kFew) return {};
  std::string names;
  for (const std::string& path : paths) names += (names.empty() ? " (" : ", ") + path;
  return names + ")";
}

/// Whether tests may tell something of a file: not of words, data or settings.
bool is_code(std::string_view path) {
  const std::string_view name = base_name(path);
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return false;
  const std::string_view ending = name.substr(dot);
  return ending != ".md" && ending != ".txt" && ending != ".json" && ending != ".lock" &&
         ending != ".mdc";
}

}  // namespace

/// What the last sentence states before it announces something, with the sentence before it where
/// it states nothing itself.
std::string Composer::found_before_plan() const {
  constexpr std::size_t kLeastWords = 6;
  if (announced(session_.last_said).empty()) return {};
  const auto sentences = sentences_of(trimmed(session_.last_said));
  for (std::size_t back = 1; back <= std::min<std::size_t>(sentences.size(), 2); ++back) {
    const std::string_view sentence = sentences[sentences.size() - back];
    std::string_view part = trimmed(sentence.substr(0, start_of_plan(lowered(sentence))));
    for (const std::string_view link : {" but", " so", " and", " now", ",", " -", ":"})
      if (part.ends_with(link)) part.remove_suffix(link.size());
    while (part.ends_with(',')) part.remove_suffix(1);
    if (count_words(part) >= kLeastWords && concrete(part)) return one_line(part, 260);
  }
  return {};
}

void Composer::awaiting_plan(const Session::Call& call) {
  std::string plan = call.subject;
  std::erase(plan, '#');
  add(handoff_.blockers,
      item("A plan was presented and not answered: " + one_line(trimmed(plan), 110),
           "ask the user before carrying it out", call.turn));
  plan_as_next(call.subject, "of the plan", call.turn);
}

void Composer::plan_as_next(std::string_view plan, std::string_view detail, int turn) {
  std::vector<std::string> steps = plan_steps(plan);
  if (steps.empty())
    for (const Fact& fact : facts_of(plan, turn, Lists::joined)) steps.push_back(fact.text);
  for (std::size_t i = 0; i < std::min(steps.size(), kMostPlanned); ++i)
    add(handoff_.next, item(one_line(steps[i], kLongestPlanned), detail, turn));
}

void Composer::agreed_plan() {
  if (!session_.plan || ended_well() || !session_.todos.all().empty()) return;
  plan_as_next(session_.plan->text, "of the plan agreed; see what is done", session_.plan->turn);
}

void Composer::derive(std::string_view text, std::string_view why, int turn) {
  add(handoff_.next, item(text, std::string(kDerived) + std::string(why), turn));
}

/// What waits for the user, or was broken off.
void Composer::derive_going_on() {
  if (goal_ >= told_.size()) return;
  if (const std::string question = closing_question(last().closing); !question.empty())
    derive("Get the user's answer to “" + question + "”", "the session ended with this question",
           last().closing_turn);
  if (handoff_.goal.detail != "unfinished" || ended_well()) return;
  const HandoffItem& done = session_.last_action;
  const std::string plan = announced(session_.last_said);
  if (!plan.empty() && session_.last_said_turn > told_[goal_].turn)
    derive("Go on as the assistant was about to: “" + plan + "”", "its last words",
           session_.last_said_turn);
  if (done.turn > told_[goal_].turn)
    derive("Go on with the goal: broken off after " + one_line(paths_.shortened(done.text), 140),
           "the session ended before it was done", done.turn);
  else
    derive("Begin with the goal", "nothing was done for it yet", told_[goal_].turn);
}

/// Tests that are older than the last edit.
void Composer::derive_check() {
  const auto& files = session_.files.all();
  const HandoffCommand& test = session_.commands.last_test();
  const int since = test.turn;
  const auto edited =
      static_cast<std::size_t>(std::count_if(files.begin(), files.end(), [&](const auto& file) {
        return file.second.turn > since && is_code(file.first) &&
               file.second.change != TouchedFile::Change::deleted;
      }));
  if (edited == 0 || evidence().starts_with("ran after")) return;
  const int turn = session_.files.last_turn();
  if (!test.command.empty())
    derive("Run `" + one_line(test.command, 160) + "` again",
           files_in_words(edited) + " since its last run", turn);
  else if (const std::string& tried = session_.commands.last_tried_test(); !tried.empty())
    derive("Check the " + files_in_words(edited) + few_names() + ": run `" + one_line(tried, 160) +
               "`",
           "its result was not seen", turn);
  else if (!session_.test_manifest.empty())
    derive("Check the " + files_in_words(edited) + few_names() + ": run the tests of `" +
               paths_.relative(session_.test_manifest) + "`",
           "no test was run in this session", turn);
}

bool Composer::in_repository() const {
  return session_.git.seen() || !handoff_.branch.empty() || !handoff_.commit.empty() ||
         !closing_.uncommitted.empty();
}

bool Composer::push_asked() const {
  constexpr std::string_view kPush[] = {"push", "pushed", "pushing"};
  std::string asked = closing_.objectives + '\n';
  for (const Episode& episode : told_) asked += episode.request + '\n';
  for (const Todos::Todo& todo : session_.todos.all()) asked += todo.text + '\n';
  if (session_.plan) asked += session_.plan->text;
  return session_.git.pushed() || has_cue(lowered(asked), kPush);
}

/// What the session did not touch is none of its work where it is untracked, or where a commit took
/// other files by their names.
bool Composer::is_work(std::string_view path) const {
  constexpr std::string_view kUntracked = " (untracked)";
  const bool untracked = path.ends_with(kUntracked);
  if (!untracked && !session_.git.left_out(path)) return true;
  return touches(untracked ? path.substr(0, path.size() - kUntracked.size()) : path);
}

void Composer::derive_commit() {
  const bool clean = !closing_.commit.empty() && closing_.uncommitted.empty();
  const auto& commits = session_.git.commits();
  const int committed = commits.empty() ? 0 : commits.back().turn;
  const auto& files = session_.files.all();
  const auto uncommitted = static_cast<std::size_t>(std::count_if(
      files.begin(), files.end(), [&](const auto& file) { return file.second.turn > committed; }));
  std::vector<std::string> listed = handoff_.uncommitted;
  std::erase_if(listed, [&](const std::string& path) { return !is_work(path); });
  if (!listed.empty())
    derive("Commit the " + files_in_words(listed.size()) + names_of(listed),
           "uncommitted when git was last asked", session_.last_turn);
  else if (uncommitted > 0 && !clean && handoff_.uncommitted.empty() && in_repository())
    derive("Commit the " + files_in_words(uncommitted) + few_names(),
           "no commit was seen after the last edit", session_.files.last_turn());
  if (!session_.git.ahead().empty() && push_asked())
    derive("Push: " + session_.git.ahead(), "no push was seen", session_.git.ahead_turn());
}

void Composer::derived_steps() {
  if (!closing_.next.empty()) return;
  std::size_t mended = 0;
  for (const HandoffCommand& command : session_.commands.open())
    if (mended++ < 3)
      derive("Mend what fails: `" + one_line(command.command, 120) + "`",
             one_line(command.outcome, 120), command.turn);
  derive_going_on();
  derive_check();
  derive_commit();
}

}  // namespace baton
