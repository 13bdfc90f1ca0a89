#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/base/task.hpp"
#include "core/sync/client.hpp"
#include "core/sync/offer.hpp"
#include "core/sync/remote.hpp"

namespace baton::sync {

/// Where this store stands with the remote, and what waits for it.
struct Standing {
  Remote remote;
  Offer offer;
  std::int64_t log_end = 0;
  std::int64_t last_session = 0;  ///< the last small id of a session
};

/// Reads it, with a page of at most `limit` events. 404 `unknown_remote`.
Task<Result<Standing>> standing_with(std::string name, std::int64_t limit);

/// Events that one side did not take, with why.
using Refused = std::vector<std::pair<const ForeignEvent*, std::string>>;

/// Keeps them aside, by `direction` "push" or "pull".
Statement keep_refused(const std::string& remote, const char* direction, const Refused& refused,
                       std::int64_t now);

/// Offers the page and keeps what the remote says of each event. True if all of it was judged,
/// false if stamps were changed and it is to be offered again.
Task<Result<bool>> push_page(const Standing* standing, Progress* progress);

/// Takes in the page that follows in the remote's log. True if it has no more, false also where
/// this device took a new id and is to ask again.
Task<Result<bool>> pull_page(const Standing* standing, std::int64_t limit, Progress* progress);

}  // namespace baton::sync
