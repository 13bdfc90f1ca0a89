#include "core/events/text_index.hpp"

namespace baton {
namespace {

constexpr const char* kWaiting =
    "((SELECT coalesce(max(id), 0) FROM texts) - (SELECT indexed FROM clock))";

}  // namespace

Statement texts_waiting() { return {"SELECT max(0, " + std::string(kWaiting) + ")", {}}; }

std::vector<Statement> text_index_statements(std::int64_t least) {
  const std::string due = std::string(kWaiting) + " >= ?1";
  return {
      // Those that an event named before they were there.
      {R"(INSERT INTO texts_index (rowid, body, words)
SELECT t.id, t.body, t.words FROM texts_missing m CROSS JOIN texts t ON t.id = m.id
WHERE t.body IS NOT NULL)",
       {}},
      {R"(DELETE FROM texts_missing
WHERE id IN (SELECT m.id FROM texts_missing m CROSS JOIN texts t ON t.id = m.id WHERE t.body IS NOT NULL))",
       {}},
      {R"(INSERT INTO texts_index (rowid, body, words)
SELECT t.id, t.body, t.words FROM texts t
WHERE t.id > (SELECT indexed FROM clock) AND t.body IS NOT NULL AND )" +
           due,
       {least}},
      {R"(INSERT INTO texts_missing (id)
SELECT id FROM texts WHERE id > (SELECT indexed FROM clock) AND body IS NULL AND )" +
           due,
       {least}},
      {"UPDATE clock SET indexed = (SELECT coalesce(max(id), 0) FROM texts) WHERE " + due, {least}},
  };
}

}  // namespace baton
