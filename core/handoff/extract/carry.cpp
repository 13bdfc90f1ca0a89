#include "core/handoff/extract/carry.hpp"

#include <algorithm>

#include "core/handoff/extract/carry_background.hpp"
#include "core/handoff/extract/item_list.hpp"
#include "core/handoff/extract/shell.hpp"
#include "core/handoff/extract/words.hpp"

namespace baton {
namespace {

constexpr double kCovered = 0.7;
constexpr std::size_t kMostCarried = 200;
constexpr std::size_t kMostHeld = 60;

/// What this session did, in its own words.
WordBag done_of(const Handoff& handoff) {
  WordBag done;
  for (const HandoffItem& item : handoff.accomplished) done.add(item.text);
  if (handoff.goal.detail == "finished") done.add(handoff.goal.text);
  return done;
}

bool dropped(const Closing& closing, std::size_t index) {
  return std::any_of(closing.drop.begin(), closing.drop.end(), [&](int number) {
    return number > 0 && static_cast<std::size_t>(number) == index + 1;
  });
}

/// An item of the previous handoff, pointing at the session it is from.
HandoffItem pointed(HandoffItem item, const Handoff& previous) {
  if (!item.session && item.turn) item.session = previous.session_number;
  return item;
}

void carry_open(const std::vector<HandoffItem>& from, std::vector<HandoffItem>& to,
                const Handoff& previous, const WordBag& done, Handoff& handoff) {
  for (const HandoffItem& item : from) {
    if (done.covers(item.text) >= kCovered)
      add(handoff.accomplished, {item.text, "open before, done since", item.session, item.turn});
    else if (to.size() < kMostCarried)
      add(to, pointed(item, previous));
  }
}

void carry_held(const std::vector<HandoffItem>& from, std::vector<HandoffItem>& to,
                const Handoff& previous) {
  for (const HandoffItem& item : from)
    if (to.size() < kMostHeld) add(to, pointed(item, previous));
}

/// The command of an error ("`npm run build` fails: …"), "" if it names none.
std::string command_in(std::string_view error) {
  if (!error.starts_with('`')) return {};
  return command_key(error.substr(1, error.find('`', 1) - 1));
}

/// Errors stay open until their command succeeds.
void carry_errors(const Handoff& previous, Handoff& handoff) {
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
      add(handoff.errors, pointed(error, previous));
  }
}

/// Notes that people wrote hold on; those drawn from turns stay with their session.
void carry_notes(const Handoff& previous, Handoff& handoff) {
  constexpr int kMostNotes = 20;
  int carried = 0;
  for (const HandoffItem& note : previous.notes)
    if (!note.turn && carried++ < kMostNotes) add(handoff.notes, note);
}

}  // namespace

void carry_on(const Handoff& previous, const Closing& closing, Handoff& handoff) {
  const WordBag done = done_of(handoff);
  std::vector<HandoffItem> steps;
  for (std::size_t i = 0; i < previous.next.size(); ++i)
    if (!dropped(closing, i)) steps.push_back(previous.next[i]);
  carry_open(steps, handoff.next, previous, done, handoff);
  carry_open(previous.in_progress, handoff.in_progress, previous, done, handoff);
  carry_open(previous.blockers, handoff.blockers, previous, done, handoff);
  carry_open(previous.questions, handoff.questions, previous, done, handoff);
  if (previous.goal.detail == "unfinished" && done.covers(previous.goal.text) < kCovered &&
      previous.goal.text != handoff.goal.text)
    add(handoff.next, pointed({previous.goal.text, "goal of the session before, unfinished",
                               previous.goal.session, previous.goal.turn},
                              previous));
  carry_errors(previous, handoff);
  carry_notes(previous, handoff);
  carry_held(previous.wishes, handoff.wishes, previous);
  carry_held(previous.decisions, handoff.decisions, previous);
  carry_held(previous.failed_approaches, handoff.failed_approaches, previous);
  carry_background(previous, handoff);
}

}  // namespace baton
