#include "native/cli/sessions.hpp"

#include <algorithm>

namespace baton::cli {
namespace {

SessionRow row_of(const Json& data) {
  return {.id = number_in(data, "id"),
          .number = number_in(data, "session_number"),
          .turns = number_in(data, "conversation_count"),
          .uid = text_in(data, "uid"),
          .status = text_in(data, "status"),
          .objectives = text_in(data, "objectives"),
          .started_at = text_in(data, "started_at"),
          .updated_at = text_in(data, "updated_at"),
          .completed_at = text_in(data, "completed_at"),
          .source = text_in(data, "source"),
          .project_id = number_in(data, "project_id")};
}

Result<std::vector<SessionRow>> sessions_of(Desk& desk, const Project& project) {
  TRY(const Answer answer, desk.api.get("/api/projects/" + project.uid + "/sessions"));
  std::vector<SessionRow> rows;
  if (!answer.data().is_array()) return rows;
  for (const Json& data : answer.data()) rows.push_back(row_of(data));
  return rows;
}

bool is_open(const SessionRow& session) {
  return (session.status == "in_progress" || session.status == "paused") && !session.imported();
}

std::string numbers_of(const std::vector<SessionRow>& rows) {
  if (rows.empty()) return "It has no sessions yet.";
  if (rows.size() == 1) return "It has session " + std::to_string(rows[0].number) + '.';
  return "It has sessions " + std::to_string(rows.front().number) + " to " +
         std::to_string(rows.back().number) + '.';
}

bool is_named(const SessionRow& row, const SessionName& name) {
  return name.kind == SessionName::Kind::uid ? row.uid.starts_with(name.uid)
                                             : row.number == name.number;
}

Result<SessionRow> find_in(const Project& project, const std::vector<SessionRow>& rows,
                           const SessionName& name) {
  if (name.kind == SessionName::Kind::last && !rows.empty()) return rows.back();
  std::vector<SessionRow> found;
  std::ranges::copy_if(rows, std::back_inserter(found),
                       [&](const SessionRow& row) { return is_named(row, name); });
  if (found.size() == 1) return found.front();
  if (found.size() > 1) {
    return fail(Fault::conflict, "ambiguous_session",
                std::to_string(found.size()) + " sessions of " + project.name + " begin with " +
                    name.uid + ": give more letters.");
  }
  const std::string wanted = name.kind == SessionName::Kind::uid ? " " + name.uid
                             : name.kind == SessionName::Kind::number
                                 ? " " + std::to_string(name.number)
                                 : "";
  return fail(Fault::not_found, "unknown_session",
              project.name + " has no session" + wanted + ". " + numbers_of(rows));
}

/// A uid names a session of any project.
Result<SessionRow> find_anywhere(Desk& desk, const SessionName& name) {
  TRY(const Answer answer, desk.api.get("/api/projects"));
  if (answer.data().is_array()) {
    for (const Json& data : answer.data()) {
      const Project project{number_in(data, "id"), text_in(data, "uid"), text_in(data, "name")};
      TRY(const auto rows, sessions_of(desk, project));
      auto found = find_in(project, rows, name);
      if (found || found.error().fault == Fault::conflict) return found;
    }
  }
  return fail(
      Fault::not_found, "unknown_session",
      "No session's uid begins with " + name.uid + ". `baton sessions` lists the project's.");
}

}  // namespace

Result<std::optional<SessionRow>> open_session(Desk& desk, const Project& project) {
  TRY(const Answer answer, desk.api.get("/api/projects/" + project.uid + "/overview"));
  const Json& data = object_in(answer.data(), "open_session");
  if (data.is_null()) return std::optional<SessionRow>();
  SessionRow row = row_of(data);
  if (is_open(row)) return std::optional(std::move(row));
  TRY(const auto rows, sessions_of(desk, project));
  const auto found = std::find_if(rows.rbegin(), rows.rend(), is_open);
  return found == rows.rend() ? std::optional<SessionRow>() : std::optional(*found);
}

Result<std::optional<SessionRow>> hooked_session(Desk& desk, const Project& project,
                                                 const std::string& source) {
  TRY(const auto rows, sessions_of(desk, project));
  std::optional<SessionRow> found;
  for (const SessionRow& row : rows) {
    if (row.status != "in_progress" || !row.imported() || row.turns == 0) continue;
    if (!source.empty() && !row.source.contains(source)) continue;
    if (!found || row.updated_at >= found->updated_at) found = row;
  }
  return found;
}

Result<SessionRow> needed_open_session(Desk& desk, const Project& project) {
  TRY(auto session, open_session(desk, project));
  if (session) return *std::move(session);
  return fail(
      Fault::conflict, "no_open_session",
      "No session of " + project.name +
          " is open: `baton start` begins one; `baton import` takes in what assistants wrote "
          "without one.");
}

Result<SessionRow> find_session(Desk& desk, const SessionName& name) {
  if (name.kind == SessionName::Kind::uid && name.project.empty()) return find_anywhere(desk, name);
  TRY(const Project project,
      name.project.empty() ? current_project(desk) : project_named(desk, name.project));
  TRY(const auto rows, sessions_of(desk, project));
  return find_in(project, rows, name);
}

Result<std::optional<SessionRow>> session_of_source(Desk& desk, const std::string& source) {
  if (source.empty()) return std::optional<SessionRow>();
  auto answer = desk.api.get(target("/api/sessions/by-source", {{"source", source}}));
  if (answer) return std::optional(row_of(answer->data()));
  if (answer.error().fault == Fault::not_found) return std::optional<SessionRow>();
  return std::unexpected(std::move(answer).error());
}

}  // namespace baton::cli
