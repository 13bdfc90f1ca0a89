#pragma once
#include <optional>
#include <string>

#include "native/cli/verification.hpp"

namespace baton::cli {

/// What a session is started with; "" and 0 leave it to the API.
struct Beginning {
  std::string objectives{};
  std::string account{};
  std::string type{};
  std::int64_t budget = 0;                     ///< tokens that the handoff may have
  std::optional<Verification> verification{};  ///< of that handoff, if it was looked at already
};

/// Starts the project's next session and prints the handoff that it starts from.
Result<int> start_session(Desk& desk, const Project& project, const Beginning& beginning);

/// The prompt of the project's newest handoff; "" if it has none.
Result<std::string> newest_prompt(Desk& desk, const Project& project, std::int64_t budget);

}  // namespace baton::cli
