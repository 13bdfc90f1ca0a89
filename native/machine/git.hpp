#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "native/machine/time_limit.hpp"

namespace baton::machine {

/// A git repository as the machine shows it. Nothing here changes it, and no remote is called.
struct Repository {
  std::string top;          ///< the worktree's folder, canonical
  std::string main_folder;  ///< the folder of the main worktree; `top` unless in a linked one
  std::string remote;       ///< normalised (core/projects/identity.hpp), "" if there is none
  std::string root_commit;  ///< the oldest commit without parent, "" if there is none or if shallow
};

/// The repository that `directory` lies in; nullopt if it is in none, does not exist, or git is not
/// there or does not answer in time. A remote that is a repository on this machine stands for that
/// one's.
std::optional<Repository> repository_of(const std::string& directory,
                                        TimeLimit limit = kNoTimeLimit);

/// What is not yet safe in a repository.
struct RepositoryState {
  std::string branch;  ///< "" if the head is detached
  std::string commit;  ///< the head, abbreviated; "" before the first commit
  std::vector<std::string>
      uncommitted;   ///< paths relative to the top: changed, staged or untracked
  int unpushed = 0;  ///< commits that no remote-tracking branch has
  bool has_remote = false;
};
/// nullopt if git does not answer within `patience`.
std::optional<RepositoryState> repository_state(
    const std::string& top, std::chrono::milliseconds patience = std::chrono::seconds(30));

/// Whether the directory lies in a repository.
bool has_repository(const std::string& directory);

/// The branch that is checked out, "" if there is none.
std::string current_branch(const std::string& directory, TimeLimit limit = kNoTimeLimit);

/// Whether the repository has the commit, and the local or remote-tracking branch.
bool has_commit(const std::string& top, const std::string& commit,
                std::chrono::milliseconds patience = std::chrono::seconds(10));
bool has_branch(const std::string& top, const std::string& branch,
                std::chrono::milliseconds patience = std::chrono::seconds(10));

}  // namespace baton::machine
