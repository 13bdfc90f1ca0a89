#pragma once
#include <string>

#include "native/cli/desk.hpp"

namespace baton::cli {

/// `baton doctor --secrets [--purge [--yes]]`.
struct SecretWords {
  bool look = false;
  bool purge = false;
  bool yes = false;
};

/// Lists what of the store today's rules would mask, by rule and place, and purges it if that was
/// asked for and agreed to. Exit code 1 if something was found and stays.
Result<int> stored_secrets(Desk& desk, const SecretWords& words);

/// Purges what `job` names (the body of POST /api/admin/purge), after the question unless `yes`.
/// Exit code 1 if the person does not agree, or cannot be asked.
Result<int> purge_after(Desk& desk, const Json& job, const std::string& question, bool yes);

}  // namespace baton::cli
