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

/// How many pages go one way before the other has its turn, and people see how far it is. While one
/// side works on a page, the other has the next one on its way.
inline constexpr int kPagesAtOnce = 16;

/// Offers the events that wait, at most `limit` a page, and keeps what the remote says of each.
/// True if none is left, false also where stamps were changed and a page is to be offered again.
Task<Result<bool>> push_pages(std::string name, std::int64_t limit, Progress* progress);

/// Takes in the pages that follow in the remote's log. True if it has no more, false also where
/// this device took a new id and is to ask again.
Task<Result<bool>> pull_pages(std::string name, std::int64_t limit, Progress* progress);

}  // namespace baton::sync
