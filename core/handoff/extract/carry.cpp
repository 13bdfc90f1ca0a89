#include "core/handoff/extract/carry.hpp"

#include <algorithm>

#include "core/handoff/away.hpp"
#include "core/handoff/extract/ageing.hpp"
#include "core/handoff/extract/item_list.hpp"
#include "core/handoff/extract/shell.hpp"
#include "core/handoff/extract/words.hpp"
#include "core/handoff/step_kind.hpp"

namespace baton {
namespace {

constexpr double kCovered = 0.7;
constexpr std::size_t kMostCarried = 200;
constexpr std::size_t kMostHeld = 60;
constexpr std::size_t kMostParked = 1000;

/// What this session did, in its own words.
WordBags done_of(const Handoff& handoff) {
  WordBags done;
  for (const HandoffItem& item : handoff.accomplished) done.add(item.text);
  if (handoff.goal.detail == "finished") done.add(handoff.goal.text);
  return done;
}

bool dropped(const Closing& closing, std::size_t index) {
  return std::any_of(closing.drop.begin(), closing.drop.end(), [&](int number) {
    return number > 0 && static_cast<std::size_t>(number) == index + 1;
  });
}

/// Carries open items of the previous handoff into this session's.
class Carrier {
 public:
  Carrier(const Handoff& previous, Handoff& handoff)
      : handoff_(handoff), done_(done_of(handoff)), ageing_(handoff, previous.session_number) {}

  const Ageing& ageing() const { return ageing_; }
  bool settled(const HandoffItem& item) const { return done_.cover(item.text) >= kCovered; }

  /// What was done since is accomplished; the rest stays open, however old.
  void keep(const std::vector<HandoffItem>& from, std::vector<HandoffItem>& to) {
    for (const HandoffItem& item : from) {
      if (settle(item)) continue;
      if (to.size() < kMostCarried) join(to, ageing_.aged(item));
    }
  }

  /// Likewise; what nobody touched for long is parked, a suggestion forgotten.
  void step(const HandoffItem& item, std::vector<HandoffItem>& to) {
    if (settle(item)) return;
    HandoffItem aged = ageing_.aged(item);
    const int untouched = ageing_.untouched(aged);
    if (aged.suggested && untouched >= kSuggestionLife) return;
    const bool parks = untouched >= kParkedAfter;
    if (parks && handoff_.parked.size() >= kMostParked) return;
    join(parks ? handoff_.parked : to, std::move(aged));
  }

  /// What holds on until nobody has spoken of it for `life` sessions; 0: for ever.
  void hold(const std::vector<HandoffItem>& from, std::vector<HandoffItem>& to, int life) {
    for (const HandoffItem& item : from) {
      if (is_for_return(item)) continue;
      HandoffItem aged = ageing_.aged(item);
      const bool faded = life > 0 && ageing_.untouched(aged) >= life;
      if (!faded && to.size() < kMostHeld) join(to, std::move(aged));
    }
  }

 private:
  bool settle(const HandoffItem& item) {
    if (!settled(item)) return false;
    add(handoff_.accomplished, {item.text, "open before, done since", item.session, item.turn});
    return true;
  }

  /// An item that this session states again keeps where it was first stated.
  void join(std::vector<HandoffItem>& to, HandoffItem item) const {
    const auto same = std::find_if(to.begin(), to.end(),
                                   [&](const HandoffItem& one) { return one.text == item.text; });
    if (same == to.end()) return add(to, std::move(item));
    if (item.turn) same->session = item.session;
    if (item.turn) same->turn = item.turn;
    same->last_session = handoff_.session_number;
    same->suggested = same->suggested && item.suggested;
  }

  Handoff& handoff_;
  WordBags done_;
  Ageing ageing_;
};

/// The command of an error ("`npm run build` fails: …"), "" if it names none.
std::string command_in(std::string_view error) {
  if (!error.starts_with('`')) return {};
  return command_key(error.substr(1, error.find('`', 1) - 1));
}

/// Errors stay open until their command succeeds.
void carry_errors(const Handoff& previous, const Ageing& ageing, Handoff& handoff) {
  for (const HandoffItem& error : previous.errors) {
    const std::string key = command_in(error.text);
    const auto same = [&](const HandoffCommand& command) {
      return !command.failed && command_key(command.command) == key;
    };
    const bool over =
        !key.empty() && std::any_of(handoff.commands.begin(), handoff.commands.end(), same);
    const bool again = !key.empty() && std::any_of(handoff.errors.begin(), handoff.errors.end(),
                                                   [&](const HandoffItem& one) {
                                                     return command_in(one.text) == key;
                                                   });
    if (!over && !again && handoff.errors.size() < kMostHeld)
      add(handoff.errors, ageing.aged(error));
  }
}

/// Notes that people wrote hold on; those drawn from turns stay with their session.
void carry_notes(const Handoff& previous, Handoff& handoff) {
  constexpr int kMostNotes = 20;
  int carried = 0;
  for (const HandoffItem& note : previous.notes)
    if (!note.turn && carried++ < kMostNotes) add(handoff.notes, note);
}

void carry_checks(const Handoff& previous, Handoff& handoff) {
  for (const HandoffCommand& check : previous.preflight) {
    const bool known =
        std::any_of(handoff.preflight.begin(), handoff.preflight.end(),
                    [&](const HandoffCommand& one) { return one.command == check.command; });
    if (!known && handoff.preflight.size() < kMostHeld) handoff.preflight.push_back(check);
  }
}

}  // namespace

void carry_on(const Handoff& previous, const Closing& closing, Handoff& handoff) {
  Carrier carrier(previous, handoff);
  for (const auto* steps : {&previous.next, &previous.parked})
    for (const HandoffItem& item : *steps) {
      const std::size_t before = steps == &previous.next ? 0 : previous.next.size();
      const auto index = before + static_cast<std::size_t>(&item - steps->data());
      if (!is_derived(item) && !dropped(closing, index)) carrier.step(item, handoff.next);
    }
  for (const HandoffItem& item : previous.in_progress) carrier.step(item, handoff.in_progress);
  carrier.keep(previous.blockers, handoff.blockers);
  if (previous.goal.detail == "unfinished" && !carrier.settled(previous.goal) &&
      previous.goal.text != handoff.goal.text) {
    HandoffItem goal = previous.goal;
    goal.detail = "goal of the session before, unfinished";
    carrier.step(goal, handoff.next);
  }
  carry_errors(previous, carrier.ageing(), handoff);
  carry_notes(previous, handoff);
  carrier.hold(previous.questions, handoff.questions, kSuggestionLife);
  carrier.hold(previous.wishes, handoff.wishes, 0);
  for (const auto facts :
       {&Handoff::decisions, &Handoff::failed_approaches, &Handoff::bugs, &Handoff::watch,
        &Handoff::prerequisites, &Handoff::context, &Handoff::services, &Handoff::packages,
        &Handoff::database, &Handoff::temporary, &Handoff::cleanup, &Handoff::roadmap,
        &Handoff::concerns, &Handoff::lessons, &Handoff::documents, &Handoff::quick_reference,
        &Handoff::people})
    carrier.hold(previous.*facts, handoff.*facts, kFactLife);
  if (handoff.last_good.empty()) carrier.hold(previous.last_good, handoff.last_good, kFactLife);
  carry_checks(previous, handoff);
}

}  // namespace baton
