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

/// What is asked of the remote's API: POST with a body of JSON, GET without one.
struct Question {
  std::string target, body;
  bool packed = false;  ///< the body is a gzip file
};

/// The same with its body packed, where the host can and it is worth it.
Task<Question> packed(Question question);

/// Asks the remote's API. Tried again with a pause while it is overloaded
/// (429, 503). Errors: the remote's own (their code and message), and 503 `remote_unreachable`,
/// `remote_timeout`, `remote_untrusted`, `remote_failed`, 401 `remote_refused` for a token that it
/// does not know.
Task<Result<Json>> ask_remote(Remote remote, Question question);

/// Sends the same question already, while the task goes on: the next `ask_remote` must be this one.
Task<bool> ask_ahead(Remote remote, Question question);

/// Whether it answers within `milliseconds`; 503 as above otherwise.
Task<Result<bool>> reach_remote(Remote remote, std::int64_t milliseconds);

}  // namespace baton::sync
