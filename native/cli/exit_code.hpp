#pragma once
#include "core/base/result.hpp"

namespace baton::cli {

/// What a command ends with.
enum ExitCode : int {
  kDone = 0,
  kCheckSaysNo = 1,  ///< lint, verify, pre-flight
  kUsage = 2,
  kNotFound = 3,
  kConflict = 4,     ///< the state of a session, a file or a port does not allow it
  kBadInput = 5,     ///< a file, a value or the database is not what it should be
  kUnreachable = 6,  ///< a remote or a model, a full disk, a database that others hold
  kBug = 70,
};

/// Usage errors carry code "usage".
ExitCode exit_code_of(const Error& error);

}  // namespace baton::cli
