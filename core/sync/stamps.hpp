#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/task.hpp"
#include "core/store/batch.hpp"

namespace baton::sync {

/// By what an event is ordered, and whose it is. The store that devices sync with gives the final
/// word: what it holds under a stamp has that stamp everywhere. Whatever changes one must make the
/// projections again (`fold_if_stale`), since they depend on them.
struct Stamp {
  std::string id;  ///< of the event
  std::string device_id;
  std::int64_t device_seq = 0;
  std::string hlc;

  bool operator==(const Stamp&) const = default;
};

/// The events get these stamps, where they are here under others. An event that is not of them and
/// has a place of one becomes this device's own and is offered again: its place is another's
/// everywhere else. Small: at most a page.
std::vector<Statement> take_over(const std::vector<Stamp>& stamps);

/// A copy of this data folder writes under this device's id, `former`, too: from number `first` on
/// its own events, and whatever is written from now on, are a new device's. They must be nowhere
/// else.
Task<Result<bool>> take_new_device_id(std::string former, std::int64_t first);

/// The events with these ids (a JSON array) become this device's own, at the end of its sequence.
std::vector<Statement> make_own(std::string ids);

/// This device's clock was ahead: its own events after `seq` that are later than `now`, by the
/// remote's clock, are set to it, in their order and behind all that was received.
Task<Result<bool>> set_back_to(std::int64_t now, std::int64_t seq);

/// Makes the projections again if stamps were changed since they were made. What was interrupted is
/// gone on with.
Task<Result<bool>> fold_if_stale();

/// The same by a page: true when nothing is left.
Task<Result<bool>> fold_stale_page();

/// Events that were held for a program that knows them (receive.hpp), up to this version of their
/// form, are events like others now; the projections are stale if there were any.
Task<Result<bool>> replay_later(std::int64_t known_version);

}  // namespace baton::sync
