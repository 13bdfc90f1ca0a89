#pragma once
#include <string>
#include <vector>

#include "core/base/task.hpp"
#include "core/events/event.hpp"

namespace baton::purge {

/// What a `store.purged` of another store names, with what it left of it.
struct Purged {
  std::string body;  ///< of the event `store.purged`: names, and hashes of what was there
  std::vector<StoredText> texts;   ///< purged texts under the hashes that they had
  std::vector<StoredText> events;  ///< bodies of purged events under the events' ids
};

/// Puts what the other store left in place of what this one holds. Without it, and where both
/// purged different parts of one thing, nothing of it stays. Repeating it changes nothing. What
/// follows from it (projections, search index, the files' bytes) is noted as to be done: see
/// `finish_received`. The answer is whether anything was changed.
Task<Result<bool>> apply_received(Purged purged);

/// Goes on with what received purges left to be done, by at most `parts` parts (purge.hpp): true
/// when nothing is left. The rest is done by the daily upkeep.
Task<Result<bool>> finish_received(int parts);

}  // namespace baton::purge
