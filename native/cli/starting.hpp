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
  std::string role{};                          ///< text that is printed before the handoff
  std::optional<Verification> verification{};  ///< of that handoff, if it was looked at already
};

/// Starts the project's next session and prints the handoff that it starts from.
Result<int> start_session(Desk& desk, const Project& project, const Beginning& beginning);

/// Adds --role, and finds the role's text: "" if none was asked for, 404 that names those there
/// are.
void add_role_option(CLI::App& app, std::string& name);
Result<std::string> role_text(Desk& desk, const std::string& name);

/// What a session goes on from: the role's text, then the handoff's prompt.
void print_beginning(Desk& desk, const std::string& role, const std::string& prompt);

/// The prompt of the project's newest handoff; "" if it has none.
Result<std::string> newest_prompt(Desk& desk, const Project& project, std::int64_t budget);

}  // namespace baton::cli
