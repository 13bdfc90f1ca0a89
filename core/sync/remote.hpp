#pragma once
#include <cstdint>
#include <string>

#include "core/base/json.hpp"
#include "core/base/task.hpp"

namespace baton::sync {

/// A store elsewhere that this one syncs with, and this device.
struct Remote {
  std::string name, url, key_name;
  std::string epoch, cursor, known;
  std::int64_t pushed = 0;
  std::string device_id, device_name;
  std::int64_t device_seq = 0;
};

/// Asks the remote's API, `body` "" for a GET. Tried again with a pause while it is overloaded
/// (429, 503). Errors: the remote's own (their code and message), and 503 `remote_unreachable`,
/// `remote_timeout`, `remote_untrusted`, `remote_failed`, 401 `remote_refused` for a token that it
/// does not know.
Task<Result<Json>> ask_remote(Remote remote, std::string target, std::string body);

/// Sends the same question already, while the task goes on: the next `ask_remote` must be this one.
Task<bool> ask_ahead(Remote remote, std::string target, std::string body);

/// Whether it answers within `milliseconds`; 503 as above otherwise.
Task<Result<bool>> reach_remote(Remote remote, std::int64_t milliseconds);

}  // namespace baton::sync
