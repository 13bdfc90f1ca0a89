#pragma once
#include <string>

#include "native/machine/repository_check.hpp"
#include "native/machine/within.hpp"

namespace baton::machine {

/// Whether files are there, or are not. Keeps its arguments by reference.
class FileCheck {
 public:
  FileCheck(const Handoff& handoff, const Ground& ground, Within& within,
            RepositoryCheck& repository);

  /// There, a file, and not modified since the handoff.
  Outcome check_present(const std::string& path);
  Outcome check_absent(const std::string& path);
  /// There under its path, or, where only a name is known, anywhere in the repository or in a
  /// folder where migrations usually lie.
  Outcome check_migration(const std::string& path);

 private:
  /// The path where something is; "" if nothing is there; nullopt if it may not be looked at.
  std::optional<std::string> place_of(const std::string& path);
  bool modified_since(const std::string& place);

  const Ground& ground_;
  Within& within_;
  RepositoryCheck& repository_;
  std::int64_t written_ = 0;  ///< when the handoff was, in milliseconds since 1970; 0 if unknown
};

}  // namespace baton::machine
