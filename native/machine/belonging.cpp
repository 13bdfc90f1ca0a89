#include "native/machine/belonging.hpp"

#include <algorithm>
#include <filesystem>

#include "core/projects/identity.hpp"
#include "native/machine/project_file.hpp"

namespace baton::machine {
namespace {

namespace fs = std::filesystem;

std::string canonical(const std::string& folder) {
  std::error_code problem;
  const fs::path path = fs::weakly_canonical(folder, problem);
  return problem ? fs::path(folder).lexically_normal().string() : path.string();
}

bool is_folder(const std::string& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

std::string nearest_left(const std::string& folder) {
  fs::path path = folder;
  while (path.has_relative_path() && !is_folder(path.string())) path = path.parent_path();
  return path.string();
}

void add_uid(std::vector<std::string>& uids, std::string uid) {
  if (!uid.empty() && std::ranges::find(uids, uid) == uids.end()) uids.push_back(std::move(uid));
}

Belonging of_project_file(const ProjectFile& file) {
  Belonging belonging;
  belonging.folder = fs::path(file.path).parent_path().string();
  belonging.uids = {file.uid};
  belonging.name = file.name.empty() ? name_of_path(belonging.folder) : file.name;
  belonging.longer_name = longer_name_of_path(belonging.folder);
  belonging.declared = true;
  return belonging;
}

void add_uids(std::vector<std::string>& uids, const Repository& repository) {
  add_uid(uids, uid_of_repository(repository.remote, repository.root_commit));
  add_uid(uids, uid_of_repository("", repository.root_commit));
  add_uid(uids, uid_of_repository(repository.remote, ""));
}

Belonging of_repository(const Repository& repository) {
  const std::string& named = repository.remote.empty() ? repository.main_folder : repository.remote;
  Belonging belonging;
  add_uids(belonging.uids, repository);
  add_uid(belonging.uids, uid_of_directory(repository.main_folder));
  belonging.name = name_of_path(named);
  belonging.longer_name = longer_name_of_path(named);
  belonging.folder = repository.top;
  belonging.repository = true;
  return belonging;
}

Belonging of_path(const std::string& folder) {
  Belonging belonging;
  belonging.uids = {uid_of_directory(folder)};
  belonging.name = name_of_path(folder);
  belonging.longer_name = longer_name_of_path(folder);
  belonging.folder = folder;
  return belonging;
}

}  // namespace

Result<Belonging> Belongings::look(const std::string& folder) const {
  const std::string left = nearest_left(folder);
  TRY(const auto file, find_project_file(left));
  Belonging belonging = file ? of_project_file(*file) : of_path(folder);
  if (!file) {
    const auto repository = repository_of(left, limit_);
    if (left_until(limit_) == std::chrono::milliseconds(0))
      return fail(Fault::unavailable, "over_time",
                  "git did not say in time which project " + folder +
                      " belongs to; a file made by `baton init` there tells at once.");
    // A home folder under git does not own what was deleted below it.
    const bool owned = repository && (left == folder || repository->top != environment_.home());
    if (owned) belonging = of_repository(*repository);
  }
  belonging.exists = left == folder;
  belonging.remembered = !belonging.exists && !belonging.declared && !belonging.repository;
  return belonging;
}

Result<Belonging> Belongings::of(const std::string& folder) {
  const std::string path = canonical(folder);
  const auto found = known_.find(path);
  if (found != known_.end()) return found->second;
  return known_.emplace(path, look(path)).first->second;
}

Result<std::vector<std::string>> Belongings::uids_of_repository(const std::string& folder) const {
  const std::string path = canonical(folder);
  std::vector<std::string> uids;
  TRY(const auto file, find_project_file(path));
  const auto repository = repository_of(path, limit_);
  if (!repository) return uids;
  if (file && fs::path(file->path).parent_path() != repository->top) return uids;
  if (file) add_uid(uids, file->uid);
  add_uids(uids, *repository);
  return uids;
}

std::vector<std::string> folders_above(const std::string& folder, const Environment& environment) {
  const std::string home = canonical(environment.home());
  std::vector<std::string> folders;
  for (fs::path path = fs::path(folder).parent_path(); path.has_relative_path();
       path = path.parent_path()) {
    const std::string text = path.string();
    if (home == text || home.starts_with(text + '/')) break;
    folders.push_back(text);
  }
  return folders;
}

}  // namespace baton::machine
