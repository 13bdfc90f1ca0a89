#include "core/events/rebuild.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "core/events/event.hpp"
#include "core/events/fold.hpp"
#include "core/events/rebuilt_tables.hpp"
#include "core/http/answer.hpp"
#include "core/store/migrations.hpp"
#include "core/store/read.hpp"

namespace baton {
namespace {

/// More than a rebuild takes that nobody else drives: every table is dropped once before and once
/// after it.
constexpr int kMostSteps = 50;

/// What the database says of a rebuild.
struct Look {
  bool begun = false;
  bool swapped = false;
  std::int64_t folded = 0;
  std::int64_t schema = 0;
  std::int64_t worked_at = 0;
  std::int64_t last = 0;  ///< event of the log
  std::int64_t left = 0;  ///< events to fold, counted to one more than a page
  std::vector<std::string> tables;

  bool under_way() const { return begun && !swapped; }
  bool complete() const {
    return schema == static_cast<std::int64_t>(migrations().size()) &&
           tables.size() == projections().size();
  }
};

Task<Result<Look>> look(std::int64_t page_events) {
  std::vector<Statement> statements;
  statements.push_back({"SELECT swapped, folded, schema, worked_at FROM rebuild", {}});
  statements.push_back({"SELECT coalesce(max(seq), 0) FROM events", {}});
  statements.push_back(
      {"SELECT count(*) FROM (SELECT 1 FROM events WHERE seq > coalesce((SELECT folded FROM "
       "rebuild), 0) LIMIT ?1 + 1)",
       {page_events}});
  statements.push_back(
      {"SELECT name FROM sqlite_master WHERE type = 'table' AND (name GLOB "
       "'rebuilt_*' OR name GLOB 'replaced_*') ORDER BY name",
       {}});
  CO_TRY(const std::vector<Rows> rows, read_all(std::move(statements)));
  Look seen;
  seen.begun = !rows[0].empty();
  if (seen.begun) {
    seen.swapped = integer_at(rows[0][0], 0) != 0;
    seen.folded = integer_at(rows[0][0], 1);
    seen.schema = integer_at(rows[0][0], 2);
    seen.worked_at = integer_at(rows[0][0], 3);
  }
  seen.last = integer_at(rows[1][0], 0);
  seen.left = integer_at(rows[2][0], 0);
  for (const Row& row : rows[3]) seen.tables.push_back(text_at(row, 0));
  co_return seen;
}

/// Runs a batch whose guards say that somebody else was faster: false, and one has to look again.
Task<Result<bool>> attempt(std::vector<Statement> statements) {
  auto rows = co_await read_all(std::move(statements));
  if (rows) co_return true;
  if (rows.error().code == "guard") co_return false;
  co_return std::unexpected(std::move(rows).error());
}

/// Appends a name to the list of an IN.
void add_name(std::string& names, std::string_view name) {
  names.append(names.empty() ? "'" : ", '").append(name).append("'");
}

/// Guards against a schema that has changed since it was read: another rebuild that ran to its end
/// meanwhile took the names that were free of the two of each index.
Statement unless_schema_changed(const std::string& tables, const Rows& rows) {
  std::string names;
  for (const Row& row : rows) add_name(names, text_at(row, 1));
  return unless("(SELECT count(*) FROM sqlite_master WHERE tbl_name IN (" + tables +
                    ") AND name IN (" + names + ")) < ?1",
                {static_cast<std::int64_t>(rows.size())});
}

/// Tables and indexes of the projections, as the schema has them now.
Task<Result<bool>> begin() {
  std::string names;
  for (const std::string_view table : projections()) add_name(names, table);
  Statement schema{"SELECT type, name, sql FROM sqlite_master WHERE tbl_name IN (" + names +
                       ") AND sql IS NOT NULL ORDER BY type DESC, name",
                   {}};
  CO_TRY(const Rows rows, read(std::move(schema)));
  const std::int64_t now = co_await perform(Now{});
  std::vector<Statement> statements;
  statements.push_back(unless("EXISTS (SELECT 1 FROM rebuild)", {}));
  statements.push_back(unless_schema_changed(names, rows));
  statements.push_back(
      {"INSERT INTO rebuild (one, folded, upto, swapped, schema, worked_at) VALUES (1, 0, 0, 0, "
       "?1, ?2)",
       {static_cast<std::int64_t>(migrations().size()), now}});
  for (const Row& row : rows) {
    std::string sql = aimed_at_rebuilt(text_at(row, 2));
    const std::string& name = text_at(row, 1);
    if (text_at(row, 0) == "index")
      sql.replace(sql.find(name), name.size(), other_index_name(name));
    statements.push_back({std::move(sql), {}});
  }
  co_return co_await attempt(std::move(statements));
}

/// Nobody drops what has become another rebuild's meanwhile.
Task<Result<bool>> drop(std::string table) {
  std::vector<Statement> statements;
  if (table.starts_with(kRebuilt))
    statements.push_back(unless("EXISTS (SELECT 1 FROM rebuild WHERE swapped = 0)", {}));
  statements.push_back({"DROP TABLE IF EXISTS " + table, {}});
  co_return co_await attempt(std::move(statements));
}

/// Ends the rebuild of which `seen` tells, if it is still that one.
Task<Result<bool>> give_up(Look seen) {
  std::vector<Statement> statements;
  statements.push_back({"DELETE FROM rebuild WHERE swapped = ?1 AND folded = ?2 AND worked_at = ?3",
                        {std::int64_t{seen.swapped}, seen.folded, seen.worked_at}});
  co_return co_await attempt(std::move(statements));
}

std::vector<Statement> page_statements(RebuildPage page, std::int64_t now) {
  std::vector<Statement> statements;
  statements.push_back(unless("NOT EXISTS (SELECT 1 FROM rebuild WHERE swapped = 0)", {}));
  statements.push_back({R"(UPDATE rebuild SET worked_at = ?3, upto = coalesce((
SELECT max(seq) FROM (
  SELECT seq, row_number() OVER (ORDER BY seq) AS number, sum(characters) OVER (ORDER BY seq) AS total
  FROM (SELECT seq, length(body) AS characters FROM events WHERE seq > (SELECT folded FROM rebuild) ORDER BY seq LIMIT ?1))
WHERE number = 1 OR total <= ?2), folded))",
                        {page.events, page.characters, now}});
  for (Statement& statement : rebuild_statements())
    statements.push_back({aimed_at_rebuilt(statement.sql), {}});
  return statements;
}

