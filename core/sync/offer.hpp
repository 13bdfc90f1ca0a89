#pragma once
#include <cstdint>
#include <vector>

#include "core/sync/receive.hpp"

namespace baton::sync {

/// A part of this log as another store takes it in.
struct Offer {
  std::vector<ForeignEvent> events;
  std::vector<StoredText> texts;  ///< those that the events name and this store has
  std::int64_t cursor = 0;        ///< where the next page begins
  bool more = false;              ///< there is a next page already
};

/// The page after `since`, a seq of this log: at most `limit` events (1 to kPageEvents) and at most
/// kPageBodies of their bodies and texts, or one event with its texts. It only reads.
Task<Result<Offer>> offer(std::int64_t since, std::int64_t limit);

}  // namespace baton::sync
