#include "core/upkeep/daily.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/events/rebuild.hpp"
#include "core/events/text_index.hpp"
#include "core/growth/statistics.hpp"
#include "core/http/answer.hpp"
#include "core/memory/search_index.hpp"
#include "core/purge/received.hpp"
#include "core/store/read.hpp"
#include "core/sync/receive.hpp"
#include "core/upkeep/prune.hpp"

namespace baton::upkeep {
namespace {

constexpr std::int64_t kDay = 24 * 60 * 60 * 1000;
constexpr std::int64_t kMostTables = 4;
constexpr std::int64_t kMostFigures = 20;

/// What was done, and whether all of it.
struct Part {
  Json done;
  bool complete = true;
};

Task<Result<Part>> drop_tables(std::int64_t now) {
  CO_TRY(const std::int64_t count, drop_abandoned_rebuild(now - kDay, kMostTables));
  co_return Part{count, count < kMostTables};
}

Task<Result<Part>> prune(std::int64_t now) {
  std::vector<Statement> statements;
  for (const Prunable& prunable : prunables()) {
    Statement& statement = statements.emplace_back(std::string(prunable.sql), std::vector<Value>{});
    if (contains(prunable.sql, "?1")) statement.parameters.emplace_back(to_iso8601(now));
  }
  CO_TRY(const std::vector<Rows> rows, read_all(std::move(statements)));
  Part part{Json::object()};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    part.done[std::string(prunables()[i].what)] = rows[i].size();
    part.complete = part.complete && rows[i].size() < kMostPruned;
  }
  co_return part;
}

Task<Result<Part>> go_on_with_index(memory::IndexState before) {
  CO_TRY(const memory::IndexState after, memory::make_index({}));
  co_return Part{after.position - before.position, !after.missing};
}

Task<Result<Part>> index_waiting() {
  std::vector<Statement> statements = text_index_statements(1);
  statements.insert(statements.begin(), texts_waiting());
  CO_TRY(const std::vector<Rows> rows, read_all(std::move(statements)));
  co_return Part{integer_at(rows[0][0], 0)};
}

Task<Result<Part>> index_texts() {
  CO_TRY(const memory::IndexState state, memory::index_state());
  if (state.being_made) co_return co_await go_on_with_index(state);
  if (state.missing) co_return Part{0};
  co_return co_await index_waiting();
}

Task<Result<Part>> refresh_figures() {
  CO_TRY(const std::int64_t count, growth::refresh_cache(kMostFigures));
  co_return Part{count, count < kMostFigures};
}

}  // namespace

Task<Result<Response>> daily(Context& /*context*/, Request /*request*/) {
  const std::int64_t now = co_await perform(Now{});
  CO_TRY(const Part tables, drop_tables(now));
  CO_TRY(const Part pruned, prune(now));
  CO_TRY(const bool purged, purge::finish_received(1));
  CO_TRY(const bool replayed, sync::replay_later(sync::kKnownVersion));
  static_cast<void>(replayed);
  CO_TRY(const bool folded, sync::fold_stale_page());
  CO_TRY(const Part texts, index_texts());
  CO_TRY(const Part figures, refresh_figures());
  const Json data = {{"done", purged && folded && tables.complete && pruned.complete &&
                                  texts.complete && figures.complete},
                     {"dropped_tables", tables.done},
                     {"pruned", pruned.done},
                     {"indexed_texts", texts.done},
                     {"refreshed_figures", figures.done}};
  co_return answer(to_text(data));
}

}  // namespace baton::upkeep
