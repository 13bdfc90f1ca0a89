#include "core/events/event.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

#include "core/base/hash.hpp"
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/base/uuid.hpp"
#include "core/events/fold.hpp"
#include "core/events/run_change.hpp"
#include "core/events/store_texts.hpp"

namespace baton {
namespace {

constexpr const char* kAdvanceClock = R"(UPDATE clock SET
  counter = CASE WHEN ?1 > milliseconds OR counter = 65535 THEN 0 ELSE counter + 1 END,
  milliseconds = CASE WHEN ?1 > milliseconds THEN ?1
                      WHEN counter = 65535 THEN milliseconds + 1 ELSE milliseconds END,
  device_seq = device_seq + ?2)";

constexpr const char* kInsertEvents = R"(INSERT INTO events
  (id, workspace, device_id, device_seq, hlc, type, v, entity_id, body, body_hash, at)
SELECT e.value->>'id', c.workspace, c.device_id, c.device_seq - ?2 + 1 + e.key,
  printf('%012x%04x', c.milliseconds, c.counter), e.value->>'type', 1, e.value->>'entity',
  e.value->>'body', e.value->>'hash',
  strftime('%Y-%m-%dT%H:%M:%fZ', c.milliseconds / 1000.0, 'unixepoch')
FROM json_each(?1) e, clock c)";

/// A bound value stays below D1's limit even if each of its bytes is escaped by another.
constexpr std::size_t kStatementBytes = 900'000;

void append_member(std::string& json, const char* name, std::string_view value) {
  json += json.ends_with('{') ? "\"" : ",\"";
  json += name;
  json += "\":";
  append_quoted(json, value);
}

std::string event_json(const Event& event, const std::string& id) {
  std::string json = "{";
  append_member(json, "id", id);
  append_member(json, "type", event.type);
  append_member(json, "entity", event.entity_id);
  append_member(json, "body", event.body);
  append_member(json, "hash", text_hash(event.body));
  return json + '}';
}

std::vector<std::string> event_ids(std::int64_t now, std::string_view entropy, std::size_t count) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < count; ++i)
    ids.push_back(uuid_v7(now, entropy.substr(8 * i), static_cast<unsigned>(i)));
  return ids;
}

/// In as many statements as their size asks for. Each knows how many of the change's events come
/// from its first on: the clock has counted all of them already.
void add_events(const std::vector<Event>& events, const std::vector<std::string>& ids,
                std::vector<Statement>& statements) {
  std::string json;
  auto left = static_cast<std::int64_t>(events.size());
  const auto flush = [&](std::int64_t left_after) {
    if (!json.empty()) statements.push_back({kInsertEvents, {"[" + json + "]", left}});
    json.clear();
    left = left_after;
  };
  for (std::size_t i = 0; i < events.size(); ++i) {
    const std::string one = event_json(events[i], ids[i]);
    if (json.size() + one.size() > kStatementBytes)
      flush(static_cast<std::int64_t>(events.size() - i));
    json += (json.empty() ? "" : ",") + one;
  }
  flush(0);
}

/// What would not fit the store's limits, if anything.
std::optional<Error> too_large(const Change& change) {
  const auto refuse = [](const char* what, std::size_t size, std::size_t most) {
    return Error{Fault::too_large,
                 "too_large",
                 std::string(what) + " has " + std::to_string(size) + " bytes; at most " +
                     std::to_string(most) + " can be stored.",
                 {}};
  };
  for (const StoredText& text : change.texts)
    if (text.body.size() > kTextBytes) return refuse("A text", text.body.size(), kTextBytes);
  for (const Event& event : change.events)
    if (event.body.size() > kEventBytes)
      return refuse("What is to be changed", event.body.size(), kEventBytes);
  return std::nullopt;
}

Error too_much() {
  return {Fault::too_large,
          "too_large",
          "This is more than can be stored as one change: send it in parts.",
          {}};
}

std::vector<std::string_view> kinds_of(const std::vector<Event>& events) {
  std::vector<std::string_view> kinds;
  for (const Event& event : events) {
    const std::string_view type = event.type;
    const std::string_view kind = type.substr(0, type.find('.'));
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) kinds.push_back(kind);
  }
  return kinds;
}

void mask_bodies(std::vector<Event>& events) {
  MaskCounts counts;
  for (Event& event : events)
    if (event.type != "session.appended") event.body = mask_secrets(event.body, counts);
}

}  // namespace

Statement unless(std::string condition, std::vector<Value> parameters) {
  return {"INSERT INTO guard (failed) SELECT 'failed' WHERE " + std::move(condition),
          std::move(parameters)};
}

StoredText stored_text(std::string_view text, MaskCounts& masked) {
  std::string body = mask_secrets(text, masked);
  std::string hash = text_hash(body);
  return {std::move(hash), std::move(body)};
}

Task<Result<std::vector<Rows>>> commit(Change change) {
  const std::int64_t now = co_await perform(Now{});
  const std::string entropy = co_await perform(Entropy{.bytes = 8 * change.events.size()});
  mask_bodies(change.events);
  if (auto error = too_large(change)) co_return std::unexpected(*std::move(error));
  const std::vector<std::string> ids = event_ids(now, entropy, change.events.size());

  std::vector<Statement> texts = text_statements(std::move(change.texts));
  Batch batch;
  batch.statements = std::move(change.guards);
  const std::size_t guards = batch.statements.size();
  const auto count = static_cast<std::int64_t>(change.events.size());
  batch.statements.push_back({kAdvanceClock, {now, count}});
  add_events(change.events, ids, batch.statements);
  for (Statement& statement : fold_and_index_statements(kinds_of(change.events)))
    batch.statements.push_back(std::move(statement));
  const std::size_t reads = change.reads.size();
  for (Statement& statement : change.reads) batch.statements.push_back(std::move(statement));
  if (!fits_a_batch(batch.statements)) co_return std::unexpected(too_much());

  CO_TRY(texts, store_ahead(std::move(texts), room_beside(batch.statements)));
  batch.statements.insert(batch.statements.begin() + static_cast<std::ptrdiff_t>(guards),
                          std::make_move_iterator(texts.begin()),
                          std::make_move_iterator(texts.end()));
  CO_TRY(std::vector<Rows> rows,
         run_change(std::move(batch), ids.empty() ? std::string() : ids.front(), reads));
  co_await perform(Publish{});
  rows.erase(rows.begin(), rows.end() - static_cast<std::ptrdiff_t>(reads));
  co_return rows;
}

}  // namespace baton
