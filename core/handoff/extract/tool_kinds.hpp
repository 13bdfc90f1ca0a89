#pragma once
#include <string_view>

namespace baton {

/// What the assistants' own names of a tool mean.

/// Runs a command in a shell.
bool is_shell(std::string_view tool);

/// Starts another agent.
bool is_agent(std::string_view tool);

/// Shows a file.
bool is_reader(std::string_view tool);

/// Looks for files, or for lines in them.
bool is_search(std::string_view tool);

}  // namespace baton
