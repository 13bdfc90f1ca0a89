#include "core/handoff/extract/compose.hpp"

#include <algorithm>
#include <iterator>

#include "core/handoff/away.hpp"
#include "core/handoff/extract/carry.hpp"
#include "core/handoff/extract/composer.hpp"
#include "core/handoff/step_kind.hpp"

namespace baton {

Composer::Composer(const Session& session, const Closing& closing)
    : session_(session),
      closing_(closing),
      paths_(closing.cwd, closing.folder),
      told_(session.told()) {
  choose_goal();
  collect_done();
}

Handoff Composer::compose() {
  head();
  stated();
  goal();
  requests();
  todos();
  state();
  errors();
  wishes();
  refusals();
  last_words();
  compaction();
  said_on_the_way();
  commits();
  files();
  commands();
  failures();
  machine();
  contradictions();
  failure_got_over();
  twins();
  fillers();
  other_state();
  agreed_plan();
  derived_steps();
  files_read();
  return std::move(handoff_);
}

void Composer::head() {
  handoff_.project = closing_.project;
  handoff_.session_number = closing_.session_number;
  handoff_.date = closing_.date;
  handoff_.branches = closing_.branches;
  handoff_.branch = closing_.branch.empty() ? session_.git.branch() : closing_.branch;
  handoff_.commit = closing_.commit;
  if (handoff_.commit.empty() && !session_.git.commits().empty())
    handoff_.commit = session_.git.commits().back().hash;
}

void Composer::stated() {
  for (const std::string& text : closing_.accomplished)
    handoff_.accomplished.push_back({text, "stated", 0, 0});
  for (const std::string& text : closing_.blockers) handoff_.blockers.push_back({text, {}, 0, 0});
  for (const std::string& text : closing_.next) handoff_.next.push_back({text, {}, 0, 0});
}

namespace {

bool is_wanted(const HandoffItem& step) { return !is_derived(step) && !is_offered(step); }

/// What somebody wants comes first, what follows from the facts next, where little else is known,
/// what was only offered last.
void order_steps(Handoff& handoff) {
  constexpr std::ptrdiff_t kEnough = 2;
  std::vector<HandoffItem>& steps = handoff.next;
  const auto known =
      std::count_if(steps.begin(), steps.end(), is_wanted) +
      std::count_if(handoff.in_progress.begin(), handoff.in_progress.end(), is_wanted);
  if (known >= kEnough) std::erase_if(steps, is_derived);
  std::vector<HandoffItem> ordered;
  for (const auto belongs : {is_wanted, is_derived})
    std::copy_if(steps.begin(), steps.end(), std::back_inserter(ordered), belongs);
  std::copy_if(steps.begin(), steps.end(), std::back_inserter(ordered),
               [](const HandoffItem& step) { return is_offered(step) && !is_derived(step); });
  steps = std::move(ordered);
}

}  // namespace

Handoff compose(const Session& session, const Closing& closing, const Handoff* previous) {
  Handoff handoff = Composer(session, closing).compose();
  if (previous) carry_on(*previous, closing, handoff);
  order_steps(handoff);
  if (closing.away_days > 0) add_for_return(handoff, closing.away_days);
  return handoff;
}

}  // namespace baton
