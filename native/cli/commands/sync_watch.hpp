#pragma once
#include <chrono>
#include <string>
#include <vector>

#include "native/cli/desk.hpp"

namespace baton::cli {

/// Syncs with the remotes, as `GET /api/remotes` gives them, until a signal comes: at once when a
/// remote's WebSocket tells of events of others, or when this store has something for it; every
/// `look` where there is no WebSocket. Without a network it goes on trying. Errors: only of a token
/// that is refused.
Result<int> watch_remotes(Desk& desk, const std::vector<Json>& remotes,
                          std::chrono::milliseconds look);

}  // namespace baton::cli
