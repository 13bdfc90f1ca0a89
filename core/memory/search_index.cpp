#include "core/memory/search_index.hpp"

#include "core/base/json.hpp"
#include "core/http/answer.hpp"
#include "core/store/read.hpp"

namespace baton::memory {
namespace {

/// `clock.indexed` beyond every text: no change puts any into the index, and none seems to wait.
constexpr const char* kIndexNothing = "UPDATE clock SET indexed = 9007199254740991";

constexpr const char* kMakeIndex = R"(CREATE VIRTUAL TABLE texts_index USING fts5 (
  body, words, content='texts', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
))";
constexpr const char* kMakeTerms =
    "CREATE VIRTUAL TABLE texts_terms USING fts5vocab (texts_index, 'row')";

void add_dropping(std::vector<Statement>& statements) {
  for (const char* sql : {"DROP TABLE IF EXISTS texts_terms", "DROP TABLE IF EXISTS texts_index",
                          "DELETE FROM texts_missing", kIndexNothing})
    statements.push_back({sql, {}});
}

Statement mark_missing(Value position) {
  return {
      "INSERT INTO index_missing (one, position) VALUES (1, ?1) ON CONFLICT (one) DO UPDATE SET "
      "position = excluded.position",
      {std::move(position)}};
}

/// Begins with an index that is empty.
Task<Result<bool>> begin() {
  std::vector<Statement> statements;
  statements.push_back(mark_missing(std::int64_t{0}));
  add_dropping(statements);
  statements.push_back({kMakeIndex, {}});
  statements.push_back({kMakeTerms, {}});
  CO_TRY(const std::vector<Rows> none, read_all(std::move(statements)));
  co_return !none.empty();
}

/// The page ends the making if it reaches the last text. Without a row nothing is done.
Task<Result<bool>> add_page(IndexPage page) {
  std::vector<Statement> statements;
  statements.push_back({R"(UPDATE index_missing SET upto = coalesce((SELECT max(id) FROM (
  SELECT id, row_number() OVER (ORDER BY id) AS number, sum(length(body)) OVER (ORDER BY id) AS total
  FROM (SELECT id, coalesce(body, '') AS body FROM texts
        WHERE id > (SELECT position FROM index_missing) ORDER BY id LIMIT ?1))
WHERE number = 1 OR total <= ?2), position))",
                        {page.texts, page.characters}});
  for (const char* sql :
       {R"(INSERT INTO texts_index (rowid, body, words)
SELECT t.id, t.body, t.words FROM index_missing m CROSS JOIN texts t
WHERE t.id > m.position AND t.id <= m.upto AND t.body IS NOT NULL)",
        R"(INSERT INTO texts_missing (id)
SELECT t.id FROM index_missing m CROSS JOIN texts t
WHERE t.id > m.position AND t.id <= m.upto AND t.body IS NULL)",
        "UPDATE index_missing SET position = upto",
        R"(UPDATE clock SET indexed = (SELECT coalesce(max(id), 0) FROM texts)
WHERE (SELECT position FROM index_missing) = (SELECT coalesce(max(id), 0) FROM texts))",
        "DELETE FROM index_missing WHERE position = (SELECT coalesce(max(id), 0) FROM texts)"})
    statements.push_back({sql, {}});
  CO_TRY(const std::vector<Rows> none, read_all(std::move(statements)));
  co_return !none.empty();
}

}  // namespace

Task<Result<IndexState>> index_state() {
  std::vector<Statement> statements;
  statements.push_back(
      {"SELECT position IS NOT NULL, coalesce(position, 0) FROM index_missing", {}});
  statements.push_back({"SELECT coalesce(max(id), 0) FROM texts", {}});
  CO_TRY(const std::vector<Rows> rows, read_all(std::move(statements)));
  IndexState state;
  state.of = state.position = integer_at(rows[1][0], 0);
  state.missing = !rows[0].empty();
  if (!state.missing) co_return state;
  state.being_made = integer_at(rows[0][0], 0) != 0;
  state.position = integer_at(rows[0][0], 1);
  co_return state;
}

Task<Result<IndexState>> drop_index() {
  std::vector<Statement> statements;
  statements.push_back(mark_missing(std::monostate{}));
  add_dropping(statements);
  statements.push_back({"CREATE TABLE texts_index (body, words)", {}});
  CO_TRY(const std::vector<Rows> none, read_all(std::move(statements)));
  static_cast<void>(none);
  co_return co_await index_state();
}

Task<Result<IndexState>> make_index(IndexPage page) {
  CO_TRY(const IndexState before, index_state());
  if (!before.being_made) {
    CO_TRY(const bool begun, begin());
    static_cast<void>(begun);
  }
  CO_TRY(const bool added, add_page(page));
  static_cast<void>(added);
  co_return co_await index_state();
}

Error index_missing(const IndexState& state) {
  return {Fault::unavailable,
          "index_missing",
          state.being_made
              ? "The search index is being made again: " + std::to_string(state.position) + " of " +
                    std::to_string(state.of) +
                    " texts are in it. `baton doctor --index rebuild` "
                    "goes on with it."
              : "The search index was dropped: `baton doctor --index rebuild` makes it again.",
          {}};
}

Task<Result<Response>> change_index(Context& /*context*/, Request request) {
  CO_CHECK(const Json body, body_of(request));
  Decoder decoder(body);
  const std::string action = decoder.word_or("action", "", {"drop", "rebuild"});
  IndexPage page;
  page.texts = decoder.integer_or("texts", page.texts, 1, 10'000);
  if (action.empty()) decoder.refuse("action", "action must be drop or rebuild.", "missing_field");
  if (decoder.error()) co_return std::unexpected(*decoder.error());
  IndexState state;
  if (action == "drop") {
    CO_TRY(state, drop_index());
  } else {
    CO_TRY(state, make_index(page));
  }
  const bool done = state.missing == (action == "drop");
  co_return answer(std::string(R"({"done":)") + (done ? "true" : "false") + R"(,"position":)" +
                   std::to_string(state.position) + R"(,"of":)" + std::to_string(state.of) + "}");
}

}  // namespace baton::memory
