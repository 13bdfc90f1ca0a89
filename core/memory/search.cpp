#include "core/memory/search.hpp"

#include <algorithm>
#include <charconv>

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/events/text_index.hpp"
#include "core/http/answer.hpp"
#include "core/memory/search_index.hpp"
#include "core/store/read.hpp"

namespace baton::memory {
namespace {

constexpr std::size_t kMostTerms = 32;
constexpr std::size_t kMostTermBytes = 128;
constexpr std::int64_t kDefaultLimit = 20;
constexpr std::int64_t kMostLimit = 200;

bool searchable(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9') ||
         (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string joined(const std::vector<std::string>& terms, std::string_view by) {
  std::string text;
  for (const std::string& term : terms) text.append(text.empty() ? "" : by).append(term);
  return text;
}

/// Which of the matching texts are answered, and in what order.
struct Order {
  const char* score;
  const char* clause;
};
constexpr Order kBestFirst{"round(-texts_index.rank, 3)", "ORDER BY texts_index.rank"};
constexpr Order kNewestFirst{"0", "ORDER BY texts_index.rowid DESC"};

/// Leaves out the texts of a further expression, ?6. The plus keeps SQLite from seeking each of
/// them.
constexpr const char* kDoesNotHold =
    "AND +texts_index.rowid NOT IN (SELECT i.rowid FROM texts_index i WHERE i.texts_index MATCH "
    "?6) ";

/// ?1 the FTS5 expression, ?2 kind or '', ?3 project id or 0, ?4 limit, ?5 offset.
std::string select_hits(Order order, std::string_view condition) {
  return std::string(
             "SELECT json_object('kind', CASE WHEN h.id IS NOT NULL THEN 'turn' WHEN d.id IS NOT "
             "NULL "
             "THEN 'handoff' ELSE 'knowledge' END, 'id', coalesce(h.id, d.id, k.id), 'uid', "
             "coalesce(h.uid, d.uid, k.uid), "
             "'project_id', p.id, 'project_name', p.name, 'session_id', s.id, 'session_uid', "
             "s.uid, "
             "'session_number', n.session_number, 'turn_number', h.turn_number, 'role', h.role, "
             "'title', coalesce(k.title, s.title), 'snippet', "
             "snippet(texts_index, 0, '«', '»', '…', 24), 'created_at', "
             "coalesce(h.created_at, d.created_at, k.created_at), 'score', ") +
         order.score +
         ") FROM texts_index "
         "LEFT JOIN conversation_history h ON h.id = (SELECT min(o.id) FROM conversation_history o "
         "  JOIN sessions z ON z.id = o.session_id JOIN projects q ON q.id = z.project_id "
         "  WHERE o.text_id = texts_index.rowid AND z.deleted = 0 AND q.deleted = 0 "
         "  AND (?3 = 0 OR q.id = ?3)) "
         "LEFT JOIN handoff_documents d ON h.id IS NULL AND d.id = (SELECT max(o.id) FROM "
         "  handoff_documents o WHERE o.text_id = texts_index.rowid) "
         "LEFT JOIN knowledge_base k ON h.id IS NULL AND d.id IS NULL AND "
         "  k.text_id = texts_index.rowid AND k.deleted = 0 "
         "LEFT JOIN sessions s ON s.id = coalesce(h.session_id, d.session_id) "
         "LEFT JOIN session_numbers n ON n.session_id = s.id "
         "LEFT JOIN projects p ON p.id = coalesce(s.project_id, k.project_id) "
         "WHERE texts_index MATCH ?1 AND coalesce(h.id, d.id, k.id) IS NOT NULL "
         "AND coalesce(p.deleted, 0) = 0 AND coalesce(s.deleted, 0) = 0 "
         "AND (?2 = '' OR ?2 = CASE WHEN h.id IS NOT NULL THEN 'turn' WHEN d.id IS NOT NULL "
         "THEN 'handoff' ELSE 'knowledge' END) AND (?3 = 0 OR p.id = ?3) " +
         std::string(condition) + order.clause + " LIMIT ?4 OFFSET ?5";
}

struct Query {
  std::vector<std::string> terms;
  std::string kind;
  std::int64_t project = 0;
  std::int64_t limit = kDefaultLimit;
  std::int64_t offset = 0;

  Statement hits(Order order, std::string expression, std::string_view condition = {},
                 std::string other = {}) const {
    Statement statement{select_hits(order, condition),
                        {std::move(expression), kind, project, limit, offset}};
    if (!condition.empty()) statement.parameters.emplace_back(std::move(other));
    return statement;
  }
};

Result<Query> query_of(const Request& request) {
  Query query;
  query.terms = query_terms(request.argument("q"));
  if (query.terms.empty())
    return fail(Fault::invalid, "missing_field", "q must hold a word to look for.", "q");
  query.kind = request.argument("kind");
  if (!query.kind.empty() && query.kind != "turn" && query.kind != "handoff" &&
      query.kind != "knowledge")
    return fail(Fault::invalid, "invalid_field", "kind must be turn, handoff or knowledge.",
                "kind");
  TRY(query.limit, number_argument(request, "limit", kDefaultLimit, 1, kMostLimit));
  TRY(query.offset, number_argument(request, "cursor", 0, 0, 100'000));
  return query;
}

Task<Result<std::int64_t>> project_of(std::string sent) {
  if (sent.empty()) co_return 0;
  CO_CHECK(const Key key, key_of(sent, "project"));
  CO_TRY(const Row row,
         read_one(
             {"SELECT id FROM projects WHERE " + key.column + " = ?1 AND deleted = 0", {key.value}},
             "project", sent));
  co_return integer_at(row, 0);
}

/// What is known of a query before it is run.
struct Weighed {
  std::vector<std::string> rare;  ///< terms that are in at most 5 % of the texts
  bool many = false;              ///< more texts hold all terms than are worth ranking
  bool stale = false;             ///< texts wait for the index
};

constexpr std::int64_t kFewTexts = 1000;  ///< a store this small has no frequent terms
constexpr std::int64_t kMostRanked = 5000;

/// Counting stops where it is known that there are too many.
Task<Result<Weighed>> weigh(std::vector<std::string> terms) {
  std::vector<Statement> statements;
  statements.push_back(
      {"SELECT count(*) > ?2 FROM (SELECT rowid FROM texts_index WHERE texts_index MATCH "
       "?1 LIMIT 1 + ?2)",
       {joined(terms, " AND "), kMostRanked}});
  for (const std::string& term : terms)
    statements.push_back(
        {"SELECT count(*) > max(?2, (SELECT coalesce(max(id), 0) / 20 FROM texts)) FROM (SELECT "
         "rowid "
         "FROM texts_index WHERE texts_index MATCH ?1 LIMIT 1 + max(?2, (SELECT coalesce(max(id), "
         "0) / "
         "20 FROM texts)))",
         {term, kFewTexts / 20}});
  statements.push_back({"SELECT EXISTS (SELECT 1 FROM index_missing)", {}});
  statements.push_back(texts_waiting());
  auto outcome = co_await read_all(std::move(statements));
  if (!outcome || integer_at((*outcome)[terms.size() + 1][0], 0) != 0) {
    CO_TRY(const IndexState index, index_state());
    if (index.missing) co_return std::unexpected(index_missing(index));
  }
  if (!outcome) co_return std::unexpected(std::move(outcome).error());
  const std::vector<Rows>& rows = *outcome;
  Weighed weighed;
  weighed.stale = integer_at(rows.back()[0], 0) != 0;
  weighed.many = integer_at(rows[0][0], 0) != 0;
  for (std::size_t i = 0; i < terms.size(); ++i)
    if (!integer_at(rows[i + 1][0], 0)) weighed.rare.push_back(terms[i]);
  co_return weighed;
}

/// Faults that hinder writing and not reading.
bool only_hinders_writing(const Error& error) {
  return error.code == "read_only" || error.code == "disk_full" || error.code == "busy";
}

/// Likewise, with every text in the index; a store that cannot be written to is searched as it is.
Task<Result<Weighed>> weigh_all(std::vector<std::string> terms) {
  CO_TRY(Weighed weighed, weigh(terms));
  if (!weighed.stale) co_return weighed;
  const auto indexed = co_await read_all(text_index_statements(1));
  if (!indexed && only_hinders_writing(indexed.error())) co_return weighed;
  if (!indexed) co_return std::unexpected(indexed.error());
  co_return co_await weigh(std::move(terms));
}

}  // namespace

std::vector<std::string> query_terms(std::string_view query) {
  std::vector<std::string> terms;
  while (!query.empty() && terms.size() < kMostTerms) {
    const std::size_t end = query.find_first_of(" \t\r\n");
    const std::string_view word = cut(query.substr(0, end), kMostTermBytes);
    if (std::any_of(word.begin(), word.end(), searchable)) {
      std::string term = "\"";
      for (char c : word) term += c == '"' ? ' ' : c;
      term += '"';
      if (std::find(terms.begin(), terms.end(), term) == terms.end())
        terms.push_back(std::move(term));
    }
    if (end == std::string_view::npos) break;
    query.remove_prefix(end + 1);
  }
  return terms;
}

Task<Result<Response>> search(Context& /*context*/, Request request) {
  CO_CHECK(Query query, query_of(request));
  CO_TRY(query.project, project_of(std::string(request.argument("project"))));
  CO_TRY(const Weighed weighed, weigh_all(query.terms));
  const std::string all = joined(query.terms, " AND ");
  CO_TRY(Rows rows, read(query.hits(weighed.many ? kNewestFirst : kBestFirst, all)));
  const auto found = static_cast<std::int64_t>(rows.size());
  if (found < query.limit && query.terms.size() > 1 && query.offset == 0 && !weighed.rare.empty()) {
    Query rest = query;
    rest.limit -= found;
    CO_TRY(Rows more, read(rest.hits(kBestFirst, joined(weighed.rare, " OR "), kDoesNotHold, all)));
    for (Row& row : more) rows.push_back(std::move(row));
  }
  if (found < query.limit) co_return answer(rows_json(rows));
  co_return answer(rows_json(rows),
                   R"("next_cursor":)" + json_quoted(std::to_string(query.offset + found)));
}

}  // namespace baton::memory
