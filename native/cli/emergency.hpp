#pragma once
#include "native/cli/closing.hpp"

namespace baton::cli {

/// `done --emergency`: writes what can be known at once and pauses the session; `done` or the next
/// `start` finishes it. Reads the end of the newest transcript only, waits for git a moment only,
/// and never for a network: with a remote the handoff goes into a file beside the local database.
Result<int> stop_at_once(Desk& desk, const ClosingWords& words);

}  // namespace baton::cli
