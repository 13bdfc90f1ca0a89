#include "core/projects/merging.hpp"

#include "core/base/json.hpp"
#include "core/events/event.hpp"
#include "core/http/answer.hpp"
#include "core/projects/columns.hpp"
#include "core/projects/named.hpp"
#include "core/store/read.hpp"

namespace baton::projects {
namespace {

struct Merging {
  std::string part_sent, whole_sent;
  bool automatic = false;
};

Result<Merging> merging_of(const Request& request) {
  TRY(const Json body, body_of(request));
  Decoder decoder(body);
  Merging merging{std::string(request.param("id")), decoder.id("into"),
                  decoder.boolean_or("automatic", false)};
  if (decoder.error()) return std::unexpected(*decoder.error());
  return merging;
}

/// The project that is to be a part, by itself: whether it is one already, of which.
Statement select_part(const Key& key) {
  return {
      "SELECT p.id, p.uid, p.deleted, coalesce(p.part_of, 0) AS part_of, p.tags, p.description, "
      "(SELECT count(*) FROM "
      "sessions s WHERE s.project_id = p.id AND s.deleted = 0) AS sessions, (SELECT count(*) FROM "
      "knowledge_base k WHERE k.project_id = p.id AND k.deleted = 0) AS knowledge, (SELECT q.name "
      "FROM projects q WHERE q.id = p.part_of) AS whole, EXISTS (SELECT 1 FROM fields f WHERE "
      "f.entity_id = p.uid AND f.field = 'merged_into' AND f.value = '') AS apart FROM projects p "
      "WHERE p." +
          key.column + " = ?1",
      {key.value}};
}

Statement select_whole(const Key& key) {
  return {"SELECT p.id, p.uid, p.tags, p.description FROM projects p WHERE p.id = " +
              id_of_project(key) + " AND p.deleted = 0",
          {key.value}};
}

/// The remotes to which one of both may go and the other may not.
Statement select_differing(const Key& part, const Key& whole) {
  const std::string chosen =
      "EXISTS (SELECT 1 FROM remote_projects c JOIN projects p ON p.uid = c.project_uid WHERE "
      "c.remote = r.name AND p.id = ";
  return {"SELECT r.name FROM remotes r WHERE r.all_projects = 0 AND " + chosen +
              id_of_project(part) + ") <> " + chosen + id_of_project(whole, "?2") + ") LIMIT 1",
          {part.value, whole.value}};
}

struct Both {
  Row part, whole;
  std::string differing;  ///< a remote to which only one of both may go
};

Task<Result<Both>> both_of(const Merging* merging) {
  CO_CHECK(const Key part, key_of(merging->part_sent, "id"));
  CO_CHECK(const Key whole, key_of(merging->whole_sent, "into"));
  CO_TRY(std::vector<Rows> rows,
         read_all({select_part(part), select_whole(whole), select_differing(part, whole)}));
  if (rows[0].empty()) co_return std::unexpected(unknown("project", merging->part_sent));
  if (rows[1].empty()) co_return std::unexpected(unknown("project", merging->whole_sent));
  co_return Both{std::move(rows[0][0]), std::move(rows[1][0]),
                 rows[2].empty() ? std::string() : text_at(rows[2][0], 0)};
}

/// Whether there is anything to do, or why it cannot be done.
Result<bool> check(const Both& both, const Merging& merging) {
  const std::int64_t whole = integer_at(both.whole, 0);
  if (integer_at(both.part, 0) == whole)
    return fail(Fault::invalid, "same_project", "A project cannot be merged into itself.", "into");
  if (integer_at(both.part, 3) == whole) return false;
  if (integer_at(both.part, 3))
    return fail(Fault::conflict, "merged_elsewhere",
                "It is a part of " + text_at(both.part, 8) +
                    " already: merge that, or restore this one first.");
  if (integer_at(both.part, 2)) return std::unexpected(unknown("project", merging.part_sent));
  if (merging.automatic && integer_at(both.part, 9))
    return fail(Fault::conflict, "taken_apart", "They were taken apart again: merge them by hand.");
  if (merging.automatic && !both.differing.empty())
    return fail(Fault::conflict, "remotes_differ",
                "Only one of them may go to " + both.differing + ": merge them by hand.");
  return true;
}

Event merged(const Both& both) {
  const Json body = {{"set", {{"merged_into", text_at(both.whole, 1)}}}};
  return {"project.merged", text_at(both.part, 1), to_text(body)};
}

/// What the whole takes over beside what the part holds: its tags, and its description for none.
Json taken_over(const Both& both) {
  Json set = Json::object();
  for (const Json& tag : parse_json(text_at(both.part, 4)).value_or(Json::array()))
    if (const auto* text = tag.get_ptr<const Json::string_t*>()) set["tag:" + *text] = 1;
  if (text_at(both.whole, 3).empty() && !text_at(both.part, 5).empty())
    set["description"] = text_at(both.part, 5);
  return set;
}

std::string merged_json(const Both& both, bool fresh, const Row& whole) {
  const Json counts = {{"merged", fresh},
                       {"uid", text_at(both.part, 1)},
                       {"sessions", fresh ? integer_at(both.part, 6) : 0},
                       {"knowledge", fresh ? integer_at(both.part, 7) : 0}};
  std::string json = to_text(counts);
  json.back() = ',';
  return json + R"("project":)" + row_json(whole) + '}';
}

}  // namespace

Task<Result<Response>> merge(Context& /*context*/, Request request) {
  CO_CHECK(const Merging merging, merging_of(request));
  CO_TRY(const Both both, both_of(&merging));
  CO_CHECK(const bool fresh, check(both, merging));
  const Statement select = select_one({"uid", text_at(both.whole, 1)});
  if (!fresh) {
    CO_TRY(const Row whole, read_one(select, "project", merging.whole_sent));
    co_return answer(merged_json(both, false, whole));
  }
  Change change;
  change.events.push_back(merged(both));
  if (Json set = taken_over(both); !set.empty()) {
    const Json body = {{"set", std::move(set)}};
    change.events.push_back({"project.changed", text_at(both.whole, 1), to_text(body)});
  }
  change.reads.push_back(select);
  CO_TRY(const std::vector<Rows> rows, commit(std::move(change)));
  if (rows[0].empty()) co_return std::unexpected(unknown("project", merging.whole_sent));
  co_return answer(merged_json(both, true, rows[0][0]));
}

}  // namespace baton::projects
