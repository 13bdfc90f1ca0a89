#include "core/sync/receive.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <optional>
#include <set>

#include "core/base/hash.hpp"
#include "core/base/json_in.hpp"
#include "core/base/time.hpp"
#include "core/events/fold.hpp"
#include "core/events/store_texts.hpp"
#include "core/http/answer.hpp"
#include "core/purge/job.hpp"
#include "core/purge/received.hpp"
#include "core/redact/redact.hpp"
#include "core/store/read.hpp"

namespace baton::sync {
namespace {

constexpr std::size_t kMostName = 200;
constexpr std::string_view kPurgedType = "store.purged";
constexpr int kPurgeParts = 20;  ///< the daily upkeep does the rest

/// Neither a known id nor a taken place of a device is inserted; the answer says which it was.
/// LIMIT keeps the rows of the JSON apart from what is read out of each, which would make it anew.
constexpr const char* kInsertForeign = R"(INSERT INTO events
  (id, workspace, device_id, device_seq, hlc, type, v, entity_id, body, body_hash, at)
SELECT e.event->>'id', c.workspace, e.event->>'device_id', e.event->>'device_seq',
  e.event->>'hlc', e.event->>'type', e.event->>'v', e.event->>'entity_id', e.event->>'body',
  e.event->>'body_hash', e.event->>'at'
FROM (SELECT value AS event, key FROM json_each(?1) LIMIT -1) e, clock c
WHERE e.event->>'device_id' <> c.device_id
  AND NOT EXISTS (SELECT 1 FROM events x WHERE x.id = e.event->>'id')
  AND NOT EXISTS (SELECT 1 FROM events x WHERE x.workspace = c.workspace
    AND x.device_id = e.event->>'device_id' AND x.device_seq = e.event->>'device_seq')
ORDER BY e.key)";

constexpr const char* kMoveClock = R"(UPDATE clock SET
  counter = CASE WHEN ?1 > milliseconds THEN ?2
                 WHEN ?1 = milliseconds THEN max(counter, ?2) ELSE counter END,
  milliseconds = max(milliseconds, ?1))";

/// An id that another workspace has is held, and as an event that differs: no body has its hash.
constexpr const char* kSelectHeld = R"(SELECT coalesce(x.seq, 0) AS seq,
  CASE x.workspace WHEN c.workspace THEN x.body_hash ELSE '' END AS body_hash,
  x.device_id AS device_id, x.device_seq AS device_seq,
  x.hlc AS hlc FROM json_each(?1) e CROSS JOIN clock c LEFT JOIN events x ON x.id = e.value ORDER BY e.key)";

std::optional<std::int64_t> hexadecimal(std::string_view text) {
  std::int64_t number = 0;
  for (const char digit : text)
    if (!(digit >= '0' && digit <= '9') && !(digit >= 'a' && digit <= 'f')) return std::nullopt;
  std::from_chars(text.data(), text.data() + text.size(), number, 16);
  return number;
}

bool is_name(std::string_view text) { return !text.empty() && text.size() <= kMostName; }

bool is_well_formed(const ForeignEvent& event) {
  const std::size_t dot = event.type.find('.');
  if (!is_name(event.id) || !is_name(event.device_id) || !is_name(event.entity_id) ||
      !is_name(event.type) || !is_name(event.body_hash) || dot == 0 || dot == std::string::npos ||
      event.type.find(':') != std::string::npos || event.device_seq < 1 || event.v < 1 ||
      event.hlc.size() != 16 || !hexadecimal(event.hlc))
    return false;
  const Result<Json> body = parse_json(event.body);
  return body && body->is_object();
}

/// Why the event is refused whatever the log holds; "" if it is not.
std::string fault_in(const ForeignEvent& event, std::int64_t now) {
  if (event.body.size() > kEventBytes) return "too_large";
  if (!is_well_formed(event)) return "invalid_event";
  return *hexadecimal(event.hlc.substr(0, 12)) > now + kMostAhead ? "clock_ahead" : "";
}

std::string type_held(const ForeignEvent& event) {
  return event.v > kKnownVersion ? std::string(kLater) + event.type : event.type;
}

Json foreign_json(const ForeignEvent& event) {
  return {{"id", event.id},
          {"device_id", event.device_id},
          {"device_seq", event.device_seq},
          {"hlc", event.hlc},
          {"type", type_held(event)},
          {"v", event.v},
          {"entity_id", event.entity_id},
          {"body", event.body},
          {"body_hash", event.body_hash},
          {"at", to_iso8601(*hexadecimal(event.hlc.substr(0, 12)))}};
}

