#pragma once
#include <string>

#include "native/cli/verification.hpp"

namespace baton::cli {

/// `baton handoff verify`: compares the handoff, by its id or uid, with repository and machine.
/// Exit code 1 if a claim no longer holds.
Result<int> verify_handoff(Desk& desk, const std::string& handoff_id, const VerifyWords& words);

}  // namespace baton::cli
