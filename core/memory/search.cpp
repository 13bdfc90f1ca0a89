#include "core/memory/search.hpp"

#include <algorithm>
#include <charconv>

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/events/text_index.hpp"
#include "core/http/answer.hpp"
#include "core/memory/search_index.hpp"
#include "core/projects/named.hpp"
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

// Parameters: ?1 the terms that must all be there, an FTS5 expression, ?2 kind or '', ?3 the
// project's id or uid, 0 for all, ?4 limit, ?5 offset, ?6 the terms as a JSON array. An empty
// phrase matches nothing: so a part is left out by what it depends on in the store.

/// The texts that hold all terms, and whether they are more than are worth ranking: counting stops
/// where that is known.
constexpr const char* kWhole =
    "WITH whole (id) AS MATERIALIZED (SELECT rowid FROM texts_index WHERE texts_index MATCH ?1 "
    "LIMIT "
    "5001), amount (many) AS MATERIALIZED (SELECT count(*) > 5000 FROM whole) ";

/// Terms that are frequent: in more than 5 % of the texts, though a store of 1,000 has none.
constexpr const char* kFrequent =
    "(SELECT count(*) > max(50, (SELECT coalesce(max(id), 0) / 20 FROM texts)) FROM (SELECT rowid "
    "FROM texts_index WHERE texts_index MATCH t.value LIMIT 1 + max(50, (SELECT coalesce(max(id), "
    "0) "
    "/ 20 FROM texts))))";

/// The things that hold the texts `id` of a table, and which of them are wanted.
std::string things_of(const std::string& id, const std::string& project_column) {
  const std::string project = "(?3 = 0 OR $.id = " + id_of_project(project_column, "?3") + ")";
  const auto of_project = [&](const char* alias) {
    std::string condition = project;
    return condition.replace(condition.find('$'), 1, alias);
  };
  return " LEFT JOIN conversation_history h ON h.id = (SELECT min(o.id) FROM conversation_history "
         "o "
         "  JOIN sessions z ON z.id = o.session_id JOIN projects q ON q.id = z.project_id "
         "  WHERE o.text_id = " +
         id + " AND z.deleted = 0 AND q.deleted = 0 AND " + of_project("q") +
         ") LEFT JOIN handoff_documents d ON h.id IS NULL AND d.id = (SELECT max(o.id) FROM "
         "  handoff_documents o WHERE o.text_id = " +
         id +
         ") "
         "LEFT JOIN knowledge_base k ON h.id IS NULL AND d.id IS NULL AND "
         "  k.text_id = " +
         id +
         " AND k.deleted = 0 "
         "LEFT JOIN sessions s ON s.id = coalesce(h.session_id, d.session_id) "
         "LEFT JOIN session_numbers n ON n.session_id = s.id "
         "LEFT JOIN projects p ON p.id = coalesce(s.project_id, k.project_id) "
         "WHERE coalesce(h.id, d.id, k.id) IS NOT NULL "
         "AND coalesce(p.deleted, 0) = 0 AND coalesce(s.deleted, 0) = 0 "
         "AND (?2 = '' OR ?2 = CASE WHEN h.id IS NOT NULL THEN 'turn' WHEN d.id IS NOT NULL "
         "THEN 'handoff' ELSE 'knowledge' END) AND " +
         of_project("p");
}

constexpr const char* kHit =
    "SELECT json_object('kind', CASE WHEN h.id IS NOT NULL THEN 'turn' WHEN d.id IS NOT NULL "
    "THEN 'handoff' ELSE 'knowledge' END, 'id', coalesce(h.id, d.id, k.id), 'uid', "
    "coalesce(h.uid, d.uid, k.uid), 'project_id', p.id, 'project_name', p.name, 'session_id', "
    "s.id, "
    "'session_uid', s.uid, 'session_number', n.session_number, 'turn_number', h.turn_number, "
    "'role', "
    "h.role, 'title', coalesce(k.title, s.title), 'snippet', snippet(texts_index, 0, '«', '»', "
    "'…', "
    "24), 'created_at', coalesce(h.created_at, d.created_at, k.created_at), 'score', ";

struct Query {
  std::vector<std::string> terms;
  std::string kind;
  std::string project_sent;  ///< "" for all
  Key project{"id", 0};
  std::int64_t limit = kDefaultLimit;
  std::int64_t offset = 0;

