#pragma once
#include <string_view>
#include <vector>

#include "core/handoff/handoff.hpp"

namespace baton {

/// Whether a statement is a fenced block of shell commands.
bool is_shell_block(std::string_view statement);

/// The commands of such a block, in order. Comments say what a command should show: behind it, in
/// the line before, or as "Expected: …" in the line after.
std::vector<HandoffCommand> checks_of(std::string_view block);

/// "`make test` — all pass" as a check; its command is "" if the statement does not start with one.
HandoffCommand check_in(std::string_view statement);

}  // namespace baton
