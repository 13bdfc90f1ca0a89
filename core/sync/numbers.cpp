#include "core/sync/numbers.hpp"

#include "core/http/answer.hpp"

namespace baton::sync {
namespace {

// ?1 are the numbers that are told, {session uid: [number, project uid]}.
#define BATON_TOLD                                                                               \
  "(SELECT s.id AS session_id, q.id AS project_id, CAST(j.value->>'$[0]' AS INTEGER) AS number " \
  "FROM "                                                                                        \
  "json_each(?1) j JOIN sessions s ON s.uid = j.key JOIN ids q ON q.uid = j.value->>'$[1]' "     \
  "WHERE CAST(j.value->>'$[0]' AS INTEGER) > 0)"

/// Of these sessions, and of those to which these numbers belonged.
constexpr const char* kForget =
    "UPDATE session_numbers SET told_project_id = NULL, told_number = NULL WHERE session_id IN "
    "(SELECT t.session_id FROM " BATON_TOLD " t UNION SELECT n.session_id FROM " BATON_TOLD
    " t CROSS JOIN session_numbers n ON n.told_project_id = t.project_id AND n.told_number = "
    "t.number)";

/// A number that is told of two sessions is the first's.
constexpr const char* kRemember =
    "UPDATE OR IGNORE session_numbers SET told_project_id = t.project_id, told_number = t.number "
    "FROM " BATON_TOLD " t WHERE t.session_id = session_numbers.session_id";

#undef BATON_TOLD

// Sessions that have another number than was told. A number belongs to the project that the session
// had when it was numbered. One that is elsewhere by a merge of which only this store knows so far
// is numbered anew by the remote.
#define BATON_ASTRAY                                                                              \
  "(SELECT a.session_id AS session_id, a.told_project_id AS project_id, a.told_number AS number " \
  "FROM session_numbers a CROSS JOIN sessions s ON s.id = a.session_id LEFT JOIN projects z ON "  \
  "z.id = "                                                                                       \
  "a.told_project_id WHERE (a.told_number <> a.session_number OR a.told_project_id <> "           \
  "a.project_id) AND (z.part_of IS NULL OR z.part_of <> s.project_id))"

constexpr const char* kChanging =
    "SELECT s.uid, p.name, n.session_number, g.number FROM " BATON_ASTRAY
    " g JOIN session_numbers n ON n.session_id = g.session_id JOIN sessions s ON s.id = "
    "g.session_id AND s.deleted = 0 JOIN projects p ON p.id = g.project_id WHERE n.session_number "
    "<> g.number AND g.session_id <= ?1";

/// Out of the way: those that change, and who has their new numbers.
constexpr const char* kSetAside =
    "UPDATE session_numbers SET session_number = -session_number WHERE session_id IN (SELECT "
    "g.session_id FROM " BATON_ASTRAY " g UNION SELECT n.session_id FROM " BATON_ASTRAY
    " g CROSS JOIN session_numbers n ON n.project_id = g.project_id AND n.session_number = "
    "g.number)";

// Not with an event: who has the whole log is told still.
#define BATON_CHANGED "changed = 1 + (SELECT coalesce(max(seq), 0) FROM events)"

constexpr const char* kTakeOver =
    "UPDATE session_numbers SET project_id = g.project_id, session_number = "
    "g.number, " BATON_CHANGED " FROM " BATON_ASTRAY
    " g WHERE g.session_id = session_numbers.session_id";

#undef BATON_ASTRAY

#define BATON_DISPLACED                                                                     \
  "(SELECT m.session_id, m.project_id, -m.session_number AS was, max(0, (SELECT "           \
  "max(x.session_number) FROM session_numbers x WHERE x.project_id = m.project_id)) + "     \
  "row_number() OVER (PARTITION BY m.project_id ORDER BY m.session_number DESC) AS number " \
  "FROM session_numbers m WHERE m.session_number < 0)"

constexpr const char* kDisplaced =
    "SELECT s.uid, p.name, d.was, d.number FROM " BATON_DISPLACED
    " d JOIN sessions s ON s.id = d.session_id AND s.deleted = 0 JOIN projects p ON p.id = "
    "d.project_id";

constexpr const char* kNextFree =
    "UPDATE session_numbers SET session_number = d.number, " BATON_CHANGED " FROM " BATON_DISPLACED
    " d WHERE session_numbers.session_id = d.session_id";

#undef BATON_DISPLACED
#undef BATON_CHANGED

}  // namespace

std::vector<Statement> adopt_numbers(const Json& numbers, std::int64_t last_session) {
  const std::string text = to_text(numbers);
  std::vector<Statement> statements = {{kForget, {text}}, {kRemember, {text}}};
  for (Statement& statement : take_told_numbers(last_session))
    statements.push_back(std::move(statement));
  return statements;
}

std::vector<Statement> take_told_numbers(std::int64_t last_session) {
  return {{kChanging, {last_session}},
          {kSetAside, {}},
          {kTakeOver, {}},
          {kDisplaced, {}},
          {kNextFree, {}}};
}

Statement numbers_of(const Json& sessions, std::int64_t since) {
  return {
      "SELECT json_group_object(s.uid, json_array(n.session_number, p.uid)) AS numbers FROM "
      "(SELECT z.id FROM json_each(?1) j JOIN sessions z ON z.uid = j.value UNION SELECT "
      "c.session_id FROM session_numbers c WHERE c.changed > 0 AND c.changed > ?2) o JOIN sessions "
      "s ON s.id "
      "= o.id JOIN session_numbers n ON n.session_id = s.id JOIN ids p ON p.kind = 'project' AND "
      "p.id = n.project_id",
      {to_text(sessions), since}};
}

void append_renumbered(Json& changes, const std::vector<Rows>& rows) {
  constexpr std::size_t kChanged = 2;
  constexpr std::size_t kTheDisplaced = 5;
  for (const std::size_t statement : {kChanged, kTheDisplaced})
    for (const Row& row : rows[statement])
      changes.push_back({{"session", text_at(row, 0)},
                         {"project", text_at(row, 1)},
                         {"was", integer_at(row, 2)},
                         {"is", integer_at(row, 3)}});
}

}  // namespace baton::sync
