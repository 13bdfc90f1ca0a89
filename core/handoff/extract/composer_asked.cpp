#include <algorithm>

#include "core/base/text.hpp"
#include "core/handoff/extract/composer.hpp"
#include "core/handoff/extract/counts.hpp"
#include "core/handoff/extract/item_list.hpp"
#include "core/handoff/one_line.hpp"

namespace baton {
namespace {

/// What an answer says of its outcome: the first sentence that names something and announces
/// nothing, else the first.
std::string outcome_in(std::string_view answer) {
  constexpr std::string_view kToCome[] = {"i'll", "i will", "let me", "now i"};
  constexpr std::size_t kLongest = 160;
  constexpr std::size_t kLabel = 6;
  std::string first;
  for (const std::string_view line : lines_of(cut(answer, 3000)))
    for (std::string_view sentence : sentences_of(line)) {
      if (count_words(sentence) < 3 || sentence.starts_with('#')) continue;
      const bool label = sentence.ends_with(':');
      if (label) sentence.remove_suffix(1);
      if (label && (count_words(sentence) < kLabel || !concrete(sentence))) continue;
      if (concrete(sentence) && !starts_with_cue(lowered(sentence), kToCome))
        return one_line(sentence, kLongest);
      if (first.empty()) first = one_line(sentence, kLongest);
    }
  return first;
}

/// Whether the tests that fail are said to have failed before.
bool fails_for_others(std::string_view closing) {
  constexpr std::string_view kCues[] = {"pre-existing", "preexisting", "unrelated", "not related"};
  return has_cue(lowered(closing), kCues);
}

}  // namespace

void Composer::choose_goal() {
  for (std::size_t i = 0; i < told_.size(); ++i) {
    const Episode& episode = told_[i];
    const bool work = !episode.asks_only && !(episode.stopped && goal_ < i);
    const bool open_question = i + 1 == told_.size() && episode.closing.empty();
    if (!episode.request.empty() && (work || goal_ >= told_.size() || open_question)) goal_ = i;
  }
}

void Composer::goal() {
  const bool asked = goal_ < told_.size() && !told_[goal_].asks_only;
  if (!closing_.objectives.empty() && !asked) {
    handoff_.goal = {closing_.objectives, "unknown", 0, 0};
    return;
  }
  if (goal_ >= told_.size()) {
    if (!session_.slash_command.empty())
      handoff_.goal =
          item(session_.slash_command, session_.unwritten.empty() ? "unknown" : "unfinished",
               session_.slash_command_turn);
    return;
  }
  const Episode& episode = told_[goal_];
  handoff_.goal = item(episode.request, status(), episode.turn);
}

std::size_t Composer::end_of_goal() const {
  std::size_t end = goal_;
  while (end + 1 < told_.size() && told_[end + 1].stopped) ++end;
  return end;
}

std::string Composer::status() const {
  const Episode& episode = told_[end_of_goal()];
  if (episode.closing.empty() || episode.interrupted) return "unfinished";
  if (&episode != &last()) return "finished";
  if (session_.commands.last_test().failed && !fails_for_others(episode.closing))
    return "unfinished";
  const std::vector<Fact> facts = facts_of(episode.closing, 0, Lists::apart);
  const bool asks =
      !facts.empty() && facts.back().kind == FactKind::question && facts.back().text.ends_with('?');
  return asks || !todos_done() ? "unknown" : "finished";
}

bool Composer::todos_done() const {
  const auto& all = session_.todos.all();
  return std::all_of(all.begin(), all.end(), [&](const Todos::Todo& todo) {
    return todo.status == Todos::Status::completed || session_.todos.turn() < told_[goal_].turn;
  });
}

std::string Composer::outcome_of(const Episode& episode) {
  if (episode.superseded && episode.closing.empty()) return "stopped by the user";
  if (episode.superseded) return "objected to, see the corrections";
  if (episode.interrupted) return "interrupted";
  return outcome_in(episode.closing);
}

std::string Composer::outcome_at(std::size_t i) const {
  std::size_t last = i;
  while (last + 1 < told_.size() && told_[last + 1].objects) ++last;
  if (last == i || told_[last].closing.empty()) return outcome_of(told_[i]);
  return "corrected by the user, then: " + outcome_of(told_[last]);
}

void Composer::requests() {
  if (!closing_.objectives.empty() && closing_.objectives != handoff_.goal.text)
    add(handoff_.requests,
        {closing_.objectives, "what the session was started for", closing_.session_number, 0});
  if (session_.compaction && told_.front().turn > session_.compaction->turn)
    for (const std::string& message : session_.compaction->user_messages)
      add(handoff_.requests, item(message, "from a compaction summary", session_.compaction->turn));
  // The objective may stand in the place of a question.
  const std::size_t goal = handoff_.goal.turn ? goal_ : told_.size();
  for (std::size_t i = 0; i < told_.size(); ++i)
    if (i != goal && !told_[i].request.empty() && !told_[i].objects &&
        (!told_[i].asks_only || i + 3 >= told_.size()))
      add(handoff_.requests, item(told_[i].request, outcome_at(i), told_[i].turn));
}

void Composer::wishes() {
  for (std::size_t i = 0; i < told_.size(); ++i) {
    const Episode& episode = told_[i];
    const std::string wish = standing_wish(episode.request);
    const bool whole = wish.size() + 8 >= episode.request.size();
    if (episode.objects && i != goal_)
      add(handoff_.wishes,
          item(episode.request, carried_out(episode) ? "correction, edits followed" : "correction",
               episode.turn));
    else if (!wish.empty() && (!whole || stands(wish)))
      add(handoff_.wishes, item(wish, {}, episode.turn));
  }
  for (const HandoffItem& answer : session_.answers)
    add(handoff_.decisions,
        item("Asked and answered: " + answer.text,
             refused_after(answer.turn) ? "the plan that followed was refused" : "", answer.turn));
}

bool Composer::carried_out(const Episode& episode) const {
  const auto& files = session_.files.all();
  return !episode.superseded && !episode.interrupted && !episode.closing.empty() &&
         std::any_of(files.begin(), files.end(),
                     [&](const auto& file) { return file.second.turn > episode.turn; });
}

bool Composer::refused_after(int turn) const {
  for (std::size_t i = 0; i + 1 < told_.size(); ++i)
    if (told_[i].turn <= turn && turn < told_[i + 1].turn) return !told_[i].refused.empty();
  return false;
}

void Composer::refusals() {
  for (std::size_t i = 0; i + 1 < told_.size(); ++i) {
    const Episode& next = told_[i + 1];
    if (!next.objects) continue;
    if (!told_[i].refused.empty())
      add(handoff_.failed_approaches,
          item("Refused: the " + told_[i].refused,
               "the user instead: “" + one_line(next.request, 160) + "”", next.turn));
    std::string reply;
    int said = 0;
    for (const Fact& fact : next.facts) {
      const bool turns = (fact.kind == FactKind::decision && !fact.text.starts_with("Plan ")) ||
                         fact.kind == FactKind::dead_end;
      if (!turns || (said && fact.turn > said + 1) || reply.size() > 400) continue;
      reply += (reply.empty() ? "" : " ") + one_line(fact.text, 420);
      replies_.insert(fact.text);
      said = fact.turn;
    }
    if (!reply.empty() || (i + 1 == goal_ && !carried_out(next)))
      add(handoff_.failed_approaches,
          item("The user objected: “" + one_line(next.request, 160) + "”",
               reply.empty() ? "" : "then: " + reply, next.turn));
  }
  for (const HandoffItem& option : session_.refused_options)
    if (!refused_after(option.turn))
      add(handoff_.failed_approaches, item(option.text, "the user chose otherwise", option.turn));
}

}  // namespace baton
