#pragma once
#include "native/cli/projects.hpp"

namespace baton::cli {

/// Where the working directory is a repository that the store knows under several uids (of a
/// shallow clone, of the time before it had a remote, before its `.baton` was committed), makes one
/// project of them and says so: that of the `.baton` file, else of remote and root commit. Whether
/// it did. What the API refuses to do by itself stays, with a hint where a person may do it.
bool merge_duplicates(Desk& desk);

/// Merges by hand.
Result<Json> merge_projects(Desk& desk, const Project& part, const Project& whole);

/// As much of a project's uid as people need to name it.
std::string short_uid(const std::string& uid);

/// "2 sessions and 1 piece of knowledge".
std::string amount_text(std::int64_t sessions, std::int64_t knowledge);

/// The deleted project that is called so, or has a uid that begins so, also one that was merged.
Result<Project> deleted_project_named(Desk& desk, const std::string& name);

/// Says which deleted projects received work since, and how one gets them back.
void tell_of_deleted(Desk& desk);

}  // namespace baton::cli
