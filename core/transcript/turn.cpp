#include "core/transcript/turn.hpp"

#include <array>

namespace baton {
namespace {

constexpr auto kRoles = std::to_array<std::string_view>({"user", "assistant", "tool", "system"});
constexpr auto kKinds =
    std::to_array<std::string_view>({"text", "thinking", "tool_call", "tool_result", "summary"});

}  // namespace

std::string_view to_word(Role role) { return kRoles[static_cast<std::size_t>(role)]; }
std::string_view to_word(TurnKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

std::optional<Role> turn_role_of(std::string_view word) {
  for (std::size_t i = 0; i < kRoles.size(); ++i)
    if (kRoles[i] == word) return static_cast<Role>(i);
  return std::nullopt;
}

TurnKind turn_kind_of(std::string_view word) {
  for (std::size_t i = 0; i < kKinds.size(); ++i)
    if (kKinds[i] == word) return static_cast<TurnKind>(i);
  return TurnKind::text;
}

}  // namespace baton
