#pragma once
#include <string>

#include "core/base/result.hpp"
#include "native/machine/environment.hpp"

namespace baton::machine {

/// The commands that this user agreed to run in a repository, by their exact text:
/// $XDG_STATE_HOME/baton/trusted.jsonl, else ~/.local/state/baton/trusted.jsonl, a line of JSON
/// `{"folder":…,"command":…}` each. Deleting the file takes all trust back. It lies outside of
/// every repository, so that none can bring its own.
class TrustedCommands {
 public:
  explicit TrustedCommands(const Environment& environment);

  /// `folder` is the repository's top, canonical. What cannot be read is not trusted.
  bool knows(const std::string& folder, const std::string& command) const;
  /// Errors: "cannot_write".
  Result<bool> remember(const std::string& folder, const std::string& command) const;

 private:
  std::string path_;
};

}  // namespace baton::machine
