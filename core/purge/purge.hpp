#pragma once
#include <cstdint>

#include "core/base/task.hpp"
#include "core/purge/job.hpp"

namespace baton::purge {

/// How far a purge is.
struct State {
  bool done = false;
  std::int64_t texts = 0;   ///< changed so far
  std::int64_t events = 0;  ///< changed so far
  bool erased = true;       ///< nothing of it can be read from the store's files any more
};

/// Goes on with purging, by a bounded part: call it until it is done; where it stands is in the
/// database, and another task takes over what one left undone.
///
/// A text keeps its row and the hash by which events name it: what is purged is cut out of its
/// body, so that nothing that refers to it changes and what would store it again finds it there.
/// Bodies of events are rewritten in place and keep id, stamps and recorded hash, so that the log
/// is the same for who counts it. Each part appends an event `store.purged` with the hashes and ids
/// of what it changed, and nothing of what it held. Then the projections are folded again, and the
/// search index is made again, since FTS5 keeps what it deletes until it merges. At last the host
/// erases what SQLite only marked as free (`Erase`).
Task<Result<State>> go_on(Job job);

}  // namespace baton::purge
