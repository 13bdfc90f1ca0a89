#include <algorithm>

#include "core/base/text.hpp"
#include "core/handoff/extract/composer.hpp"
#include "core/handoff/extract/counts.hpp"
#include "core/handoff/extract/item_list.hpp"
#include "core/handoff/one_line.hpp"

namespace baton {
namespace {

constexpr std::string_view kEarlier = "said before later edits";

/// "I'll use SQLite because it needs no server" as a decision and its reason.
HandoffItem with_reason(HandoffItem item) {
  constexpr std::size_t kLeast = 12;
  for (const std::string_view mark : {" because ", " so that ", ", since "}) {
    const std::size_t at = item.text.find(mark);
    if (at == std::string::npos || at < kLeast || !item.detail.empty() || contains(item.text, "; "))
      continue;
    item.detail = trimmed(std::string_view(item.text).substr(at + (mark[0] == ',' ? 1 : 0)));
    item.text.resize(at);
    break;
  }
  return item;
}

}  // namespace

void Composer::last_words() {
  const Episode& episode = last();
  handoff_.summary =
      paths_.shortened(cut(episode.closing.empty() ? session_.last_said : episode.closing, 6000));
  const std::string proof = evidence();
  for (const Fact& fact : facts_of(episode.closing, episode.closing_turn, Lists::apart)) {
    if (fact.kind == FactKind::missing) continue;  // see open_lists
    for (Count& count : counts_in(fact.text))
      counted_.emplace(std::move(count.noun), std::move(count.number));
    place(fact, proof);
  }
  for (std::size_t i = told_.size(); i-- > 0;)
    if (!told_[i].superseded) open_lists(told_[i]);
}

HandoffItem Composer::decision(const Fact& fact) const {
  const bool read = fact.text.starts_with("You want");
  return with_reason(
      item(one_line(fact.text, 600), read ? "the assistant's reading" : "", fact.turn));
}

void Composer::add_offer(const Fact& fact) {
  const std::size_t before = handoff_.next.size();
  add(handoff_.next, item(one_line(fact.text, 600), {}, fact.turn));
  if (handoff_.next.size() > before) handoff_.next.back().suggested = fact.turn != 0;
}

void Composer::place(const Fact& fact, const std::string& proof) {
  const auto put = [&](std::vector<HandoffItem>& items, std::string_view detail) {
    add(items, item(one_line(fact.text, 600), detail, fact.turn));
  };
  switch (fact.kind) {
    case FactKind::next:
      return add_offer(fact);
    case FactKind::question:
      return put(handoff_.questions, {});
    case FactKind::blocker:
      return put(handoff_.blockers, {});
    case FactKind::decision:
      return add(handoff_.decisions, decision(fact));
    case FactKind::state:
      return put(handoff_.state, {});
    case FactKind::failure:
      return put(handoff_.errors, "said at the end");
    case FactKind::dead_end:
      return put(handoff_.failed_approaches, fact.then.empty() ? "" : "then: " + fact.then);
    case FactKind::done:
      return put(handoff_.accomplished, proof);
    default:
      return put(handoff_.notes, fact.heading);
  }
}

void Composer::open_lists(Episode& episode) {
  int parts = 0;
  int open = 0;
  std::string list;
  std::string heading;
  const auto close = [&] {
    if (!list.empty())
      add(handoff_.next, item(heading + " — " + one_line(list, 1400),
                              "listed in an answer, not asked for", episode.closing_turn));
    list.clear();
  };
  for (const Fact& fact : facts_of(episode.closing, episode.closing_turn, Lists::apart)) {
    if (fact.kind != FactKind::missing) continue;
    if (fact.heading != heading) close();
    heading = fact.heading;
    const std::string label = lowered(fact.text.substr(0, fact.text.find(':')));
    const bool done = &episode != &last() && done_.covers(fact.text) > 0.74;
    ++parts;
    if (!listed_.insert(label).second || done) continue;
    ++open;
    list += (list.empty() ? "" : "; ") + fact.text;
  }
  close();
  // A later list has replaced this one, and with it what was said around it.
  if (parts > 3 && open * 4 < parts) episode.superseded = true;
}

bool Composer::outdated(const Fact& fact) {
  std::vector<Count> counts = counts_in(fact.text);
  for (const Count& count : counts) {
    const auto later = counted_.find(count.noun);
    if (later != counted_.end() && later->second != count.number) return true;
  }
  for (Count& count : counts) counted_.emplace(std::move(count.noun), std::move(count.number));
  return false;
}

bool Composer::overcome(const Fact& fact) const {
  constexpr std::string_view kCues[] = {"fail*", "error*", "broken"};
  const HandoffCommand& test = session_.commands.last_test();
  return fact.kind != FactKind::done && !test.failed && test.turn > fact.turn &&
         has_cue(lowered(fact.text), kCues);
}

std::string Composer::checked(std::string_view text, int turn) {
  std::string kept;
  while (!text.empty()) {
    const std::size_t end = text.find("; ");
    const std::string_view part = text.substr(0, end);
    const std::string against = session_.seen.contradiction(part);
    const bool vague = end != std::string_view::npos || !kept.empty() ? !concrete(part) : false;
    if (vague) {
      // Praise in a list of features says nothing that could be looked up.
    } else if (against.empty()) {
      kept += (kept.empty() ? "" : "; ") + std::string(part);
    } else {
      add(handoff_.questions, item(against, "check what was written on that ground", turn));
    }
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 2);
  }
  return kept;
}

