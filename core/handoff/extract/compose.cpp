#include "core/handoff/extract/compose.hpp"

#include <algorithm>

#include "core/handoff/away.hpp"
#include "core/handoff/extract/carry.hpp"
#include "core/handoff/extract/composer.hpp"

namespace baton {

Composer::Composer(const Session& session, const Closing& closing)
    : session_(session), closing_(closing), paths_(closing.cwd), told_(session.told()) {
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
  machine();
  contradictions();
  twins();
  fillers();
  left_over();
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

Handoff compose(const Session& session, const Closing& closing, const Handoff* previous) {
  Handoff handoff = Composer(session, closing).compose();
  if (previous) carry_on(*previous, closing, handoff);
  if (closing.away_days > 0) add_for_return(handoff, closing.away_days);
  return handoff;
}

}  // namespace baton
