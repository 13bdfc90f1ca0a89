#include "native/machine/git_run.hpp"

#include "native/machine/process.hpp"

namespace baton::machine {

// A hook's or an editor's GIT_DIR would make every directory look like the one repository it names,
// so those variables are not passed on.
std::optional<std::string> git(const std::string& directory, std::vector<std::string> arguments,
                               std::chrono::milliseconds patience) {
  Program program{.words = {"git", "-C", directory, "-c", "core.fsmonitor=false"},
                  .unset = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR",
                            "GIT_PREFIX", "GIT_OPTIONAL_LOCKS", "GIT_NO_LAZY_FETCH", "LC_ALL"},
                  .set = {"GIT_OPTIONAL_LOCKS=0", "GIT_NO_LAZY_FETCH=1", "LC_ALL=C"},
                  .patience = patience};
  program.words.insert(program.words.end(), arguments.begin(), arguments.end());
  auto end = run_program(program);
  if (!end || end->exit_code != 0) return std::nullopt;
  return std::move(end->output);
}

}  // namespace baton::machine