/// By id or by place; a statement does not see what it inserts itself.
bool twice(const std::vector<const ForeignEvent*>& group, const ForeignEvent& event) {
  return std::any_of(group.begin(), group.end(), [&](const ForeignEvent* other) {
    return other->id == event.id ||
           (other->device_id == event.device_id && other->device_seq == event.device_seq);
  });
}

/// The events to insert, and of those that stand twice the first alone.
std::vector<const ForeignEvent*> distinct(const std::vector<ForeignEvent>& events,
                                          const std::vector<Receipt>& receipts) {
  std::vector<const ForeignEvent*> chosen;
  for (std::size_t i = 0; i < events.size(); ++i)
    if (receipts[i].refused.empty() && !twice(chosen, events[i])) chosen.push_back(&events[i]);
  return chosen;
}

std::vector<Statement> insertion(const std::vector<const ForeignEvent*>& events) {
  Json list = Json::array();
  std::string last;
  for (const ForeignEvent* event : events) {
    list.push_back(foreign_json(*event));
    last = std::max(last, event->hlc);
  }
  if (last.empty()) return {};
  return {{kInsertForeign, {to_text(list)}},
          {kMoveClock, {*hexadecimal(last.substr(0, 12)), *hexadecimal(last.substr(12))}}};
}

void hold(Receipt& receipt, const ForeignEvent& event, const Row& held) {
  receipt.seq = integer_at(held, 0);
  Stamp stamp{event.id, text_at(held, 2), integer_at(held, 3), text_at(held, 4)};
  if (stamp != Stamp{event.id, event.device_id, event.device_seq, event.hlc})
    receipt.held = std::move(stamp);
}

void judge(const std::vector<ForeignEvent>& events, const Rows& held,
           std::vector<Receipt>& receipts) {
  for (std::size_t i = 0; i < events.size(); ++i) {
    Receipt& receipt = receipts[i];
    if (integer_at(held[i], 0) == 0) {
      if (receipt.refused.empty()) receipt.refused = "device_forked";
    } else if (text_at(held[i], 1) != events[i].body_hash) {
      receipt.refused = "event_differs";
    } else {
      receipt.refused.clear();
      hold(receipt, events[i], held[i]);
    }
  }
}

/// The ids of events that purges of the page changed: they come with them.
std::set<std::string> purged_in(const std::vector<ForeignEvent>& events) {
  std::set<std::string> ids;
  for (const ForeignEvent& event : events) {
    if (event.type != kPurgedType) continue;
    const Result<Json> body = parse_json(event.body);
    if (!body || !body->is_object()) continue;
    for (const Json& id : list_in(*body, "events"))
      if (id.is_string()) ids.insert(id.get<std::string>());
  }
  return ids;
}

bool fits_a_page(const std::vector<ForeignEvent>& events) {
  const std::set<std::string> named = purged_in(events);
  std::size_t bytes = 0;
  std::size_t count = 0;
  for (const ForeignEvent& event : events) {
    if (named.contains(event.id)) continue;
    bytes += event.body.size();
    ++count;
  }
  return count <= kPageEvents && (bytes <= kPageBodies || count == 1);
}

/// What the purges of the page left of texts and events.
purge::Purged left_by(const std::string& body, const Load& load) {
  purge::Purged purged{body, {}, {}};
  for (const StoredText& text : load.named_texts)
    if (text_hash(text.body) != text.hash) purged.texts.push_back(text);
  for (const ForeignEvent& event : load.events)
    if (text_hash(event.body) != event.body_hash) purged.events.push_back({event.id, event.body});
  return purged;
}

/// Applies the purges of the page that are new here, before the log tells of them: broken off, it
/// is done again when the page is sent again. Whether anything was changed.
Task<Result<bool>> apply_purges(const Load* load) {
  bool changed = false;
  for (const ForeignEvent& event : load->events) {
    if (event.type != kPurgedType) continue;
    CO_TRY(const Rows known, read({"SELECT 1 FROM events WHERE id = ?1", {event.id}}));
    if (!known.empty()) continue;
    CO_TRY(const bool applied, purge::apply_received(left_by(event.body, *load)));
    changed = changed || applied;
  }
  co_return changed;
}

