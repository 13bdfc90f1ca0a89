#include "core/sync/server.hpp"

#include <algorithm>

#include "core/base/hash.hpp"
#include "core/base/json.hpp"
#include "core/base/json_in.hpp"
#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/http/answer.hpp"
#include "core/store/read.hpp"
#include "core/sync/numbers.hpp"
#include "core/sync/offer.hpp"
#include "core/sync/receive.hpp"

namespace baton::sync {
namespace {

constexpr std::size_t kMostDeviceName = 200;

Result<Place> place_in(std::string_view word, const char* field) {
  const auto place = place_of(word);
  if (place) return *place;
  return fail(Fault::invalid, "invalid_field",
              std::string(field) + " must be a cursor of this API, as it was given.", field);
}

/// Whether the place is one of this log: one row, 1 or 0.
Statement holds(const Place& place) {
  return {
      "SELECT CASE ?1 WHEN 0 THEN 1 ELSE (SELECT c.epoch = ?2 FROM clock c) AND EXISTS (SELECT 1 "
      "FROM events e, clock c WHERE e.seq = ?1 AND e.id = ?3 AND +e.workspace = c.workspace) END",
      {place.seq, place.epoch, place.id}};
}

/// Epoch, last seq and its id.
Statement end_of_log() {
  return {
      "SELECT c.epoch, coalesce(e.seq, 0), coalesce(e.id, '') FROM clock c LEFT JOIN events e ON "
      "e.seq = (SELECT x.seq FROM events x WHERE +x.workspace = (SELECT workspace FROM clock) "
      "ORDER BY x.seq DESC LIMIT 1)",
      {}};
}

std::unexpected<Error> epoch_changed() {
  return fail(Fault::conflict, "epoch_changed",
              "This store was restored from a copy, or is another one: offer everything again and "
              "ask from the beginning.");
}

struct Pushed {
  std::string device_id, device_name;
  Load load;
};

Result<Pushed> pushed_in(const Json& body) {
  Decoder decoder(body);
  Pushed pushed;
  pushed.device_id = text_in(object_in(body, "device"), "id");
  pushed.device_name = text_in(object_in(body, "device"), "name");
  if (pushed.device_id.empty() || pushed.device_id.size() > kMostDeviceName)
    decoder.refuse("device.id", "device.id must be the id of the device that pushes.");
  if (decoder.error()) return std::unexpected(*decoder.error());
  pushed.load = load_of(body);
  return pushed;
}

Statement register_device(const Pushed& pushed, const std::string& now) {
  return {
      "INSERT INTO devices (device_id, name, registered_at, seen_at) VALUES (?1, ?2, ?3, ?3) ON "
      "CONFLICT (device_id) DO UPDATE SET name = excluded.name, seen_at = excluded.seen_at",
      {pushed.device_id, std::string(cut(pushed.device_name, kMostDeviceName)), now}};
}

/// `{id: name}`: what people call the devices that are known here, this one too.
Statement device_names() {
  return {
      "SELECT json_group_object(device_id, name) AS names FROM (SELECT device_id, name FROM "
      "devices "
      "WHERE name <> '' UNION SELECT device_id, device_name FROM clock WHERE device_name <> '')",
      {}};
}

Json sessions_begun(const Load& load) {
  Json uids = Json::array();
  for (const ForeignEvent& event : load.events)
    if (event.type == "session.created") uids.push_back(event.entity_id);
  return uids;
}

Json receipt_json(const Receipt& receipt) {
  if (!receipt.refused.empty()) return {{"id", receipt.id}, {"refused", receipt.refused}};
  Json json = {{"id", receipt.id}, {"seq", receipt.seq}};
  if (!receipt.held) return json;
  json["device_id"] = receipt.held->device_id;
  json["device_seq"] = receipt.held->device_seq;
  json["hlc"] = receipt.held->hlc;
  return json;
}

Json receipts_json(const std::vector<Receipt>& receipts) {
  Json list = Json::array();
  for (const Receipt& receipt : receipts) list.push_back(receipt_json(receipt));
  return list;
}

/// The last place of this log that the receipts name.
std::string known_after(const std::vector<Receipt>& receipts, const std::string& epoch) {
  const auto last = std::ranges::max_element(
      receipts, [](const Receipt& a, const Receipt& b) { return a.seq < b.seq; });
  return last == receipts.end() ? std::string() : Place{epoch, last->seq, last->id}.word();
}

}  // namespace

Task<Result<Response>> push(Context& /*context*/, Request request) {
  CO_CHECK(const Place known, place_in(request.argument("known"), "known"));
  CO_CHECK(const Json body, body_of(request));
  CO_CHECK(Pushed pushed, pushed_in(body));
  CO_TRY(const Rows held, read(holds(known)));
  if (integer_at(held[0], 0) == 0) co_return epoch_changed();
  const std::int64_t now = co_await perform(Now{});
  Reception reception;
  reception.with = {register_device(pushed, to_iso8601(now)),
                    numbers_of(sessions_begun(pushed.load), known.seq), end_of_log()};
  CO_TRY(const Received received, receive(std::move(pushed.load), std::move(reception)));
  const std::string& epoch = text_at(received.rows[2][0], 0);
  const Json data = {{"epoch", epoch},
                     {"now", now},
                     {"receipts", receipts_json(received.receipts)},
                     {"known", known_after(received.receipts, epoch)}};
  std::string json = to_text(data);
  json.back() = ',';
  co_return answer(json + "\"numbers\":" + text_at(received.rows[1][0], 0) + '}');
}

Task<Result<Response>> pull(Context& /*context*/, Request request) {
  CO_CHECK(const Place since, place_in(request.argument("since"), "since"));
  CO_CHECK(const Place known, place_in(request.argument("known"), "known"));
  CO_CHECK(const std::int64_t limit,
           number_argument(request, "limit", kPageEvents, 1, kPageEvents));
  CO_TRY(const std::vector<Rows> rows,
         read_all({holds(since), holds(known), end_of_log(), page_for_device(since.seq, limit),
                   device_names()}));
  if (integer_at(rows[0][0], 0) == 0 || integer_at(rows[1][0], 0) == 0) co_return epoch_changed();
  const Row& end = rows[2][0];
  const Offer offer = offer_of(rows[3], since.seq, limit, integer_at(end, 1));
  const bool at_end = offer.cursor == integer_at(end, 1);
  const Place cursor{text_at(end, 0), offer.cursor,
                     at_end ? text_at(end, 2) : offer.load.events.back().id};
  const std::int64_t now = co_await perform(Now{});
  std::string json =
      "{\"epoch\":" + json_quoted(text_at(end, 0)) + ",\"now\":" + std::to_string(now) + ',';
  append_load(json, offer.load);
  json += ",\"devices\":" + text_at(rows[4][0], 0) + ",\"numbers\":" + to_text(offer.numbers) +
          ",\"cursor\":" + json_quoted(cursor.word()) +
          ",\"has_more\":" + (offer.more ? "true}" : "false}");
  co_return answer(json);
}

Task<Result<Response>> restored(Context& /*context*/, Request /*request*/) {
  const std::string entropy = co_await perform(Entropy{.bytes = 8});
  const std::string epoch = hex(entropy);
  CO_TRY(const Rows none, read({"UPDATE clock SET epoch = ?1", {epoch}}));
  static_cast<void>(none);
  const Json data = {{"epoch", epoch}};
  co_return answer(to_text(data));
}

}  // namespace baton::sync
