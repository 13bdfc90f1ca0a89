#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/handoff/claims.hpp"

namespace baton::machine {

/// What became of a claim.
enum class Verdict : std::uint8_t {
  holds,
  changed,    ///< no longer holds, which may well be right: a commit since, a file modified since
  broken,     ///< no longer holds: gone, missing, silent
  unchecked,  ///< nothing is known; `found` says why
};
std::string_view to_word(Verdict verdict);

/// How `found` begins where only another machine can look.
inline constexpr std::string_view kNotHere = "not checkable here";

/// A claim looked at. `found` is a line: what is the case instead, "" if the claim holds.
struct Finding {
  Claim claim;
  Verdict verdict = Verdict::unchecked;
  std::string found;
};

/// Where to look, and how long.
struct Ground {
  std::string folder;       ///< the project's, absolute: nothing outside of it is looked at
  std::string directory;    ///< what paths may be relative to, beside `folder`
  bool repository = false;  ///< `folder` is the top of a git repository
  std::string search_path;  ///< $PATH
  /// "" for this machine, else which one recorded the handoff: its ports, its programs and what was
  /// not committed there are not checked here.
  std::string recorded_on;
  std::chrono::milliseconds each{2'000};  ///< for one look at git or at a port
  std::chrono::milliseconds all{8'000};   ///< for all of them; what is left then is unchecked
};

/// Looks at every claim, in order. What only another machine can confirm, which recorded the
/// handoff, is unchecked (other_machine.hpp). It reads names and times of files, git's answers,
/// package.json and Makefile, and connects to ports of this machine; it changes nothing and runs
/// nothing that a handoff names: `preflight` and `test` are always unchecked here.
std::vector<Finding> check_claims(const std::vector<Claim>& claims, const Handoff& handoff,
                                  const Ground& ground);

}  // namespace baton::machine
