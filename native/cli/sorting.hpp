#pragma once
#include "native/cli/projects.hpp"
#include "native/machine/histories.hpp"

namespace baton::cli {

/// Where a transcript belongs:
///
/// - --project overrides everything;
/// - the project of its first working directory, where that or what is left above it tells one, or
///   the store knows one;
/// - a file that was named, from a directory that this machine does not know: the project whose
///   `.baton` file the person stands below, else a project of that directory's path;
/// - what has no working directory: the project of the file's own folder, else the current one.
class Sorting {
 public:
  explicit Sorting(Desk& desk) : desk_(desk) {}

  Result<Project> project_for(const machine::Transcript& transcript);

 private:
  Result<Project> without_folder(const machine::Transcript& transcript,
                                 const machine::Belonging& here);

  Desk& desk_;
};

}  // namespace baton::cli
