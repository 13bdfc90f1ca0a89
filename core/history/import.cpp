#include "core/history/import.hpp"

#include <algorithm>
#include <memory>

#include "core/events/store_texts.hpp"
#include "core/events/text_index.hpp"
#include "core/history/lines.hpp"
#include "core/http/answer.hpp"
#include "core/store/read.hpp"

namespace baton::history {
namespace {

constexpr std::size_t kLongestLine = 8'000'000;
constexpr std::size_t kWaitingBytes = 600'000;
constexpr std::size_t kWaitingTexts = 330;
constexpr std::size_t kMostRefused = 100;

/// What is given already stays; what cannot have its own id or number gets the next.
constexpr const char* kKeepIds = R"(INSERT OR IGNORE INTO ids (kind, id, uid)
SELECT value->>'kind', value->>'id', value->>'uid' FROM json_each(?1))";

constexpr const char* kMakeIds = R"(INSERT INTO ids (kind, id, uid)
SELECT kind, (SELECT max(i.id) FROM ids i WHERE i.kind = n.kind)
  + row_number() OVER (PARTITION BY kind ORDER BY id), uid
FROM (SELECT value->>'kind' AS kind, min(value->>'id') AS id, value->>'uid' AS uid FROM json_each(?1)
      WHERE value->>'uid' NOT IN (SELECT uid FROM ids) GROUP BY value->>'uid') n)";

constexpr const char* kKeepNumbers =
    R"(INSERT OR IGNORE INTO session_numbers (session_id, project_id, session_number)
SELECT s.id, p.id, e.value->>'session_number' FROM json_each(?1) e
JOIN ids s ON s.uid = e.value->>'uid' AND s.kind = 'session'
JOIN ids p ON p.uid = e.value->>'project' AND p.kind = 'project'
WHERE e.value->>'session_number' IS NOT NULL)";

constexpr const char* kKeepModels =
    R"(INSERT OR IGNORE INTO models (name, provider, url, model, key_name, context_tokens,
  timeout_seconds, preferred, created_at)
SELECT value->>'name', coalesce(value->>'provider', ''), coalesce(value->>'url', ''),
  coalesce(value->>'model', ''), coalesce(value->>'key_name', ''),
  coalesce(value->>'context_tokens', 8192), coalesce(value->>'timeout_seconds', 60),
  coalesce(value->>'preferred', 0) AND NOT EXISTS (SELECT 1 FROM models WHERE preferred = 1),
  coalesce(value->>'created_at', '')
FROM json_each(?1))";

struct Import {
  Lines lines;
  Waiting waiting;
  std::string rest;         ///< a line that has not ended yet
  std::int64_t before = 0;  ///< the end of the log when the import began
  std::int64_t added = 0;   ///< events
  Json refused = Json::array();
};

Task<Result<bool>> store_statements(std::vector<Statement> statements) {
  CO_TRY(const std::vector<Rows> none, read_all(std::move(statements)));
  co_return none.empty();
}

Task<Result<bool>> store_lists(Import* import) {
  std::vector<Statement> statements;
  if (!import->waiting.ids.empty()) {
    const std::string ids = to_text(import->waiting.ids);
    for (const char* sql : {kKeepIds, kMakeIds, kKeepNumbers}) statements.push_back({sql, {ids}});
  }
  if (!import->waiting.models.empty())
    statements.push_back({kKeepModels, {to_text(import->waiting.models)}});
  import->waiting.ids = Json::array();
  import->waiting.models = Json::array();
  if (statements.empty()) co_return true;
  co_return co_await store_statements(std::move(statements));
}

/// In the order of the file, which is that of the search's "newest".
Task<Result<bool>> store_texts(Import* import) {
  std::vector<StoredText> texts = std::move(import->waiting.texts);
  import->waiting.texts.clear();
  if (texts.empty()) co_return true;
  CO_TRY(const std::vector<Statement> none, store_ahead(text_statements(std::move(texts)), {0, 0}));
  static_cast<void>(none);
  co_return co_await store_statements(text_index_statements(kTextsToIndex));
}

