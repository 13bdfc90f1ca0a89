#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/task.hpp"
#include "core/store/batch.hpp"
#include "core/sync/stamps.hpp"
#include "core/sync/wire.hpp"

namespace baton::sync {

/// What became of one event.
struct Receipt {
  std::string id;
  std::int64_t seq = 0;  ///< its place in this log; 0 if it was refused
  /// "" if the log holds it, now or before. Else why not, for good unless said otherwise:
  /// `invalid_event`, `too_large`, `clock_ahead` (more than kMostAhead; may be sent later),
  /// `event_differs` (another body under this id), `device_forked` (its place in its device's
  /// sequence is taken by another event, or it claims to be this store's own).
  std::string refused;
  /// The stamp under which this log holds it, where that is another.
  std::optional<Stamp> held = {};
};

/// A device's clock may be so much ahead, in milliseconds; behind, any amount.
inline constexpr std::int64_t kMostAhead = 5 * 60'000;

/// The version of every kind of event that this program folds. Newer ones are kept as they are
/// under the type `later:TYPE`, which nothing folds, until a program that knows them replays them
/// (`replay_later`, daily).
inline constexpr std::int64_t kKnownVersion = 1;
inline constexpr std::string_view kLater = "later:";

struct Reception {
  std::int64_t now = 0;  ///< of another clock; the later of both is what events are judged by
  std::vector<Statement> with = {};  ///< run in the same batch, at its end
  /// The sender's stamps count: an event that is held under another takes it over, and who has the
  /// place of one that comes becomes this device's own (stamps.hpp).
  bool yields = false;
};

struct Received {
  std::vector<Receipt> receipts;  ///< in the order of the events
  std::vector<Rows> rows;         ///< of Reception::with
};

/// Takes another device's events and their texts into this log and folds them, as one batch; the
/// clock is moved past all that was taken. Each event
/// is judged by itself, so that none stands in the way of others. It may be repeated: what the log
/// holds is answered again. Secrets are masked; the hashes by which things are known stay. A text
/// under a name that is not its hash is taken only where something is masked in it, and none takes
/// the place of one that is here, unless a `store.purged` of the page names it: then what the page
/// brings of purged texts and events stands in the place of theirs. 413 `too_large` for more than a
/// page.
Task<Result<Received>> receive(Load load, Reception reception);

}  // namespace baton::sync
