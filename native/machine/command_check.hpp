#pragma once
#include <string>
#include <vector>

#include "native/machine/outcome.hpp"
#include "native/machine/within.hpp"

namespace baton::machine {

/// Whether what a command takes for granted is there. Runs nothing. Keeps its arguments by
/// reference.
class CommandCheck {
 public:
  CommandCheck(const Ground& ground, Within& within) : ground_(ground), within_(within) {}

  /// A name: on $PATH, or in a virtual environment or node_modules of the project. A path: there.
  Outcome check_program(const std::string& program, const std::string& where);
  /// A script of the package.json in `where`, else in the working directory or the project's
  /// folder.
  Outcome check_script(const std::string& script, const std::string& where);
  Outcome check_target(const std::string& target, const std::string& where);

 private:
  /// The folders that a command may have run in, all inside the project.
  std::vector<std::string> folders_of(const std::string& where);

  const Ground& ground_;
  Within& within_;
};

}  // namespace baton::machine
