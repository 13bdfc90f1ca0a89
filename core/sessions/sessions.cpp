#include "core/sessions/sessions.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/events/creation.hpp"
#include "core/handoff/documents.hpp"
#include "core/handoff/newest.hpp"
#include "core/http/answer.hpp"
#include "core/projects/named.hpp"
#include "core/sessions/columns.hpp"
#include "core/store/listing.hpp"
#include "core/store/read.hpp"

namespace baton::sessions {
namespace {

/// What a deleted project holds is kept, but hidden.
constexpr const char* kFrom =
    " FROM sessions s JOIN session_numbers n ON n.session_id = s.id JOIN projects p ON p.id = "
    "s.project_id AND p.deleted = 0 AND s.deleted = 0";

Statement select_uid(const Key& key) {
  return {std::string("SELECT s.uid, s.status") + kFrom + " WHERE s." + key.column + " = ?1",
          {key.value}};
}

Listing sessions_of(const Key& project) {
  return {.select = "SELECT " + columns(),
          .from =
              "FROM projects p JOIN session_numbers n ON n.project_id = p.id JOIN sessions s ON "
              "s.id = n.session_id AND s.project_id = p.id WHERE p.id = " +
              id_of_project(project) + " AND s.deleted = 0",
          .keys = {{"n.session_number", Listing::number}},
          .parameters = {project.value}};
}

Listing files_of(const Key& session) {
  return {.select =
              "SELECT json_object('path', f.path, 'change', f.change, 'changed_at', "
              "f.changed_at)",
          .from = "FROM sessions s JOIN project_files f ON f.session_id = s.id WHERE s." +
                  session.column + " = ?1",
          .keys = {{"f.path", Listing::text}},
          .parameters = {session.value}};
}

Statement select_one(const Key& key) {
  return {"SELECT " + columns() +
              ", json_object('project_name', p.name, 'project_uid', p.uid, 'project_description', "
              "p.description, 'handoff_id', h.id, 'handoff_content', t.body)" +
              kFrom +
              " LEFT JOIN handoff_documents h ON h.id = " + handoff::standing_revision("s.id") +
              " LEFT JOIN texts t ON t.id = h.text_id WHERE s." + key.column + " = ?1",
          {key.value}};
}

struct Draft {
  Key project;
  std::string project_sent, uid, branch, account_name, objectives, session_type, title;
};

Result<Draft> draft_of(const Json& body) {
  Decoder decoder(body);
  Draft draft;
  draft.project_sent = decoder.id("project_id");
  draft.uid = decoder.text_or("uid", "", {.least = 0, .most = 36});
  draft.branch = decoder.text_or("branch", "", {.least = 0, .most = 500});
  draft.account_name = decoder.text_or("account_name", "", {.least = 0, .most = 200});
  draft.objectives = decoder.text_or("objectives", "", {.least = 0, .most = 20'000});
  draft.title = decoder.text_or("title", "", {.least = 0, .most = 500});
  draft.session_type = decoder.word_or("session_type", "development",
                                       {"development", "research", "debugging", "deployment"});
  if (decoder.error()) return std::unexpected(*decoder.error());
  TRY(draft.project, key_of(draft.project_sent, "project_id"));
  return draft;
}

Change creation(const Draft& draft, const std::string& uid, const std::string& project_uid,
                const std::string& now) {
  Change change;
  Json event = {{"set",
                 {{"project", project_uid},
                  {"account_name", draft.account_name},
                  {"objectives", draft.objectives},
                  {"title", draft.title},
                  {"session_type", draft.session_type},
                  {"status", "in_progress"},
                  {"started_at", now},
                  {"deleted", 0}}}};
  change.events.push_back({"session.created", uid, to_text(event)});
  return change;
}

Statement select_created(const std::string& uid) {
  return {std::string("SELECT s.id, n.session_number") + kFrom + " WHERE s.uid = ?1", {uid}};
}

std::string created_json(const Row& row, const std::string& uid, const std::string& previous) {
  const std::string number = std::to_string(integer_at(row, 1));
  return R"({"session_id":)" + std::to_string(integer_at(row, 0)) + R"(,"session_uid":)" +
         json_quoted(uid) + R"(,"session_number":)" + number + R"(,"previous_handoff":)" +
         previous + R"(,"message":"Session )" + number + R"( is open."})";
}

Result<Json> changes_of(const Json& body) {
  Decoder decoder(body);
  Json set = Json::object();
  const auto take = [&](const char* name, std::size_t most) {
    if (decoder.has(name)) set[name] = decoder.text(name, {.least = 0, .most = most});
  };
  take("objectives", 20'000);
  take("account_name", 200);
  take("title", 500);
  if (decoder.has("status"))
    set["status"] = decoder.word_or("status", "", {"in_progress", "paused", "failed"});
  if (decoder.has("session_type"))
    set["session_type"] =
        decoder.word_or("session_type", "", {"development", "research", "debugging", "deployment"});
  if (decoder.error()) return std::unexpected(*decoder.error());
  if (set.empty())
    return fail(Fault::invalid, "nothing_to_change",
                "Send status, objectives, account_name, session_type or title.");
  return set;
}

}  // namespace

Task<Result<Response>> list(Context& /*context*/, Request request) {
  const std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  CO_CHECK(const Page page, page_of(request));
  CO_CHECK(Statement listed, page_statement(sessions_of(key), page));
  std::vector<Statement> statements;
  statements.push_back(
      {"SELECT 1 FROM projects WHERE id = " + id_of_project(key) + " AND deleted = 0",
       {key.value}});
  statements.push_back(std::move(listed));
  CO_TRY(std::vector<Rows> rows, read_all(std::move(statements)));
  if (rows[0].empty()) co_return std::unexpected(unknown("project", id));
  co_return answer_page(std::move(rows[1]), page);
}

Task<Result<Response>> create(Context& /*context*/, Request request) {
  CO_CHECK(const Json body, body_of(request));
  CO_CHECK(const Draft draft, draft_of(body));
  CO_TRY(const Row project, read_one({"SELECT uid, id, status FROM projects WHERE id = " +
                                          id_of_project(draft.project) + " AND deleted = 0",
                                      {draft.project.value}},
                                     "project", draft.project_sent));
  CO_TRY(const std::string uid, uid_for(draft.uid));
  CO_TRY(const std::string now, now_text());
  Change change = creation(draft, uid, text_at(project, 0), now);
  if (text_at(project, 2) == "paused")
    change.events.push_back(
        {"project.changed", text_at(project, 0), R"({"set":{"status":"active"}})"});
  change.reads.push_back(select_created(uid));
  change.reads.push_back(handoff::select_newest(integer_at(project, 1), draft.branch));
  CO_TRY(const Creation made, commit_once(std::move(change), "session", uid));
  const Rows& newest = made.rows[1];
  const std::string previous =
      newest.empty() ? "null" : handoff::with_prompt(newest[0], handoff::kDefaultBudget);
  co_return answer(created_json(made.rows[0][0], uid, previous));
}

Task<Result<Response>> show(Context& /*context*/, Request request) {
  const std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  CO_TRY(const Row row, read_one(select_one(key), "session", id));
  co_return answer(row_json(row));
}

Task<Result<Response>> change(Context& /*context*/, Request request) {
  const std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  CO_CHECK(const Json body, body_of(request));
  CO_CHECK(const Json set, changes_of(body));
  CO_TRY(const Row row, read_one(select_uid(key), "session", id));
  const std::string uid = text_at(row, 0);
  Change change;
  if (set.contains("status"))
    change.guards.push_back(
        unless("EXISTS (SELECT 1 FROM sessions WHERE uid = ?1 AND status = 'completed')", {uid}));
  const Json event = {{"set", set}};
  change.events.push_back({"session.changed", uid, to_text(event)});
  change.reads.push_back(select_one(key));
  const auto outcome = co_await commit(std::move(change));
  if (!outcome && outcome.error().code == "guard")
    co_return fail(Fault::conflict, "session_completed",
                   "Session " + id + " is completed: its status stays.", "status");
  if (!outcome) co_return std::unexpected(outcome.error());
  const Rows& rows = outcome->front();
  co_return answer(rows.empty() ? "null" : row_json(rows[0]));
}

Task<Result<Response>> by_source(Context& /*context*/, Request request) {
  std::string source(request.argument("source"));
  if (source.empty())
    co_return fail(Fault::invalid, "missing_field", "source is required.", "source");
  Statement statement{"SELECT " + columns() + ", json_object('project_name', p.name)" + kFrom +
                          " WHERE " + has_source("?1") +
                          " "
                          "ORDER BY s.id DESC LIMIT 1",
                      {source}};
  CO_TRY(const Row row, read_one(std::move(statement), "session", std::move(source)));
  co_return answer(row_json(row));
}

Task<Result<Response>> files(Context& /*context*/, Request request) {
  const std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  CO_CHECK(const Page page, page_of(request));
  CO_CHECK(Statement listed, page_statement(files_of(key), page));
  std::vector<Statement> statements;
  statements.push_back(select_uid(key));
  statements.push_back(std::move(listed));
  CO_TRY(std::vector<Rows> rows, read_all(std::move(statements)));
  if (rows[0].empty()) co_return std::unexpected(unknown("session", id));
  co_return answer_page(std::move(rows[1]), page);
}

}  // namespace baton::sessions
