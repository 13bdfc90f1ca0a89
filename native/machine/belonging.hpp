#pragma once
#include <map>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "native/machine/environment.hpp"
#include "native/machine/git.hpp"

namespace baton::machine {

/// Where a folder belongs, as far as the machine can tell.
struct Belonging {
  /// Uids under which its project may be known, best first; never empty. More than one, because a
  /// repository may be older than its first commit or its remote. A new project gets the first.
  std::vector<std::string> uids;
  std::string name;         ///< for a new project
  std::string longer_name;  ///< for a new project if the name is taken
  std::string folder;     ///< the repository's top, the folder of the `.baton` file, or the folder
  bool declared = false;  ///< a `.baton` file says so
  bool repository = false;  ///< a git repository says so
  bool exists = false;      ///< the folder is there
  bool remembered = false;  ///< not there any more, and nothing above it tells: known by path alone
};

/// Answers where folders belong: the nearest `.baton` file upwards, else the git repository, else
/// the folder itself. A folder that is gone belongs where the nearest one above it that is left
/// belongs, if that is a project's; else it is known by its path. Each folder is looked at once.
class Belongings {
 public:
  explicit Belongings(const Environment& environment, TimeLimit limit = kNoTimeLimit)
      : environment_(environment), limit_(limit) {}

  /// `folder` is absolute. Errors: a `.baton` file that cannot be read; `over_time` (unavailable)
  /// where git did not tell before the limit.
  Result<Belonging> of(const std::string& folder);

  /// All uids that the repository of a folder may have been known by, wherever it was cloned: that
  /// of a `.baton` file at its top, of remote and root commit, of one of them alone; the first is
  /// the one that counts. Empty where the folder is in no repository, or a `.baton` file says that
  /// it is only a part of one. Errors as above.
  Result<std::vector<std::string>> uids_of_repository(const std::string& folder) const;

 private:
  Result<Belonging> look(const std::string& folder) const;

  const Environment& environment_;
  TimeLimit limit_;
  std::map<std::string, Result<Belonging>> known_;
};

/// The folders above `folder` in which a project known by path may have been begun: not the home
/// folder or what is above it, nor the root. Nearest first.
std::vector<std::string> folders_above(const std::string& folder, const Environment& environment);

}  // namespace baton::machine
