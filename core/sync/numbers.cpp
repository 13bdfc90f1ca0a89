#include "core/sync/numbers.hpp"

#include "core/http/answer.hpp"

namespace baton::sync {
namespace {

constexpr const char* kChanging = R"(SELECT p.name, n.session_number, j.value AS number
FROM json_each(?1) j JOIN sessions s ON s.uid = j.key JOIN session_numbers n ON n.session_id = s.id
JOIN projects p ON p.id = s.project_id WHERE n.session_number <> j.value)";

/// Out of the way: those that change, and who has their new numbers.
constexpr const char* kSetAside = R"(UPDATE session_numbers SET session_number = -session_number
WHERE session_id IN (SELECT s.id FROM json_each(?1) j JOIN sessions s ON s.uid = j.key)
  OR EXISTS (SELECT 1 FROM json_each(?1) j JOIN sessions s ON s.uid = j.key
    WHERE s.project_id = session_numbers.project_id AND j.value = session_numbers.session_number))";

constexpr const char* kTakeOver = R"(UPDATE session_numbers SET session_number =
  (SELECT j.value FROM json_each(?1) j JOIN sessions s ON s.uid = j.key
   WHERE s.id = session_numbers.session_id)
WHERE session_id IN (SELECT s.id FROM json_each(?1) j JOIN sessions s ON s.uid = j.key))";

constexpr const char* kNextFree = R"(UPDATE session_numbers SET session_number = f.number
FROM (SELECT m.session_id, max(0, (SELECT max(x.session_number) FROM session_numbers x
        WHERE x.project_id = m.project_id))
        + row_number() OVER (PARTITION BY m.project_id ORDER BY m.session_number DESC) AS number
      FROM session_numbers m WHERE m.session_number < 0) f
WHERE session_numbers.session_id = f.session_id)";

}  // namespace

std::vector<Statement> adopt_numbers(const Json& numbers) {
  const std::string text = to_text(numbers);
  return {{kChanging, {text}}, {kSetAside, {text}}, {kTakeOver, {text}}, {kNextFree, {}}};
}

Statement numbers_of(const Json& uids) {
  return {
      "SELECT json_group_object(s.uid, n.session_number) FROM json_each(?1) j JOIN sessions s ON "
      "s.uid = j.value JOIN session_numbers n ON n.session_id = s.id",
      {to_text(uids)}};
}

Json renumbered(const Rows& rows) {
  Json changes = Json::array();
  for (const Row& row : rows)
    changes.push_back(
        {{"project", text_at(row, 0)}, {"was", integer_at(row, 1)}, {"is", integer_at(row, 2)}});
  return changes;
}

}  // namespace baton::sync
