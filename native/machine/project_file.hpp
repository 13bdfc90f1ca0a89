#pragma once
#include <optional>
#include <string>

#include "core/base/result.hpp"

namespace baton::machine {

/// A `.baton` file: `{"uid":"…","name":"…"}`. It says which project its folder and everything below
/// belong to, and may be committed, so that every clone belongs to it.
struct ProjectFile {
  std::string path;
  std::string uid;
  std::string name;  ///< "" if the file does not say
};

/// The nearest `.baton` file, from `directory` upwards; nullopt if there is none. A file without a
/// uid is an error (code "bad_project_file") that names it: to pass over it would put work into the
/// wrong project.
Result<std::optional<ProjectFile>> find_project_file(const std::string& directory);

/// Writes `file.path`, which must not exist yet. Errors: conflict "project_file_exists",
/// unavailable "cannot_write".
Result<bool> write_project_file(const ProjectFile& file);

}  // namespace baton::machine
