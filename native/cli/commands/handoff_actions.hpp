#pragma once
#include <string>

#include "core/handoff/lint/lint.hpp"
#include "native/cli/desk.hpp"

namespace baton::cli {

/// The id of the handoff that is meant: the session's newest, or the project's where the name is
/// empty. 404 says that there is none yet.
Result<std::string> handoff_id(Desk& desk, const std::string& session_name);

/// `baton handoff lint`: of a session's handoff or of a file; exit code 1 under `least`.
Result<int> lint_handoff(Desk& desk, const std::string& session_or_file, int least);

/// `baton handoff diff [BEFORE [AFTER]]`: one name alone is compared with the session before it.
Result<int> diff_handoffs(Desk& desk, const std::string& before, const std::string& after);

}  // namespace baton::cli
