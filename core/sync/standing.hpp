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

/// Where this store stands with the remote.
struct Standing {
  Remote remote;
  std::int64_t log_end = 0;
  std::int64_t last_session = 0;  ///< the last small id of a session
};

/// 404 `unknown_remote`.
Task<Result<Standing>> standing_with(std::string name);

/// Events that one side did not take, with why.
using Refused = std::vector<std::pair<const ForeignEvent*, std::string>>;

/// Keeps them aside, by `direction` "push" or "pull".
Statement keep_refused(const std::string& remote, const char* direction, const Refused& refused,
                       std::int64_t now);

/// Offers at most `limit` of the events that wait and keeps what the remote says of each. True if
/// none is left, false also where stamps were changed and the page is to be offered again.
Task<Result<bool>> push_page(const Standing* standing, std::int64_t limit, Progress* progress);

/// Takes in the page that follows in the remote's log. True if it has no more, false also where
/// this device took a new id and is to ask again.
Task<Result<bool>> pull_page(const Standing* standing, std::int64_t limit, Progress* progress);

}  // namespace baton::sync
