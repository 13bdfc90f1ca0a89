#include "native/cli/merging.hpp"

#include "core/base/text.hpp"
#include "native/cli/text_width.hpp"

namespace baton::cli {
namespace {

constexpr std::size_t kShownUid = 13;
constexpr std::size_t kLeastBeginning = 4;

/// Those of the uids that a project has now, not one that was deleted or merged.
std::vector<Project> projects_of(Desk& desk, const std::vector<std::string>& uids) {
  std::vector<Project> projects;
  for (const std::string& uid : uids) {
    const auto answer = desk.api.get("/api/projects/" + uid);
    if (!answer || text_in(answer->data(), "uid") != uid) continue;
    projects.push_back({number_in(answer->data(), "id"), uid, text_in(answer->data(), "name")});
  }
  return projects;
}

std::string named(const Project& project) {
  return one_line(project.name) + " (" + short_uid(project.uid) + ')';
}

bool merge_duplicate(Desk& desk, const Project& part, const Project& whole) {
  const auto merged = desk.api.post("/api/projects/" + part.uid + "/merge",
                                    {{"into", whole.uid}, {"automatic", true}});
  if (merged) {
    remark(desk, "This repository was two projects: " + named(part) + " is merged into " +
                     one_line(whole.name) + ", with " +
                     amount_text(number_in(merged->data(), "sessions"),
                                 number_in(merged->data(), "knowledge")) +
                     '.');
    return true;
  }
  if (merged.error().code == "remotes_differ")
    remark(desk, named(part) +
                     " is this repository, too, but only one of both may go to each of "
                     "your remotes: `baton project merge " +
                     short_uid(part.uid) + " --into " + short_uid(whole.uid) +
                     "` makes one of them, which goes there.");
  return false;
}

std::vector<Json> deleted_projects(Desk& desk) {
  const auto answer = desk.api.get("/api/projects?deleted=true");
  if (!answer || !answer->data().is_array()) return {};
  return {answer->data().begin(), answer->data().end()};
}

bool is_called(const Json& project, const std::string& wanted) {
  return lowered(text_in(project, "name")) == wanted ||
         (wanted.size() >= kLeastBeginning && text_in(project, "uid").starts_with(wanted));
}

}  // namespace

std::string short_uid(const std::string& uid) { return uid.substr(0, kShownUid); }

bool merge_duplicates(Desk& desk) {
  const auto uids = desk.belongings.uids_of_repository(desk.environment.directory);
  if (!uids || uids->size() < 2) return false;
  const std::vector<Project> projects = projects_of(desk, *uids);
  bool any = false;
  for (std::size_t i = 1; i < projects.size(); ++i)
    any = merge_duplicate(desk, projects[i], projects[0]) || any;
  return any;
}

Result<Json> merge_projects(Desk& desk, const Project& part, const Project& whole) {
  TRY(const Answer answer,
      desk.api.post("/api/projects/" + part.uid + "/merge", {{"into", whole.uid}}));
  return answer.data();
}

std::string amount_text(std::int64_t sessions, std::int64_t knowledge) {
  const std::string of_knowledge = counted(knowledge, "piece of knowledge", "pieces of knowledge");
  if (knowledge == 0) return counted(sessions, "session");
  return sessions == 0 ? of_knowledge : counted(sessions, "session") + " and " + of_knowledge;
}

Result<Project> deleted_project_named(Desk& desk, const std::string& name) {
  const std::string wanted = lowered(trimmed(name));
  std::vector<Project> found;
  for (const Json& project : deleted_projects(desk))
    if (is_called(project, wanted))
      found.push_back(
          {number_in(project, "id"), text_in(project, "uid"), text_in(project, "name")});
  if (found.size() == 1) return found.front();
  if (found.empty())
    return fail(Fault::not_found, "unknown_project",
                "No project " + name + " was deleted or merged into another.");
  std::string uids;
  for (const Project& project : found) uids += (uids.empty() ? "" : ", ") + project.uid;
  return fail(Fault::conflict, "ambiguous_project",
              std::to_string(found.size()) + " projects that are gone are called " + name +
                  "; name one by its uid: " + uids + '.');
}

void tell_of_deleted(Desk& desk) {
  for (const Json& project : deleted_projects(desk)) {
    const std::int64_t sessions = number_in(project, "sessions_since");
    const std::int64_t knowledge = number_in(project, "knowledge_since");
    if (sessions + knowledge == 0) continue;
    remark(desk, "Project " + text_in(project, "name") + " was deleted and has received " +
                     amount_text(sessions, knowledge) + " since: `baton project restore " +
                     short_uid(text_in(project, "uid")) + "` brings it back.");
  }
}

}  // namespace baton::cli
