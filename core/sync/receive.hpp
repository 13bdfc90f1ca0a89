#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/task.hpp"
#include "core/events/event.hpp"

namespace baton::sync {

/// An event as another device stamped it (docs/sync.md).
struct ForeignEvent {
  std::string id;
  std::string device_id;
  std::int64_t device_seq = 0;  ///< from 1, without holes
  std::string hlc;              ///< 12 hex digits of milliseconds since 1970, 4 of a counter
  std::string type;
  std::int64_t v = 1;
  std::string entity_id;
  std::string body;       ///< a JSON object, as text
  std::string body_hash;  ///< of the body as it was first recorded; a purge keeps it
};

/// What became of one event.
struct Receipt {
  std::string id;
  std::int64_t seq = 0;  ///< its place in this log; 0 if it was refused
  /// "" if the log holds it, now or before. Else why not, for good unless said otherwise:
  /// `invalid_event`, `too_large`, `clock_ahead` (more than kMostAhead; may be sent later),
  /// `event_differs` (another body under this id), `device_forked` (its place in its device's
  /// sequence is taken by another event, or it claims to be this store's own).
  std::string refused;
};

/// A device's clock may be so much ahead of this one's, in milliseconds; behind, any amount.
inline constexpr std::int64_t kMostAhead = 5 * 60'000;

/// The most events and bytes of bodies in one call.
inline constexpr std::size_t kPageEvents = 500;
inline constexpr std::size_t kPageBodies = 900'000;

/// Takes another device's events and their texts into this log and folds them, as one batch; the
/// clock is moved past all that was taken. The receipts are in the order of the events. Each event
/// is judged by itself, so that none stands in the way of others. It may be repeated: what the log
/// holds is answered again. A text whose hash is not its name is left out; so is one that is
/// here already. Purges that the page tells of (`store.purged`) are applied: what it
/// brings of the purged texts and events stands in the place of theirs. 413 `too_large` for more
/// than a page.
Task<Result<std::vector<Receipt>>> receive(std::vector<ForeignEvent> events,
                                           std::vector<StoredText> texts);

}  // namespace baton::sync
