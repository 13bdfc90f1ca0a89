#pragma once
#include <optional>
#include <string>
#include <unordered_set>

#include "native/machine/git.hpp"
#include "native/machine/outcome.hpp"

namespace baton::machine {

/// What git says of a handoff's claims. Keeps its arguments by reference.
class RepositoryCheck {
 public:
  RepositoryCheck(const Handoff& handoff, const Ground& ground, const Deadline& deadline)
      : handoff_(handoff), ground_(ground), deadline_(deadline) {}

  Outcome check_branch(const std::string& branch);
  Outcome check_commit(const std::string& commit);
  Outcome check_tree();

  /// Whether git sees a difference between the file now and when the handoff was written, as far
  /// as that is known; `path` is relative to the repository's top.
  bool differs(const std::string& path);
  /// Whether the handoff names it as not committed.
  bool was_uncommitted(const std::string& path);
  /// Whether the path, relative to the top, was committed when the handoff was written; nullopt if
  /// git cannot tell.
  std::optional<bool> held(const std::string& path);
  /// Whether a file of this name is in the repository, anywhere; nullopt if git cannot tell.
  std::optional<bool> has_name(const std::string& name);

 private:
  const RepositoryState* state();
  std::string base_commit();
  const std::unordered_set<std::string>& uncommitted_then();

  const Handoff& handoff_;
  const Ground& ground_;
  const Deadline& deadline_;
  std::optional<std::optional<RepositoryState>> state_;
  std::optional<std::string> base_;  ///< base_commit(), once it was asked for
  std::optional<std::unordered_set<std::string>> then_;
  std::optional<std::optional<std::unordered_set<std::string>>> changed_;
  std::optional<std::optional<std::unordered_set<std::string>>> names_;
};

}  // namespace baton::machine
