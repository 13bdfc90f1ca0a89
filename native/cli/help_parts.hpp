#pragma once
#include <string>
#include <utility>
#include <vector>

#include "native/cli/command_line.hpp"

namespace baton::cli {

/// What the help and the manual page say of one option: `-q, --quiet`, `--db FILE`, `OBJECTIVE…`.
std::string label_of(const CLI::Option& option);
/// Its description, and the words that it takes.
std::string description_of(const CommandLine& line, const CLI::Option& option);
/// `baton start [OBJECTIVE…] [options]`.
std::string usage_of(const Command& command);
/// The groups of commands, in the order of the help.
std::vector<std::string> groups_of(const CommandLine& line);

/// What SESSION may be.
inline constexpr const char* kSessionNames =
    "SESSION is a number of the project (12), last, PROJECT#12, or the first letters of a uid; "
    "12:758 is a turn of it.";

/// The commands to begin with, and what they do.
std::vector<std::pair<std::string, std::string>> first_commands();

}  // namespace baton::cli
