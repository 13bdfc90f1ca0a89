#include "core/sync/numbers.hpp"

#include "core/http/answer.hpp"

namespace baton::sync {
namespace {

// ?1 are the numbers, {session uid: [number, project uid]}: a session's number belongs to the
// project that it had when it was numbered. One that is elsewhere by a merge of which only this
// store knows so far is numbered anew by the remote.
#define BATON_GIVEN                                                                              \
  "(SELECT s.id AS session_id, q.id AS project_id, j.value->>'$[0]' AS number FROM "             \
  "json_each(?1) j JOIN sessions s ON s.uid = j.key JOIN ids q ON q.uid = j.value->>'$[1]' "     \
  "LEFT JOIN projects z ON z.id = q.id WHERE z.part_of IS NULL OR z.part_of <> s.project_id OR " \
  "EXISTS (SELECT 1 FROM fields f JOIN ids r ON r.uid = f.value WHERE f.entity_id = s.uid AND "  \
  "f.field = 'project' AND r.id = s.project_id))"

constexpr const char* kChanging =
    "SELECT p.name, n.session_number, g.number FROM " BATON_GIVEN
    " g JOIN session_numbers n ON n.session_id = g.session_id JOIN projects p ON p.id = "
    "g.project_id WHERE n.session_number <> g.number AND g.session_id <= ?2";

/// Out of the way: those that change, and who has their new numbers.
constexpr const char* kSetAside =
    "UPDATE session_numbers SET session_number = -session_number WHERE session_id IN (SELECT "
    "g.session_id FROM " BATON_GIVEN " g UNION SELECT n.session_id FROM " BATON_GIVEN
    " g CROSS JOIN session_numbers n ON n.project_id = g.project_id AND n.session_number = "
    "g.number)";

constexpr const char* kTakeOver =
    "UPDATE session_numbers SET project_id = g.project_id, session_number = g.number "
    "FROM " BATON_GIVEN " g WHERE g.session_id = session_numbers.session_id";

#undef BATON_GIVEN

#define BATON_DISPLACED                                                                     \
  "(SELECT m.session_id, m.project_id, -m.session_number AS was, max(0, (SELECT "           \
  "max(x.session_number) FROM session_numbers x WHERE x.project_id = m.project_id)) + "     \
  "row_number() OVER (PARTITION BY m.project_id ORDER BY m.session_number DESC) AS number " \
  "FROM session_numbers m WHERE m.session_number < 0)"

constexpr const char* kDisplaced = "SELECT p.name, d.was, d.number FROM " BATON_DISPLACED
                                   " d JOIN projects p ON p.id = d.project_id";

constexpr const char* kNextFree =
    "UPDATE session_numbers SET session_number = d.number FROM " BATON_DISPLACED
    " d WHERE session_numbers.session_id = d.session_id";

#undef BATON_DISPLACED

}  // namespace

std::vector<Statement> adopt_numbers(const Json& numbers, std::int64_t last_session) {
  const std::string text = to_text(numbers);
  return {{kChanging, {text, last_session}},
          {kSetAside, {text}},
          {kTakeOver, {text}},
          {kDisplaced, {}},
          {kNextFree, {}}};
}

Statement numbers_of(const Json& sessions, const Json& projects) {
  return {
      "SELECT json_group_object(s.uid, json_array(n.session_number, p.uid)) AS numbers FROM "
      "(SELECT "
      "z.id FROM json_each(?1) j JOIN sessions z ON z.uid = j.value UNION SELECT z.id FROM "
      "json_each(?2) j JOIN projects q ON q.uid = j.value JOIN sessions z ON z.project_id = "
      "coalesce(q.part_of, q.id) UNION SELECT z.id FROM projects q JOIN sessions z ON z.project_id "
      "= q.part_of) o JOIN sessions s ON s.id = o.id JOIN session_numbers n ON "
      "n.session_id = s.id JOIN ids p ON p.kind = 'project' AND p.id = n.project_id",
      {to_text(sessions), to_text(projects)}};
}

void append_renumbered(Json& changes, const std::vector<Rows>& rows) {
  constexpr std::size_t kTheDisplaced = 3;
  for (const std::size_t statement : {std::size_t{0}, kTheDisplaced})
    for (const Row& row : rows[statement])
      changes.push_back(
          {{"project", text_at(row, 0)}, {"was", integer_at(row, 1)}, {"is", integer_at(row, 2)}});
}

}  // namespace baton::sync
