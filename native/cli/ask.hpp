#pragma once
#include <optional>
#include <string>

#include "native/cli/desk.hpp"

namespace baton::cli {

/// Asks the person a yes-or-no question on the terminal; nothing but `y` and `yes` means yes.
/// nullopt, and no question, unless standard input and standard error are both a terminal.
std::optional<bool> ask(Desk& desk, const std::string& question);

}  // namespace baton::cli
