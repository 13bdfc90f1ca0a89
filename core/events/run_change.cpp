#include "core/events/run_change.hpp"

#include <optional>

#include "core/store/read.hpp"
#include "core/store/repeat.hpp"

namespace baton {
namespace {

/// Whether the event is in the log, which it is with its whole change; with the change's reads.
Task<Result<std::optional<std::vector<Rows>>>> find_change(std::string event_id,
                                                           std::vector<Statement> reads) {
  reads.insert(reads.begin(), {"SELECT 1 FROM events WHERE id = ?1", {std::move(event_id)}});
  CO_TRY(std::vector<Rows> rows, read_all(std::move(reads)));
  if (rows.front().empty()) co_return std::nullopt;
  co_return std::move(rows);
}

}  // namespace

Task<Result<std::vector<Rows>>> run_change(Batch batch, std::string event_id, std::size_t reads) {
  if (event_id.empty()) co_return co_await run_repeatable(std::move(batch));
  for (int repeats = 0;; ++repeats) {
    Batch::Reply reply = co_await perform_repeatable(batch);
    const bool transient = is_transient(reply);
    if (reply || (!transient && repeats == 0)) co_return reply;
    if (transient) co_await wait_to_repeat(repeats + 1);
    auto found = co_await find_change(
        event_id,
        {batch.statements.end() - static_cast<std::ptrdiff_t>(reads), batch.statements.end()});
    if (!found) co_return std::unexpected(connection_lost(true));
    if (*found) co_return **std::move(found);
    if (!transient) co_return reply;
    if (repeats == kMostRepeats) co_return std::unexpected(connection_lost(true));
  }
}

}  // namespace baton
