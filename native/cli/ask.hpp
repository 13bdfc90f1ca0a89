#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "native/cli/desk.hpp"

namespace baton::cli {

enum class Consent : std::uint8_t { no, once, always };

/// Asks the person on the terminal; nothing but `y` and `yes` means once, nothing but `a` and
/// `always` means always. nullopt, and no question, unless standard input and standard error are
/// both a terminal.
std::optional<Consent> ask(Desk& desk, const std::string& question);

/// The same where there is no always.
std::optional<bool> confirm(Desk& desk, const std::string& question);

}  // namespace baton::cli
