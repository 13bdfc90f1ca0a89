#pragma once
#include <cstdint>
#include <string>

#include "core/base/json.hpp"
#include "core/base/task.hpp"

namespace baton::sync {

/// What one step of a sync did.
struct Progress {
  std::int64_t pushed = 0;   ///< events that the remote has now
  std::int64_t pulled = 0;   ///< events that came from it
  std::int64_t refused = 0;  ///< events that one side did not take; `baton sync status` shows them
  bool done = false;         ///< nothing more waits on either side
  Json renumbered = Json::array();  ///< [{session, project, was, is}]: numbers that had to change
  /// What happened besides, for people: "" or `device_renamed`, `clock_set_back`,
  /// `remote_restored`.
  std::string notice;
};

/// Exchanges some pages each way with the remote: call it until it is done. What was exchanged
/// is kept at once, so that it may be interrupted anywhere. `patience`, in milliseconds, is how
/// long the remote may take to answer at all; 0: as long as a connection may. 404 `unknown_remote`,
/// errors of `ask_remote`.
Task<Result<Progress>> step(std::string remote, std::int64_t patience);

/// By the next steps everything is offered again, and asked for from the beginning. What both sides
/// hold is then found to be held.
Task<Result<bool>> begin_again(std::string remote);

}  // namespace baton::sync
