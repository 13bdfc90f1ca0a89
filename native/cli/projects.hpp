#pragma once
#include <optional>
#include <string>
#include <vector>

#include "native/cli/desk.hpp"

namespace baton::cli {

/// A project as the store knows it.
struct Project {
  std::int64_t id = 0;
  std::string uid;
  std::string name;
};

/// Those that are not deleted.
Result<std::vector<Project>> all_projects(Desk& desk);

/// The project that --project or $BATON_PROJECT names, else the one of the working directory: 404
/// with what to do if there is none.
Result<Project> current_project(Desk& desk);

/// The same, but a directory without project gets one. A name given that nobody knows stays an
/// error: a typing error must not start a history of its own.
Result<Project> current_or_new_project(Desk& desk);

/// A project by name (case does not matter), uid or a uid's first letters.
Result<Project> project_named(Desk& desk, const std::string& name);

/// The project of a place: the first of its uids that the store knows, else, for a folder that is
/// no repository, a project of a folder above it; nullopt if there is none.
Result<std::optional<Project>> find_project(Desk& desk, const machine::Belonging& place);

/// The same, made if need be.
Result<Project> project_of(Desk& desk, const machine::Belonging& place);

/// Makes a project of this uid ("": a new one), or answers the one that has it.
Result<Project> make_project(Desk& desk, const std::string& uid, const std::string& name);

/// Whether the working directory is the project's: what git says there is then about it.
bool works_here(Desk& desk, const Project& project);

}  // namespace baton::cli
