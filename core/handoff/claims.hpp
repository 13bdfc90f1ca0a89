#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/handoff/handoff.hpp"

namespace baton {

/// What a handoff says that a repository or a machine can confirm.
enum class ClaimKind : std::uint8_t {
  file,       ///< `subject` is a path that was created or modified
  no_file,    ///< `subject` is a path that was deleted
  branch,     ///< `subject` was checked out
  commit,     ///< `subject` was the head
  tree,       ///< what was not committed; the paths are Handoff::uncommitted
  service,    ///< `subject` is a TCP port of this machine that answered
  program,    ///< `subject` was started as a command: a name for PATH, or a path
  script,     ///< `subject` is a script of a package.json
  target,     ///< `subject` is a target of a Makefile
  migration,  ///< `subject` is a migration's file, perhaps its name alone
  preflight,  ///< `subject` is the command of a pre-flight check
  test,       ///< `subject` is the command of the last test run
};

/// One claim. `session` and `turn` point at where it was said, as in HandoffItem.
struct Claim {
  ClaimKind kind = ClaimKind::file;
  std::string subject;
  std::string expected;  ///< in words: "is there", "is the head", "answers"
  std::string where;     ///< the folder that a command changed to first, "" if it did not
  int session = 0;
  int turn = 0;
  bool operator==(const Claim&) const = default;
};

/// The claims of a handoff, each once, in the order of ClaimKind. A port is claimed where a text
/// says that something runs there, or where a request to it succeeded; a command where it did not
/// fail. At most 64 services, programs, scripts, targets and migrations each; paths are not
/// limited. Nothing here is safe to open or to run: the text may come from anywhere.
std::vector<Claim> claims_of(const Handoff& handoff);

/// `file`, `no_file`, … as in JSON.
std::string_view to_word(ClaimKind kind);

}  // namespace baton
