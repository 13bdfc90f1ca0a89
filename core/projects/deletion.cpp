#include "core/projects/deletion.hpp"

#include "core/access/authorization.hpp"
#include "core/base/json.hpp"
#include "core/events/event.hpp"
#include "core/projects/columns.hpp"
#include "core/store/listing.hpp"
#include "core/store/read.hpp"

namespace baton::projects {
namespace {

/// A field of the log about the project `p`, as it stands.
std::string field_of(const char* name) {
  return std::string("(SELECT f.value FROM fields f WHERE f.entity_id = p.uid AND f.field = '") +
         name + "')";
}

/// When it was deleted: of the event that is the last part of the field's stamp.
constexpr const char* kDeletedAt =
    "(SELECT e.at FROM fields f JOIN events e ON e.id = substr(f.stamp, 18 + "
    "instr(substr(f.stamp, 18), '-')) WHERE f.entity_id = p.uid AND f.field = 'deleted' AND "
    "f.value "
    "= 1)";

/// How many of a table were not known where it was deleted, or changed later; no fewer than that.
std::string since(const std::string& table) {
  const std::string its =
      "(SELECT count(*) FROM " + table + " x WHERE x.project_id = p.id AND x.deleted = 0";
  const std::string known = field_of(table == "sessions" ? "known_sessions" : "known_knowledge");
  return "max(0, " + its + ") - coalesce(" + known + ", " + its + ")), " + its +
         " AND x.updated_at > coalesce(" + kDeletedAt + ", p.changed_at)))";
}

std::string tombstone_columns() {
  return columns() + ", json_object('deleted_at', coalesce(" + kDeletedAt +
         ", p.changed_at), 'merged_into', (SELECT q.uid FROM projects q WHERE q.id = p.part_of), "
         "'sessions', (SELECT count(*) FROM sessions x WHERE x.project_id = p.id AND x.deleted = "
         "0), 'sessions_since', " +
         since("sessions") + ", 'knowledge_since', " + since("knowledge_base") + ")";
}

Statement select_shown(const std::string& uid) {
  return {"SELECT " + columns() + " FROM projects p WHERE p.uid = ?1", {uid}};
}

std::string restored_json(bool restored, const Row& project) {
  return std::string(R"({"restored":)") + (restored ? "true" : "false") + R"(,"project":)" +
         row_json(project) + '}';
}

}  // namespace

Task<Result<Response>> remove(Context& /*context*/, Request request) {
  const std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  CO_TRY(const Row row,
         read_one({"SELECT p.uid, (SELECT count(*) FROM sessions x WHERE x.project_id = p.id AND "
                   "x.deleted = 0) AS sessions, (SELECT count(*) FROM knowledge_base x WHERE "
                   "x.project_id = p.id AND x.deleted = 0) AS knowledge FROM projects p WHERE p." +
                       key.column + " = ?1 AND p.deleted = 0",
                   {key.value}},
                  "project", id));
  const Json body = {{"set",
                      {{"deleted", 1},
                       {"known_sessions", integer_at(row, 1)},
                       {"known_knowledge", integer_at(row, 2)}}}};
  Change change;
  change.events.push_back({"project.deleted", text_at(row, 0), to_text(body)});
  CO_TRY(const std::vector<Rows> none, commit(std::move(change)));
  static_cast<void>(none);
  co_return answer("null");
}

Task<Result<Response>> list_deleted(Context& context, Page page) {
  Listing listing{.select = "SELECT " + tombstone_columns(),
                  .from = "FROM projects p WHERE p.deleted = 1 AND ",
                  .keys = {{"p.updated_at", Listing::text}, {"p.id", Listing::number}},
                  .direction = " DESC"};
  listing.from += access::reached(context, "p.uid", listing.parameters);
  CO_CHECK(Statement statement, page_statement(listing, page));
  CO_TRY(Rows rows, read(std::move(statement)));
  co_return answer_page(std::move(rows), page);
}

Task<Result<Response>> restore(Context& /*context*/, Request request) {
  const std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  CO_TRY(const Row row,
         read_one({"SELECT p.uid, p.deleted, coalesce((SELECT q.uid FROM projects q WHERE q.id = "
                   "p.part_of AND q.merged_into <> ''), '') AS circle FROM projects p WHERE p." +
                       key.column + " = ?1",
                   {key.value}},
                  "project", id));
  const std::string& uid = text_at(row, 0);
  const std::string& circle = text_at(row, 2);
  if (integer_at(row, 1) == 0) {
    CO_TRY(const Row there, read_one(select_shown(uid), "project", id));
    co_return answer(restored_json(false, there));
  }
  Change change;
  change.events.push_back({"project.restored", uid, R"({"set":{"deleted":0,"merged_into":""}})"});
  // Merged into each other, the other must not become a part of this one.
  if (!circle.empty())
    change.events.push_back({"project.restored", circle, R"({"set":{"merged_into":""}})"});
  change.reads.push_back(select_shown(uid));
  CO_TRY(const std::vector<Rows> rows, commit(std::move(change)));
  co_return answer(restored_json(true, rows[0][0]));
}

}  // namespace baton::projects