  /// Rows of a hit and of `part`. `matching` is SQL for the FTS5 expression.
  std::string hits(int part, Order order, const std::string& matching,
                   std::string_view condition = {}) const {
    return "SELECT hit, " + std::to_string(part) + " AS part FROM (" + kHit + order.score +
           ") AS hit FROM texts_index" + things_of("texts_index.rowid", project.column) +
           " AND texts_index MATCH (SELECT " + matching + " FROM amount)" + std::string(condition) +
           " " + order.clause + " LIMIT ?4 OFFSET ?5)";
  }
  /// Texts that hold some of the rarer terms, where too few hold all. The plus keeps SQLite from
  /// seeking each of those that do.
  std::string rest() const {
    const std::string enough = "(SELECT count(*) >= ?4 FROM (SELECT 1 FROM whole" +
                               things_of("whole.id", project.column) + " LIMIT ?4))";
    const std::string rare =
        "(SELECT group_concat(t.value, ' OR ') FROM json_each(?6) t WHERE NOT " +
        std::string(kFrequent) + ")";
    return hits(1, kBestFirst,
                "CASE WHEN many OR json_array_length(?6) < 2 OR ?5 > 0 OR " + enough +
                    " THEN '\"\"' ELSE coalesce(" + rare + ", '\"\"') END",
                " AND +texts_index.rowid NOT IN (SELECT id FROM whole)");
  }
  Statement statement() const {
    return {"SELECT hit, part FROM (" + std::string(kWhole) +
                hits(0, kBestFirst, "CASE WHEN many THEN '\"\"' ELSE ?1 END") + " UNION ALL " +
                hits(0, kNewestFirst, "CASE WHEN many THEN ?1 ELSE '\"\"' END") + " UNION ALL " +
                rest() + ")",
            {joined(terms, " AND "), kind, project.value, limit, offset, to_text(Json(terms))}};
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
  query.project_sent = request.argument("project");
  if (!query.project_sent.empty()) {
    TRY(query.project, key_of(query.project_sent, "project"));
  }
  TRY(query.limit, number_argument(request, "limit", kDefaultLimit, 1, kMostLimit));
  TRY(query.offset, number_argument(request, "cursor", 0, 0, 100'000));
  return query;
}

/// What one batch answers.
struct Found {
  Rows hits;
  std::int64_t whole = 0;  ///< so many of them hold all terms
  bool stale = false;      ///< texts wait for the index
};

Found found_in(Rows rows, const Query& query) {
  Found found;
  for (Row& row : rows) {
    if (static_cast<std::int64_t>(found.hits.size()) == query.limit) break;
    if (integer_at(row, 1) == 0) ++found.whole;
    row.pop_back();
    found.hits.push_back(std::move(row));
  }
  return found;
}

Task<Result<Found>> find(const Query* query) {
  std::vector<Statement> statements;
  statements.push_back(
      {"SELECT 1 FROM projects WHERE id = " + id_of_project(query->project) + " AND deleted = 0",
       {query->project.value}});
  statements.push_back(texts_waiting());
  statements.push_back({"SELECT EXISTS (SELECT 1 FROM index_missing)", {}});
  statements.push_back(query->statement());
  auto outcome = co_await read_all(std::move(statements));
  if (!outcome || integer_at((*outcome)[2][0], 0) != 0) {
    CO_TRY(const IndexState index, index_state());
    if (index.missing) co_return std::unexpected(index_missing(index));
  }
  if (!outcome) co_return std::unexpected(std::move(outcome).error());
  std::vector<Rows> rows = *std::move(outcome);
  if (!query->project_sent.empty() && rows[0].empty())
    co_return std::unexpected(unknown("project", query->project_sent));
  Found found = found_in(std::move(rows[3]), *query);
  found.stale = integer_at(rows[1][0], 0) != 0;
  co_return found;
}

/// Faults that hinder writing and not reading.
bool only_hinders_writing(const Error& error) {
  return error.code == "read_only" || error.code == "disk_full" || error.code == "busy";
}

/// Likewise, with every text in the index; a store that cannot be written to is searched as it is.
Task<Result<Found>> find_in_all(const Query* query) {
  CO_TRY(Found found, find(query));
  if (!found.stale) co_return found;
  const auto indexed = co_await read_all(text_index_statements(1));
  if (!indexed && only_hinders_writing(indexed.error())) co_return found;
  if (!indexed) co_return std::unexpected(indexed.error());
  co_return co_await find(query);
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
  CO_CHECK(const Query query, query_of(request));
  CO_TRY(const Found found, find_in_all(&query));
  if (found.whole < query.limit) co_return answer(rows_json(found.hits));
  co_return answer(rows_json(found.hits),
                   R"("next_cursor":)" + json_quoted(std::to_string(query.offset + found.whole)));
}

}  // namespace baton::memory
