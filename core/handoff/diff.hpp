#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.hpp"
#include "core/handoff/handoff.hpp"

namespace baton {

/// What became of one statement between two handoffs.
enum class ChangeKind {
  added,    ///< only in the later one
  removed,  ///< only in the earlier one: a step dropped, a blocker resolved, a path committed
  moved,    ///< in another section: a step that is done, a decision that failed
  changed,  ///< the same in other words; a decision that was superseded
  kept,     ///< as it was
};

std::string_view word_of(ChangeKind kind);

struct HandoffChange {
  std::string section;  ///< the field of Handoff that holds it now, or held it: "next", "decisions"
  ChangeKind kind = ChangeKind::kept;
  std::string text;    ///< as the later handoff says it; as the earlier did where it was removed
  std::string before;  ///< the earlier wording where that differs
  std::string from;    ///< where it moved from; "" otherwise
  std::string detail;
  int since = 0;  ///< the session that an open statement is from; 0 if unknown
  int age = 0;    ///< sessions that it has been open for; 0 if unknown or not open
  bool operator==(const HandoffChange&) const = default;
};

/// The work between two handoffs, by section in the order of Handoff's fields.
struct HandoffDiff {
  int before = 0;  ///< session numbers
  int after = 0;
  std::vector<HandoffChange> changes;
};

/// Compares in terms of the work. Statements are matched by equal words first (case, marks and
/// punctuation do not count), then by nearly equal ones: the same content words but for endings,
/// fill words and at most one word in nine, or all the words of the shorter. Whatever was open
/// before is in the result exactly once: kept, changed, moved (to `accomplished`: done) or removed.
/// Of paths, those that the earlier handoff did not name at all are added; what it named stays out,
/// unless it was deleted since or waits to be committed. What was accomplished before stays out.
///
/// Near matching looks at the first 100 unmatched statements of a section, so that time is linear
/// in the size of the handoffs beyond that.
HandoffDiff diff(const Handoff& before, const Handoff& after);

/// Adds to `after` what a session between the two did: a handoff tells of its own session only, so
/// that a comparison over several sessions would call dropped what was done on the way.
void absorb(const Handoff& between, Handoff& after);

/// `{before_session, after_session, changes: [{section, kind, text, before, from, detail, since,
/// age}]}`.
Json diff_json(const HandoffDiff& diff);

}  // namespace baton
