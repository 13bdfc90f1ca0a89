#pragma once
#include <string>
#include <vector>

#include "native/cli/command_line.hpp"
#include "native/cli/projects.hpp"
#include "native/machine/claim_check.hpp"

namespace baton::cli {

/// A handoff's claims, looked at.
struct Verification {
  std::vector<machine::Finding> findings;
  std::string folder;       ///< where they were looked at; "" if nowhere
  std::string recorded_on;  ///< the machine that recorded the handoff; "" if it is this one

  std::int64_t count(machine::Verdict verdict) const;
  /// Whether a claim no longer holds, right or wrong.
  bool moved() const;
  /// Whether something is gone that the handoff counts on.
  bool broken() const { return count(machine::Verdict::broken) > 0; }
  /// Those that only the machine knows that recorded them.
  std::vector<const machine::Finding*> not_here() const;
  /// `1 of 9 claims no longer holds: gate.py is gone`; "" unless moved().
  std::string summary() const;
};

/// What a person wants of a verification beside looking.
struct VerifyWords {
  bool run = false;  ///< run the handoff's commands, asking first
  bool yes = false;  ///< run those that were agreed to before without asking
};
void add_verify_options(CLI::App& app, VerifyWords& words);

/// Looks at the claims of a handoff as the API gives it, with `content` in Markdown, if the working
/// directory is the project's; takes at most `all`.
Verification verify(Desk& desk, const Project& project, const Json& document,
                    std::chrono::milliseconds all = std::chrono::seconds(8));

/// What no longer holds, then what is different, a line each.
void print_moved(Desk& desk, const Verification& verification);

/// What could not be looked at, and why.
void print_unchecked(Desk& desk, const Verification& verification);

/// The prompt of a handoff with a MOVED line among its first, if a claim no longer holds, and an
/// UNSEEN line, if some can be checked on another machine only.
std::string with_moved(std::string prompt, const Verification& verification);

}  // namespace baton::cli
