#pragma once
#include <string>

#include "native/machine/repository_check.hpp"

namespace baton::machine {

/// Keeps apart what only the machine that recorded a handoff can confirm: its ports and programs,
/// and what was not committed there. Of a file that is missing here, the repository knows whether
/// it was ever committed. Keeps its arguments by reference.
class OtherMachine {
 public:
  OtherMachine(const Handoff& handoff, const Ground& ground, RepositoryCheck& repository)
      : handoff_(handoff), ground_(ground), repository_(repository) {}

  /// Whether looking here says nothing of the claim. Nothing is, where this machine recorded it.
  bool alone_knows(const Claim& claim) const;

  /// The outcome of a look here, unless it tells of this machine only.
  Outcome judged(const Claim& claim, Outcome outcome);

  /// "not checkable here (recorded on laptop)".
  Outcome not_here() const;

 private:
  bool was_uncommitted(const std::string& path) const;
  bool any_uncommitted(std::string_view name) const;
  bool tells_of_this_machine(const Claim& claim, const Outcome& outcome);

  const Handoff& handoff_;
  const Ground& ground_;
  RepositoryCheck& repository_;
};

}  // namespace baton::machine
