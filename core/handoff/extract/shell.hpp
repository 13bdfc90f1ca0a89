#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace baton {

/// What kind of thing a shell command does, as far as a handoff cares.
enum class CommandKind : std::uint8_t { look, other, run, install, lint, build, test };

/// The simple commands of a line, split at `&&`, `||`, `;` and newlines outside quotes; a pipe's
/// first command stands for it.
std::vector<std::string> shell_parts(std::string_view command);

/// The words of a simple command, quotes taken off; at most 64.
std::vector<std::string> shell_words(std::string_view command);

/// The command's working part ("cd app && npm test 2>&1 | tail" → "npm test"): what tells whether
/// two runs are runs of the same.
std::string command_key(std::string_view command);

CommandKind kind_of(std::string_view command);

/// The command as it is shown: one line, here-documents shortened, output plumbing
/// (`2>&1 | tail -5`) taken off.
std::string shown_command(std::string_view command);

/// Without terminal colours and other escape sequences.
std::string without_escapes(std::string_view text);

/// The line of an output that tells most about a failure, without ornaments; "" if it is empty.
std::string telling_line(std::string_view output);

/// The line with the counts of a test run ("202 passed in 1.58s"), without ornaments; "" if there
/// is none. `failed` says whether it counts failures.
std::string test_counts(std::string_view output, bool& failed);

}  // namespace baton