/// Takes out what came with a purge alone, not in its own place: that is to change what is held,
/// and brings nothing to who has it not.
void drop_purged_alone(std::vector<ForeignEvent>& events) {
  const std::set<std::string> named = purged_in(events);
  if (named.empty()) return;
  std::map<std::string, int> times;
  for (const ForeignEvent& event : events) ++times[event.id];
  std::erase_if(events, [&](const ForeignEvent& event) {
    return named.contains(event.id) && times[event.id] == 1;
  });
}

void mask(Load& load) {
  MaskCounts counts;
  for (ForeignEvent& event : load.events)
    if (event.type != "session.appended") event.body = mask_secrets(event.body, counts);
  std::erase_if(load.named_texts, [](const StoredText& text) {
    return text_hash(text.body) != text.hash && !(is_name(text.hash) && is_cut(text.body));
  });
  for (std::vector<StoredText>* texts : {&load.texts, &load.named_texts}) {
    std::erase_if(*texts, [](const StoredText& text) { return text.body.size() > kTextBytes; });
    for (StoredText& text : *texts) text.body = mask_secrets(text.body, counts);
  }
}

std::vector<std::string_view> kinds_in(const std::vector<ForeignEvent>& events) {
  std::vector<std::string_view> kinds;
  for (const ForeignEvent& event : events) {
    const std::string_view kind = std::string_view(event.type).substr(0, event.type.find('.'));
    if (std::ranges::find(kinds, kind) == kinds.end()) kinds.push_back(kind);
  }
  return kinds;
}

std::vector<Stamp> stamps_of(const std::vector<const ForeignEvent*>& events) {
  std::vector<Stamp> stamps;
  for (const ForeignEvent* event : events)
    stamps.push_back({event->id, event->device_id, event->device_seq, event->hlc});
  return stamps;
}

/// The whole batch but the texts; the rows of its last statement but `with` tell what is held.
std::vector<Statement> taking(const std::vector<ForeignEvent>& events,
                              const std::vector<Receipt>& receipts, bool yields) {
  const std::vector<const ForeignEvent*> chosen = distinct(events, receipts);
  std::vector<Statement> statements;
  if (yields) statements = take_over(stamps_of(chosen));
  for (Statement& statement : insertion(chosen)) statements.push_back(std::move(statement));
  if (!events.empty())
    for (Statement& statement : fold_and_index_statements(kinds_in(events)))
      statements.push_back(std::move(statement));
  Json ids = Json::array();
  for (const ForeignEvent& event : events) ids.push_back(event.id);
  statements.push_back({kSelectHeld, {to_text(ids)}});
  return statements;
}

}  // namespace

Task<Result<Received>> receive(Load load, Reception reception) {
  if (!fits_a_page(load.events))
    co_return fail(Fault::too_large, "too_large",
                   "A page has at most 500 events and 900,000 bytes: send it in parts.");
  const std::int64_t own = co_await perform(Now{});
  const std::int64_t now = std::max(own, reception.now);
  mask(load);
  CO_TRY(const bool purged, apply_purges(&load));
  drop_purged_alone(load.events);
  std::ranges::move(load.named_texts, std::back_inserter(load.texts));
  std::vector<Receipt> receipts;
  for (const ForeignEvent& event : load.events)
    receipts.push_back({event.id, 0, fault_in(event, now)});
  std::vector<Statement> statements = taking(load.events, receipts, reception.yields);
  const std::size_t after = reception.with.size();
  for (Statement& statement : reception.with) statements.push_back(std::move(statement));
  CO_TRY(std::vector<Statement> ahead,
         store_ahead(text_statements(std::move(load.texts)), room_beside(statements)));
  statements.insert(statements.begin(), std::make_move_iterator(ahead.begin()),
                    std::make_move_iterator(ahead.end()));
  CO_TRY(std::vector<Rows> rows, read_all(std::move(statements)));
  judge(load.events, rows[rows.size() - 1 - after], receipts);
  co_await perform(Publish{});
  if (purged) {
    CO_TRY(const bool finished, purge::finish_received(kPurgeParts));
    static_cast<void>(finished);
  }
  rows.erase(rows.begin(), rows.end() - static_cast<std::ptrdiff_t>(after));
  co_return Received{std::move(receipts), std::move(rows)};
}

}  // namespace baton::sync