Task<Result<bool>> fold_page(RebuildPage page) {
  const std::int64_t now = co_await perform(Now{});
  co_return co_await attempt(page_statements(page, now));
}

/// The last page, and the exchange of the tables if nothing is left then.
Task<Result<bool>> swap(RebuildPage page) {
  const std::int64_t now = co_await perform(Now{});
  std::vector<Statement> statements = page_statements(page, now);
  statements.push_back(
      unless("(SELECT folded FROM rebuild) < (SELECT coalesce(max(seq), 0) FROM events)", {}));
  for (const std::string_view table : projections()) {
    const std::string name(table);
    statements.push_back(
        {"ALTER TABLE " + name + " RENAME TO " + std::string(kReplaced) + name, {}});
    statements.push_back(
        {"ALTER TABLE " + std::string(kRebuilt) + name + " RENAME TO " + name, {}});
  }
  statements.push_back({"UPDATE clock SET folded = (SELECT folded FROM rebuild)", {}});
  statements.push_back({"UPDATE rebuild SET swapped = 1", {}});
  statements.push_back({"DELETE FROM analytics_cache", {}});
  co_return co_await attempt(std::move(statements));
}

/// A log of one page is folded anew where its tables are: nobody sees them between.
Task<Result<bool>> fold_in_place(RebuildPage page) {
  std::vector<Statement> statements;
  statements.push_back(unless("EXISTS (SELECT 1 FROM rebuild)", {}));
  statements.push_back(unless("(SELECT count(*) > ?1 OR total(length(body)) > ?2 FROM events)",
                              {page.events, page.characters}));
  for (const std::string_view table : projections())
    statements.push_back({"DELETE FROM " + std::string(table), {}});
  statements.push_back({"UPDATE clock SET folded = 0", {}});
  for (Statement& statement : rebuild_statements()) statements.push_back(std::move(statement));
  statements.push_back({"DELETE FROM analytics_cache", {}});
  co_return co_await attempt(std::move(statements));
}

}  // namespace

Task<Result<RebuildState>> rebuild(RebuildPage page) {
  RebuildState state;
  bool exchanged = true;
  bool in_place = true;
  for (int step = 0; step < kMostSteps; ++step) {
    CO_TRY(const Look seen, look(page.events));
    state.position = seen.folded;
    state.of = seen.last;
    if (!seen.under_way() && !seen.tables.empty()) {
      CO_TRY(const bool dropped, drop(seen.tables.front()));
      static_cast<void>(dropped);
    } else if (seen.swapped) {
      CO_TRY(state.done, give_up(seen));
      if (state.done) co_return state;
    } else if (!seen.begun && in_place && seen.left <= page.events) {
      CO_TRY(in_place, fold_in_place(page));
      if (in_place) co_return RebuildState{true, seen.last, seen.last};
    } else if (!seen.begun) {
      CO_TRY(const bool begun, begin());
      static_cast<void>(begun);
    } else if (!seen.complete()) {
      CO_TRY(const bool ended, give_up(seen));
      static_cast<void>(ended);
    } else if (exchanged && seen.left <= page.events) {
      CO_TRY(exchanged, swap(page));
    } else {
      CO_TRY(const bool folded, fold_page(page));
      static_cast<void>(folded);
      CO_TRY(const Look after, look(page.events));
      co_return RebuildState{false, after.folded, after.last};
    }
  }
  co_return state;
}

Task<Result<std::int64_t>> drop_abandoned_rebuild(std::int64_t before, std::int64_t most) {
  CO_TRY(Look seen, look(1));
  if (seen.under_way() && seen.worked_at >= before) co_return 0;
  if (seen.begun) {
    CO_TRY(const bool ended, give_up(seen));
    if (!ended) co_return 0;
  }
  std::int64_t count = 0;
  for (const std::string& table : seen.tables) {
    if (count == most) break;
    CO_TRY(const bool dropped, drop(table));
    if (dropped) ++count;
  }
  co_return count;
}

}  // namespace baton
