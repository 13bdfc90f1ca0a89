#include "core/projects/projects.hpp"

#include "core/access/authorization.hpp"
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/events/creation.hpp"
#include "core/growth/growth.hpp"
#include "core/handoff/newest.hpp"
#include "core/http/answer.hpp"
#include "core/projects/columns.hpp"
#include "core/projects/deletion.hpp"
#include "core/projects/named.hpp"
#include "core/projects/tags.hpp"
#include "core/store/listing.hpp"
#include "core/store/read.hpp"

namespace baton::projects {

const std::string& columns() {
  static const std::string sql =
      "json_object('id', p.id, 'uid', p.uid, 'name', p.name, 'description', p.description, "
      "'status', p.status, 'total_sessions', p.total_sessions, "
      "'total_credits_used', p.total_credits_used, 'growth_efficiency', " +
      growth::efficiency_sql("p.total_sessions") +
      ", 'context_preservation_rate', round(p.context_preservation_rate, 4), "
      "'created_at', p.created_at, 'updated_at', p.updated_at, "
      "'active_sessions', p.active_sessions, 'tags', json(p.tags))";
  return sql;
}

Statement select_one(const Key& key) {
  return {"SELECT " + columns() + " FROM projects p WHERE p.id = " + id_of_project(key) +
              " AND p.deleted = 0",
          {key.value}};
}

namespace {

/// Those that the caller reaches, with a tag unless it is "".
Listing projects_for(const Context& context, std::string tag) {
  Listing listing{.select = "SELECT " + columns(),
                  .from = "FROM projects p WHERE p.deleted = 0 AND ",
                  .keys = {{"p.updated_at", Listing::text}, {"p.id", Listing::number}},
                  .direction = " DESC"};
  listing.from += access::reached(context, "p.uid", listing.parameters);
  if (!tag.empty()) {
    listing.parameters.emplace_back(std::move(tag));
    listing.from += " AND EXISTS (SELECT 1 FROM json_each(p.tags) WHERE value = ?" +
                    std::to_string(listing.parameters.size()) + ")";
  }
  return listing;
}

/// Its files, each as the last session left it.
Listing files_of(const Key& key) {
  return {.select =
              "SELECT json_object('path', f.path, 'change', f.change, 'session_number', "
              "n.session_number, 'changed_at', max(f.changed_at))",
          .from =
              "FROM projects p JOIN sessions s ON s.project_id = p.id JOIN session_numbers n ON "
              "n.session_id = s.id JOIN project_files f ON f.session_id = s.id WHERE p.id = " +
              id_of_project(key) + " AND s.deleted = 0",
          .keys = {{"f.path", Listing::text}},
          .parameters = {key.value},
          .grouping = " GROUP BY f.path"};
}

/// The sessions `s` of the project.
std::string from_sessions(const Key& key, const std::string& more = {}) {
  return " FROM projects p JOIN sessions s ON s.project_id = p.id JOIN session_numbers n ON "
         "n.session_id = s.id " +
         more + " WHERE p.id = " + id_of_project(key) + " AND s.deleted = 0 ";
}

Statement open_session_of(const Key& key) {
  return {
      "SELECT json_object('id', s.id, 'uid', s.uid, 'session_number', n.session_number, 'status', "
      "s.status, 'objectives', s.objectives, 'started_at', s.started_at, 'conversation_count', "
      "s.conversation_count, 'updated_at', s.updated_at)" +
          from_sessions(key) +
          "AND s.status IN ('in_progress', 'paused') ORDER BY n.session_number DESC LIMIT 1",
      {key.value}};
}

Statement last_handoff_of(const Key& key) {
  return {
      "SELECT json_object('id', h.id, 'uid', h.uid, 'session_number', n.session_number, "
      "'handoff_type', h.handoff_type, 'created_at', h.created_at)" +
          from_sessions(key, "JOIN handoff_documents h ON h.session_id = s.id") + "ORDER BY " +
          handoff::newest_first("h") + " LIMIT 1",
      {key.value}};
}

Statement counts_of(const Key& key) {
  return {
      "SELECT json_object('sessions', count(*), 'turns', coalesce(sum(s.conversation_count), 0), "
      "'handoffs', coalesce(sum(s.handoff_count), 0), 'files', (SELECT count(DISTINCT f.path)" +
          from_sessions(key, "JOIN project_files f ON f.session_id = s.id") +
          "), 'knowledge', (SELECT count(*) FROM projects p JOIN knowledge_base k ON "
          "k.project_id = p.id WHERE p.id = " +
          id_of_project(key) + " AND k.deleted = 0))" + from_sessions(key),
      {key.value}};
}

Decoder::Length name_length() { return {.least = 1, .most = 200}; }
Decoder::Length description_length() { return {.least = 0, .most = 20'000}; }

/// What the body of a change may set.
struct Changes {
  Json set;
  std::optional<std::vector<std::string>> tags;
};
Result<Changes> changes_of(const Json& body) {
  Decoder decoder(body);
  Json set = Json::object();
  if (decoder.has("name")) set["name"] = std::string(trimmed(decoder.text("name", name_length())));
  if (decoder.has("description"))
    set["description"] = decoder.text("description", description_length());
  if (decoder.has("status"))
    set["status"] = decoder.word_or("status", "", {"active", "paused", "completed", "archived"});
  Changes changes{std::move(set), std::nullopt};
  if (decoder.has("tags")) changes.tags = tags_in(decoder);
  if (decoder.error()) return std::unexpected(*decoder.error());
  if (changes.set.empty() && !changes.tags)
    return fail(Fault::invalid, "nothing_to_change", "Send name, description, status or tags.");
  return changes;
}

Task<Result<Response>> commit_change(Key key, std::string id, Changes changes) {
  CO_TRY(Row row, read_one({"SELECT uid, tags FROM projects WHERE id = " + id_of_project(key) +
                                " AND deleted = 0",
                            {key.value}},
                           "project", id));
  Change change;
  if (changes.tags) changes.set.update(tag_fields(text_at(row, 1), *changes.tags));
  // Tags that are as they were change nothing, and no event says so.
  if (changes.set.empty()) {
    CO_TRY(const Row same, read_one(select_one(key), "project", std::move(id)));
    co_return answer(row_json(same));
  }
  const Json body = {{"set", std::move(changes.set)}};
  change.events.push_back({"project.changed", text_at(row, 0), to_text(body)});
  change.reads.push_back(select_one(key));
  CO_TRY(std::vector<Rows> rows, commit(std::move(change)));
  co_return answer(rows[0].empty() ? "null" : row_json(rows[0][0]));
}

}  // namespace

Task<Result<Response>> list(Context& context, Request request) {
  CO_CHECK(const Page page, page_of(request));
  if (request.argument("deleted") == "true") co_return co_await list_deleted(context, page);
  CO_CHECK(Statement statement,
           page_statement(projects_for(context, std::string(request.argument("tag"))), page));
  CO_TRY(Rows rows, read(std::move(statement)));
  co_return answer_page(std::move(rows), page);
}

Task<Result<Response>> create(Context& /*context*/, Request request) {
  CO_CHECK(const Json body, body_of(request));
  Decoder decoder(body);
  const std::string name(trimmed(decoder.text("name", name_length())));
  const std::string description = decoder.text_or("description", "", description_length());
  std::string sent = decoder.text_or("uid", "", {.least = 0, .most = 36});
  const std::vector<std::string> tags = tags_in(decoder);
  if (decoder.error()) co_return std::unexpected(*decoder.error());
  CO_TRY(const std::string uid, uid_for(std::move(sent)));
  CO_TRY(const std::string now, now_text());

  Change change;
  Json event = {{"set",
                 {{"name", name},
                  {"description", description},
                  {"status", "active"},
                  {"deleted", 0},
                  {"created_at", now}}}};
  event["set"].update(tag_fields("[]", tags));
  change.events.push_back({"project.created", uid, to_text(event)});
  change.reads.push_back({"SELECT " + columns() + ", p.id FROM projects p WHERE p.id = " +
                              id_of_project("uid") + " AND p.deleted = 0",
                          {uid}});
  CO_TRY(Creation made, commit_once(std::move(change), "project", uid));
  Row& row = made.rows[0][0];
  const std::string id = std::to_string(integer_at(row, 1));
  row.pop_back();
  row.insert(row.begin(),
             std::string(made.created ? R"({"created":true})" : R"({"created":false})"));
  co_return answer(row_json(row), R"("id":)" + id);
}

Task<Result<Response>> show(Context& /*context*/, Request request) {
  const std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  CO_TRY(const Row row, read_one(select_one(key), "project", id));
  co_return answer(row_json(row));
}

Task<Result<Response>> change(Context& /*context*/, Request request) {
  const std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  CO_CHECK(const Json body, body_of(request));
  CO_CHECK(Changes changes, changes_of(body));
  co_return co_await commit_change(key, id, std::move(changes));
}

Task<Result<Response>> files(Context& /*context*/, Request request) {
  const std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  CO_CHECK(const Page page, page_of(request));
  CO_CHECK(Statement listed, page_statement(files_of(key), page));
  std::vector<Statement> statements;
  statements.push_back(select_one(key));
  statements.push_back(std::move(listed));
  CO_TRY(std::vector<Rows> rows, read_all(std::move(statements)));
  if (rows[0].empty()) co_return std::unexpected(unknown("project", id));
  co_return answer_page(std::move(rows[1]), page);
}

Task<Result<Response>> history(Context& /*context*/, Request request) {
  const std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  CO_TRY(const std::vector<Rows> rows,
         read_all({select_one(key),
                   {"SELECT json_object('at', e.at, 'device_id', e.device_id, 'here', json(CASE "
                    "e.device_id WHEN c.device_id THEN 'true' ELSE 'false' END), 'type', e.type, "
                    "'set', json(coalesce(e.body->'$.set', '{}')), 'stands', (SELECT "
                    "json_group_array(f.field) FROM fields f WHERE f.entity_id = e.entity_id AND "
                    "f.stamp = e.hlc || '-' || e.device_id || '-' || e.id)) FROM events e, clock c "
                    "WHERE e.entity_id = (SELECT p.uid FROM projects p WHERE p.id = " +
                        id_of_project(key) +
                        ") AND e.type GLOB 'project.*' ORDER BY e.hlc DESC, e.device_id DESC, "
                        "e.id DESC LIMIT 1000",
                    {key.value}}}));
  if (rows[0].empty()) co_return std::unexpected(unknown("project", id));
  co_return answer(rows_json(rows[1]));
}

Task<Result<Response>> overview(Context& /*context*/, Request request) {
  const std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  std::vector<Statement> statements;
  statements.push_back(select_one(key));
  statements.push_back(open_session_of(key));
  statements.push_back(last_handoff_of(key));
  statements.push_back(counts_of(key));
  CO_TRY(const std::vector<Rows> rows, read_all(std::move(statements)));
  if (rows[0].empty()) co_return std::unexpected(unknown("project", id));
  const auto first = [&](std::size_t i) { return rows[i].empty() ? "null" : row_json(rows[i][0]); };
  co_return answer(R"({"project":)" + first(0) + R"(,"open_session":)" + first(1) +
                   R"(,"last_handoff":)" + first(2) + R"(,"counts":)" + first(3) + "}");
}

}  // namespace baton::projects
