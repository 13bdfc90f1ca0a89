#pragma once
#include <string>
#include <vector>

#include "core/base/task.hpp"
#include "core/store/batch.hpp"

namespace baton {

/// Runs a change's batch once, and again after a transient error only if it was not done. Its
/// events' ids stay the same and are unique in the log, so that it cannot be done twice; whatever
/// refuses a repetition, the log tells whether the change itself did. `event_id` is one of the
/// change's events, "" if it has none, and `reads` the number of its last statements that only
/// read. The answer has the rows of at least those, at its end.
Task<Result<std::vector<Rows>>> run_change(Batch batch, std::string event_id, std::size_t reads);

}  // namespace baton
