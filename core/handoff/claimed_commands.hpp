#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/handoff/claims.hpp"

namespace baton {

/// What a shell command takes for granted: a program, a script of a package.json (`npm run X`), a
/// target of a Makefile (`make X`).
struct ClaimedCommand {
  ClaimKind kind = ClaimKind::program;
  std::string subject;
  std::string expected;
  std::string where;  ///< the folder that a `cd` before it names, "" without one
};

/// Of every simple command in a line. What the shell does itself (`for`, `export`) and words that
/// it would have to expand first (`$X`, `*`) are left out.
std::vector<ClaimedCommand> commands_in(std::string_view command);

}  // namespace baton
