#include "native/machine/other_machine.hpp"

#include <algorithm>

#include "core/base/text.hpp"

namespace baton::machine {
namespace {

bool is_absolute(std::string_view path) {
  return path.starts_with('/') || path.starts_with('~') || (path.size() > 1 && path[1] == ':');
}

/// Whether `path` is the one that git names as not committed, or lies in the folder that it names.
/// An absolute path may lie in any folder.
bool is_named_by(std::string_view path, std::string_view uncommitted) {
  const bool folder = uncommitted.ends_with('/');
  if (path == uncommitted || (folder && path.starts_with(uncommitted))) return true;
  if (!is_absolute(path)) return false;
  const std::string below = '/' + std::string(uncommitted);
  return folder ? contains(path, below) : path.ends_with(below);
}

}  // namespace

Outcome OtherMachine::not_here() const {
  return {Verdict::unchecked, std::string(kNotHere) + " (recorded on " + ground_.recorded_on + ')'};
}

bool OtherMachine::was_uncommitted(const std::string& path) const {
  return std::ranges::any_of(handoff_.uncommitted, [&](const std::string& uncommitted) {
    return is_named_by(path, uncommitted);
  });
}

bool OtherMachine::any_uncommitted(std::string_view name) const {
  return std::ranges::any_of(handoff_.uncommitted, [&](const std::string& uncommitted) {
    return lowered(base_name(uncommitted)) == name;
  });
}

bool OtherMachine::alone_knows(const Claim& claim) const {
  if (ground_.recorded_on.empty()) return false;
  switch (claim.kind) {
    case ClaimKind::service:
    case ClaimKind::tree:
      return true;
    case ClaimKind::program:
      return !contains(claim.subject, "/");
    default:
      return false;
  }
}

bool OtherMachine::tells_of_this_machine(const Claim& claim, const Outcome& outcome) {
  if (was_uncommitted(claim.subject)) return true;
  switch (claim.kind) {
    case ClaimKind::program:
      return true;
    case ClaimKind::file:
      if (outcome.verdict == Verdict::changed) return false;
      return is_absolute(claim.subject) || !repository_.held(claim.subject).value_or(false);
    case ClaimKind::no_file:
      return is_absolute(claim.subject) || repository_.held(claim.subject).value_or(true);
    case ClaimKind::script:
      return any_uncommitted("package.json");
    case ClaimKind::target:
      return any_uncommitted("makefile") || any_uncommitted("gnumakefile");
    default:
      return false;
  }
}

Outcome OtherMachine::judged(const Claim& claim, Outcome outcome) {
  if (ground_.recorded_on.empty() || outcome.verdict == Verdict::holds) return outcome;
  return tells_of_this_machine(claim, outcome) ? not_here() : outcome;
}

}  // namespace baton::machine
