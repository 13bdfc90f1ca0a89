#pragma once
#include <string>
#include <string_view>

namespace baton::machine {

/// The text as one word of a POSIX shell's command line: quoted where it needs to be.
std::string shell_word(std::string_view text);

}  // namespace baton::machine
