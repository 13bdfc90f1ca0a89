#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/base/task.hpp"
#include "core/redact/redact.hpp"
#include "core/store/batch.hpp"

namespace baton {

/// An event before the store stamps it. `type` is `KIND.WHAT` (project.created, session.appended,
/// …), `entity_id` the uid of what it is about. `body` is a JSON object with any of
///   "set":   {field: scalar or array}     the last writer of each field wins
///   "turns": [{u, r, k, h, p, t, n, a, y, x}]  turns added to a session: uid, role, kind, text
///   hash,
///            piece, time, tool name, agent, typed, failed
///   "files": [{path, change}]             what a session did to files
///   "use":   {success}                    one use of a knowledge item
///   "usage": [{m, n, t, i, o, w, r}]      what answers of a model's API took: message id, model,
///            time, tokens in, out, written to and read from the cache
struct Event {
  std::string type;
  std::string entity_id;
  std::string body;
};

/// A text to be stored once under `hash` (core/base/hash.hpp). At most kTextBytes long.
struct StoredText {
  std::string hash;
  std::string body;
};

/// Longer texts of turns are stored in pieces.
inline constexpr std::size_t kPieceBytes = 256 * 1024;

/// A text can be read as one JSON string within D1's 2 MB even if all of it is escaped; an event's
/// body can be written as one.
inline constexpr std::size_t kTextBytes = 300'000;
inline constexpr std::size_t kEventBytes = 900'000;

/// One atomic change: the events with their texts, on condition that every guard holds.
struct Change {
  std::vector<Statement> guards;  ///< made by `unless`
  std::vector<StoredText> texts;
  std::vector<Event> events;
  std::vector<Statement> reads;  ///< run after the fold, in the same batch
};

/// A guard: the change fails with code "guard" if `condition` (SQL with ?1 …) is true.
Statement unless(std::string condition, std::vector<Value> parameters);

/// `text` masked and ready to be stored; its hash goes into an event.
StoredText stored_text(std::string_view text, MaskCounts& masked);

/// Appends the change's events to the log and folds them into the projections, as one batch: the
/// clock row is advanced in SQL and stamps hlc and device_seq, so writers never race. Secrets in
/// the bodies are masked. Afterwards whoever follows the log is nudged (`Publish`). The answer
/// holds the rows of each statement of `reads`. Texts that have
/// no room in the batch are stored before it. After a transient error it is repeated where the log
/// shows that it was not done. 413 `too_large` for a text or an event's body beyond its limit, or
/// for events that do not fit into one batch.
Task<Result<std::vector<Rows>>> commit(Change change);

}  // namespace baton
