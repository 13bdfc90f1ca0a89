#pragma once
#include <cstdint>

#include "core/base/task.hpp"

namespace baton {

/// How much of the log is folded in one batch, so that it ends within D1's 30 s.
struct RebuildPage {
  std::int64_t events = 1000;
  std::int64_t characters = 4'000'000;  ///< of their bodies; one event may have more
};

struct RebuildState {
  bool done = false;
  std::int64_t position = 0;  ///< the last event that is folded again
  std::int64_t of = 0;        ///< the last event of the log
};

/// Goes on with making every projection again from the log, by at most a page: call it until it is
/// done. Where it stands is in the database. The tables that are read stay as they are, also for
/// new events, until the rebuilt ones hold the whole log and take their place in one batch; what
/// was replaced is then dropped. Killed at any point, it is gone on with by the next call; so are
/// two that run at once. A rebuild of another schema starts over.
/// A log of one page is folded again in one batch where the tables are, which is much less work.
Task<Result<RebuildState>> rebuild(RebuildPage page);

/// Drops the tables of a rebuild that was given up: of one that did no work since `before`
/// (milliseconds since 1970), and what a finished one left. The answer is the number of tables, of
/// which one call drops at most `most`.
Task<Result<std::int64_t>> drop_abandoned_rebuild(std::int64_t before, std::int64_t most);

}  // namespace baton