Task<Result<bool>> store_events(Import* import) {
  if (import->waiting.events.empty()) co_return true;
  const std::vector<std::int64_t> lines = std::move(import->waiting.event_lines);
  std::vector<sync::ForeignEvent> events = std::move(import->waiting.events);
  import->waiting.events.clear();
  import->waiting.event_lines.clear();
  CO_TRY(const sync::Received received,
         sync::receive({.events = std::move(events), .texts = {}}, {}));
  const std::vector<sync::Receipt>& receipts = received.receipts;
  for (std::size_t i = 0; i < receipts.size(); ++i) {
    import->added += receipts[i].seq > import->before ? 1 : 0;
    if (!receipts[i].refused.empty() && import->refused.size() < kMostRefused)
      import->refused.push_back(
          {{"line", lines[i]}, {"id", receipts[i].id}, {"code", receipts[i].refused}});
  }
  co_return true;
}

Task<Result<bool>> store_waiting(Import* import) {
  CO_TRY(const bool lists, store_lists(import));
  CO_TRY(const bool texts, store_texts(import));
  CO_TRY(const bool events, store_events(import));
  import->waiting.bytes = 0;
  co_return lists&& texts&& events;
}

bool is_full(const Waiting& waiting) {
  return waiting.bytes >= kWaitingBytes || waiting.texts.size() >= kWaitingTexts ||
         waiting.ids.size() >= sync::kPageEvents || waiting.events.size() >= sync::kPageEvents;
}

Task<Result<bool>> take_line(Import* import, std::string line) {
  // A page of events has room for one more only if it does not make it too large.
  if (import->waiting.bytes + line.size() > sync::kPageBodies) {
    CO_TRY(const bool stored, store_waiting(import));
    static_cast<void>(stored);
  }
  const Result<bool> taken = import->lines.take(line, import->waiting);
  if (!taken) {
    CO_TRY(const bool stored, store_waiting(import));
    static_cast<void>(stored);
    co_return std::unexpected(taken.error());
  }
  if (!is_full(import->waiting)) co_return true;
  co_return co_await store_waiting(import);
}

Task<Result<bool>> take_piece(Import* import, std::string piece) {
  import->rest += piece;
  std::size_t at = 0;
  for (std::size_t end = 0; (end = import->rest.find('\n', at)) != std::string::npos;
       at = end + 1) {
    CO_TRY(const bool taken, take_line(import, import->rest.substr(at, end - at)));
    static_cast<void>(taken);
  }
  import->rest.erase(0, at);
  if (import->rest.size() <= kLongestLine) co_return true;
  co_return fail(Fault::too_large, "line_too_long",
                 "Line " + std::to_string(import->lines.number() + 1) +
                     " of the export has more than 8,000,000 bytes: no export has such lines.",
                 "line");
}

}  // namespace

Task<Result<Response>> import_all(Context& /*context*/, Request request) {
  CO_CHECK(const std::int64_t line, number_argument(request, "line", 0, 1, 1'000'000'000'000));
  auto import =
      std::make_unique<Import>(Import{Lines(line, line == 0), {}, {}, 0, 0, Json::array()});
  CO_TRY(const Rows end, read({"SELECT coalesce(max(seq), 0) FROM events", {}}));
  import->before = integer_at(end[0], 0);
  for (;;) {
    NextPiece next;
    CO_TRY(std::optional<std::string> piece, perform(next));
    if (!piece) break;
    CO_TRY(const bool taken, take_piece(import.get(), *std::move(piece)));
    static_cast<void>(taken);
  }
  if (!import->rest.empty()) {
    std::string last = std::move(import->rest);
    import->rest.clear();
    CO_TRY(const bool taken, take_line(import.get(), std::move(last)));
    static_cast<void>(taken);
  }
  CO_TRY(const bool stored, store_waiting(import.get()));
  static_cast<void>(stored);
  CO_CHECK(const bool whole, import->lines.finish());
  static_cast<void>(whole);
  Json report = import->lines.report();
  report["events_added"] = import->added;
  report["refused"] = std::move(import->refused);
  co_return answer(to_text(report));
}

}  // namespace baton::history
