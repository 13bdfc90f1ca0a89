#include "native/machine/shell_word.hpp"

#include <algorithm>

#include "core/base/text.hpp"

namespace baton::machine {

std::string shell_word(std::string_view text) {
  const bool plain = !text.empty() && std::ranges::all_of(text, [](char c) {
    return is_letter(c) || is_digit(c) || std::string_view("/._-+:,@").contains(c);
  });
  if (plain) return std::string(text);
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? "'\\''" : std::string(1, c);
  return quoted + "'";
}

}  // namespace baton::machine