void Composer::said_on_the_way() {
  for (std::size_t i = told_.size(); i-- > 0;) {
    const Episode& episode = told_[i];
    if (episode.superseded) continue;
    std::vector<Fact> facts = episode.facts;
    if (i + 1 != told_.size())
      for (Fact& fact : facts_of(episode.closing, episode.closing_turn, Lists::joined))
        facts.push_back(std::move(fact));
    for (std::size_t k = facts.size(); k-- > 0;) place_earlier(facts[k], i + 1 < told_.size());
  }
}

void Composer::place_earlier(const Fact& fact, bool asked_since) {
  constexpr std::size_t kMostStates = 24;
  constexpr std::size_t kMostKept = 60;
  if (tell_failure(fact)) return;
  const bool stale = replies_.contains(fact.text) || overcome(fact) ||
                     (fact.kind == FactKind::state && outdated(fact));
  if (stale || fact.kind == FactKind::missing || fact.kind == FactKind::question) return;
  if (fact.kind == FactKind::next && done_.covers(fact.text) > 0.5) return;
  const bool claim = fact.kind == FactKind::done && evidence() == "unverified";
  const bool old =
      (asked_since || fact.kind == FactKind::failure) && session_.files.last_turn() > fact.turn;
  const auto put = [&](std::vector<HandoffItem>& items, std::string_view detail, std::size_t most) {
    if (items.size() < most)
      add(items, item(one_line(checked(fact.text, fact.turn), 500), detail, fact.turn));
  };
  if (fact.kind == FactKind::decision) {
    if (handoff_.decisions.size() < kMostKept) add(handoff_.decisions, decision(fact));
  } else if (fact.kind == FactKind::dead_end) {
    put(handoff_.failed_approaches, {}, kMostKept);
  } else {
    const std::string_view detail = old ? kEarlier : claim ? "unverified" : "";
    const bool state = fact.kind == FactKind::state;
    put(state ? handoff_.state : handoff_.notes, detail, state ? kMostStates : kMostNotes);
  }
}

/// A failure with what was done about it is a failed approach, even if it was overcome.
bool Composer::tell_failure(const Fact& fact) {
  constexpr std::size_t kMostTold = 12;
  const bool fails = fact.kind == FactKind::failure || fact.kind == FactKind::dead_end;
  if (!fails || fact.then.empty() || handoff_.failed_approaches.size() >= kMostTold) return false;
  const std::string then = (overcome(fact) ? "fixed since; then: " : "then: ") + fact.then;
  add(handoff_.failed_approaches, item(one_line(fact.text, 300), one_line(then, 200), fact.turn));
  return true;
}

void Composer::compaction() {
  if (!session_.compaction) return;
  const Compaction& kept = *session_.compaction;
  constexpr std::string_view kLabel = "from a compaction summary";
  const bool over = !last().closing.empty() && last().closing_turn > kept.turn;
  WordBag later;
  for (const Episode& episode : told_)
    if (episode.closing_turn > kept.turn) later.add(episode.closing);
  for (const GitState::Commit& commit : session_.git.commits())
    if (commit.turn > kept.turn) later.add(commit.subject);
  for (const HandoffItem& one : kept.pending)
    if (!over || later.covers(one.text) < 0.3) add(handoff_.next, item(one.text, kLabel, one.turn));
  if (!over)
    for (const HandoffItem& one : kept.next) add(handoff_.next, item(one.text, kLabel, one.turn));
  if (!over)
    for (const HandoffItem& one : kept.current)
      add(handoff_.in_progress, item(one.text, kLabel, one.turn));
  constexpr std::string_view kRules[] = {"must", "never", "always", "require*", "rule*", "follow"};
  for (const HandoffItem& one : kept.intent)
    if (has_cue(lowered(one.text), kRules))
      add(handoff_.decisions, item(one.text, kLabel, one.turn));
  for (const HandoffItem& one : kept.errors)
    add(handoff_.failed_approaches, item(one.text, one.detail, one.turn));
  for (const HandoffItem& one : kept.files) add(handoff_.notes, item(one.text, {}, one.turn));
  for (const HandoffItem& one : kept.concepts) add(handoff_.notes, item(one.text, {}, one.turn));
}

void Composer::collect_done() {
  for (const GitState::Commit& commit : session_.git.commits()) done_.add(commit.subject);
  for (const Todos::Todo& todo : session_.todos.all())
    if (todo.status == Todos::Status::completed) done_.add(todo.text);
  if (!told_.empty()) done_.add(last().closing);
  for (const std::string& text : closing_.accomplished) done_.add(text);
}

}  // namespace baton
