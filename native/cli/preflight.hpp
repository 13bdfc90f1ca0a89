#pragma once
#include <string>
#include <vector>

#include "native/cli/desk.hpp"
#include "native/machine/git.hpp"

namespace baton::cli {

/// How the repository differs from what a handoff says of it.
struct Preflight {
  std::vector<std::string> broken;   ///< no longer holds: a file, commit or branch is gone
  std::vector<std::string> changed;  ///< is different now, which may well be right
};

/// Compares the handoff (the JSON that core/handoff renders) with the folder that the project lies
/// in; `repository` is its state, null outside a repository. Paths are relative to `folder`, which
/// is the repository's top, or to the directory that the session worked in, `directory`.
Preflight check_handoff(const Json& handoff, const std::string& folder,
                        const std::string& directory, const machine::RepositoryState* repository);

}  // namespace baton::cli
