#pragma once
#include <cstdint>
#include <string>

#include "native/cli/desk.hpp"

namespace baton::cli {

/// What a sync with a remote did, all steps together.
struct Synced {
  std::int64_t pushed = 0, pulled = 0, refused = 0;
};

/// Exchanges with the remote until nothing waits on either side, and tells what people must know:
/// sessions whose number had to change, a new name of this device. `patience` (milliseconds) limits
/// how long the remote may take to answer at all; 0: as long as a connection may.
Result<Synced> sync_with(Desk& desk, const std::string& remote, std::int64_t patience);

/// `{remote, pushed, pulled, refused}`.
Json synced_json(const std::string& remote, const Synced& synced);

/// "sent 3 events, received 12"; "nothing new".
std::string summary_of(const Synced& synced);

/// With every remote that is to be synced by itself. Without a network it gives up at once and says
/// so: never an error.
void sync_automatically(Desk& desk);

}  // namespace baton::cli
