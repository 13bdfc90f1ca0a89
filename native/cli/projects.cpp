#include "native/cli/projects.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/projects/identity.hpp"
#include "native/cli/nearest.hpp"
#include "native/cli/text_width.hpp"

namespace baton::cli {
namespace {

constexpr std::size_t kLeastUid = 4;

Project project_in(const Json& data) {
  return {.id = number_in(data, "id"), .uid = text_in(data, "uid"), .name = text_in(data, "name")};
}

Result<std::optional<Project>> project_with_uid(Desk& desk, const std::string& uid) {
  auto answer = desk.api.get("/api/projects/" + uid);
  if (answer) return std::optional(project_in(answer->data()));
  if (answer.error().fault == Fault::not_found) return std::optional<Project>();
  return std::unexpected(std::move(answer).error());
}

std::unexpected<Error> unknown_project(const std::string& name,
                                       const std::vector<Project>& projects) {
  std::vector<std::string> names;
  for (const Project& project : projects) names.push_back(project.name);
  return fail(Fault::not_found, "unknown_project",
              "There is no project " + name + "." + suggestion(name, names) +
                  " `baton projects` lists them.");
}

std::unexpected<Error> ambiguous_project(const std::string& name,
                                         const std::vector<Project>& found) {
  std::string uids;
  for (const Project& project : found) uids += (uids.empty() ? "" : ", ") + project.uid;
  return fail(Fault::conflict, "ambiguous_project",
              std::to_string(found.size()) + " projects are called " + name +
                  "; name one by its uid: " + uids + '.');
}

/// A project known by path may have been begun in a folder above.
Result<std::optional<Project>> find_above(Desk& desk, const machine::Belonging& place) {
  const auto folders = folders_above(place.folder, desk.environment);
  if (folders.empty()) return std::optional<Project>();
  TRY(const auto projects, all_projects(desk));
  for (const std::string& folder : folders) {
    const std::string uid = uid_of_directory(folder);
    const auto found = std::ranges::find(projects, uid, &Project::uid);
    if (found != projects.end()) return std::optional(*found);
  }
  return std::optional<Project>();
}

const std::string& name_given(const Desk& desk) { return desk.options.project; }

}  // namespace

Result<std::vector<Project>> all_projects(Desk& desk) {
  TRY(const Answer answer, desk.api.get("/api/projects"));
  std::vector<Project> projects;
  if (!answer.data().is_array()) return projects;
  for (const Json& data : answer.data()) projects.push_back(project_in(data));
  return projects;
}

Result<Project> project_named(Desk& desk, const std::string& name) {
  TRY(const auto projects, all_projects(desk));
  const std::string wanted = lowered(trimmed(name));
  std::vector<Project> found;
  for (const Project& project : projects) {
    if (lowered(project.name) == wanted) found.push_back(project);
  }
  for (const Project& project : projects) {
    if (!found.empty() || wanted.size() < kLeastUid) break;
    if (project.uid.starts_with(wanted)) found.push_back(project);
  }
  if (found.empty()) return unknown_project(name, projects);
  if (found.size() > 1) return ambiguous_project(name, found);
  return found.front();
}

Result<std::optional<Project>> find_project(Desk& desk, const machine::Belonging& place) {
  for (const std::string& uid : place.uids) {
    TRY(auto project, project_with_uid(desk, uid));
    if (project) return project;
  }
  if (place.declared || place.repository) return std::optional<Project>();
  return find_above(desk, place);
}

Result<Project> make_project(Desk& desk, const std::string& uid, const std::string& name) {
  Json body = {{"name", one_line(name)}};
  if (!uid.empty()) body["uid"] = uid;
  TRY(const Answer answer, desk.api.post("/api/projects", body));
  return project_in(answer.data());
}

Result<Project> project_of(Desk& desk, const machine::Belonging& place) {
  TRY(auto known, find_project(desk, place));
  if (known) return *known;
  TRY(const auto projects, all_projects(desk));
  const bool taken = std::ranges::any_of(projects, [&](const Project& project) {
    return lowered(project.name) == lowered(place.name);
  });
  auto made = make_project(desk, place.uids.front(), taken ? place.longer_name : place.name);
  if (made || made.error().code != "uid_taken") return made;
  return fail(Fault::conflict, "project_deleted",
              "The project of " + place.folder + " was deleted: `baton project restore " +
                  place.uids.front() + "` brings it back with all that it has.");
}

Result<Project> current_project(Desk& desk) {
  if (!name_given(desk).empty()) return project_named(desk, name_given(desk));
  TRY(const auto place, desk.belongings.of(desk.environment.directory));
  TRY(const auto project, find_project(desk, place));
  if (project) return *project;
  return fail(Fault::not_found, "no_project",
              place.folder +
                  " belongs to no project yet: `baton start` or `baton init` makes one, "
                  "`baton import` takes in the histories of this machine.");
}

Result<Project> current_or_new_project(Desk& desk) {
  if (!name_given(desk).empty()) return project_named(desk, name_given(desk));
  TRY(const auto place, desk.belongings.of(desk.environment.directory));
  return project_of(desk, place);
}

bool works_here(Desk& desk, const Project& project) {
  const auto place = desk.belongings.of(desk.environment.directory);
  if (!place) return false;
  const auto found = find_project(desk, *place);
  return found && *found && (*found)->uid == project.uid;
}

}  // namespace baton::cli
