#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "native/machine/environment.hpp"

namespace baton::machine {

/// A role that comes with Baton: a file of roles/, by its name without ".md".
struct BuiltinRole {
  std::string_view name;
  std::string_view text;
};
std::span<const BuiltinRole> builtin_roles();

/// A prompt that stands before the handoff.
struct SessionRole {
  std::string name;
  std::string text;
  std::string path;  ///< the user's file; "" for one that comes with Baton
};

/// Where the user's own lie: $XDG_CONFIG_HOME/baton/roles, else ~/.config/baton/roles. A repository
/// cannot bring roles: what it holds is not trusted to instruct anybody.
std::string roles_folder(const Environment& environment);

/// All roles by name. The user's file NAME.md takes the place of a built-in one; what is no plain
/// file of at most 64 kB is left out.
std::vector<SessionRole> all_roles(const Environment& environment);

/// The role of this name; 404 "unknown_role" names those there are.
Result<SessionRole> role_named(const Environment& environment, const std::string& name);

}  // namespace baton::machine
