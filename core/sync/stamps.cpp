#include "core/sync/stamps.hpp"

#include <algorithm>
#include <charconv>

#include "core/base/hash.hpp"
#include "core/base/json.hpp"
#include "core/base/time.hpp"
#include "core/events/fold.hpp"
#include "core/events/rebuild.hpp"
#include "core/http/answer.hpp"
#include "core/store/read.hpp"
#include "core/sync/numbers.hpp"

namespace baton::sync {
namespace {

// ?1 are the stamps: i, d, n, h and the time a, as JSON. LIMIT keeps its rows apart from the
// conditions, which would make each row's JSON anew.
#define BATON_STAMPS "(SELECT value AS stamp FROM json_each(?1) LIMIT -1) j"
#define BATON_MOVING(on)                                                                    \
  "SELECT e.id FROM " BATON_STAMPS " CROSS JOIN events e ON e.id = j.stamp->>'i' WHERE " on \
  "+e.workspace = (SELECT workspace FROM clock) AND (e.device_id <> j.stamp->>'d' OR "      \
  "e.device_seq <> j.stamp->>'n' OR e.hlc <> j.stamp->>'h')"
#define BATON_HOLDERS(on)                                                                      \
  "SELECT e.id, e.seq FROM " BATON_STAMPS                                                      \
  " CROSS JOIN clock c CROSS JOIN events e ON "                                                \
  "e.workspace = c.workspace AND e.device_id = j.stamp->>'d' AND e.device_seq = j.stamp->>'n'" \
  " AND e.id <> j.stamp->>'i' WHERE " on "1"

/// Mostly nothing changes: that is found once.
constexpr const char* kNoteChange =
    "INSERT OR IGNORE INTO touched (kind, id) SELECT 'restamped', 1 WHERE EXISTS (" BATON_MOVING(
        "") ") OR EXISTS (" BATON_HOLDERS("") ")";

#define BATON_CHANGES "EXISTS (SELECT 1 FROM touched WHERE kind = 'restamped')"

constexpr const char* kForgetChange = "DELETE FROM touched WHERE kind = 'restamped'";

constexpr const char* kStaleIfChanged = "UPDATE clock SET stale = stale + 1 WHERE " BATON_CHANGES;

constexpr const char* kFoldedInVainIfChanged = "DELETE FROM rebuild WHERE " BATON_CHANGES;

#define BATON_IF_CHANGES BATON_CHANGES " AND "

constexpr const char* kStampsAside =
    "UPDATE events SET device_id = 'moved ' || id, device_seq = 1 WHERE " BATON_IF_CHANGES
    "id IN (" BATON_MOVING(BATON_IF_CHANGES) ")";

constexpr const char* kOfferAgain =
    "UPDATE remotes SET pushed = min(pushed, coalesce((SELECT min(seq) - 1 FROM "
    "(" BATON_HOLDERS(BATON_IF_CHANGES) ")), pushed)) WHERE " BATON_CHANGES;

constexpr const char* kOfferProjectsAgain =
    "UPDATE remote_projects SET pushed = min(pushed, coalesce((SELECT min(seq) - 1 FROM "
    "(" BATON_HOLDERS(BATON_IF_CHANGES) ")), pushed)) WHERE " BATON_CHANGES;

/// Behind this device's last place, and behind those of its places that the stamps take.
constexpr const char* kMakeHoldersOwn =
    "UPDATE events SET device_id = (SELECT device_id FROM clock), device_seq = (SELECT "
    "max(c.device_seq, coalesce((SELECT max(j.value->>'n') FROM json_each(?1) j WHERE "
    "j.value->>'d' = c.device_id), 0)) FROM clock c) + h.number FROM (SELECT id, row_number() OVER "
    "(ORDER BY seq) AS number FROM (" BATON_HOLDERS(BATON_IF_CHANGES) ")) h WHERE events.id = h.id";

constexpr const char* kCountOwn =
    "UPDATE clock SET device_seq = max(device_seq, coalesce((SELECT max(e.device_seq) FROM events "
    "e "
    "WHERE e.workspace = clock.workspace AND e.device_id = clock.device_id), 0))";

constexpr const char* kStampsTaken =
    "UPDATE events SET device_id = j.stamp->>'d', device_seq = j.stamp->>'n', hlc = "
    "j.stamp->>'h', at = j.stamp->>'a' FROM (SELECT value AS stamp FROM json_each(?1) "
    "WHERE " BATON_CHANGES
    " LIMIT -1) j WHERE events.id = j.stamp->>'i' AND events.device_id = "
    "'moved ' || events.id";

#undef BATON_IF_CHANGES
#undef BATON_CHANGES
#undef BATON_HOLDERS
#undef BATON_MOVING
#undef BATON_STAMPS

std::int64_t milliseconds_of(const std::string& hlc) {
  std::int64_t number = 0;
  std::from_chars(hlc.data(), hlc.data() + std::min<std::size_t>(hlc.size(), 12), number, 16);
  return number;
}

/// A counter has 16 bits; `number` is from 1.
constexpr const char* kSetBack = R"(UPDATE events SET
  hlc = printf('%012x%04x', ?1 + (o.number - 1) / 65536, (o.number - 1) % 65536),
  at = strftime('%Y-%m-%dT%H:%M:%fZ', (?1 + (o.number - 1) / 65536) / 1000.0, 'unixepoch')
FROM (SELECT x.id, row_number() OVER (ORDER BY x.device_seq) AS number FROM events x
      WHERE +x.workspace = (SELECT workspace FROM clock) AND x.seq > ?2
        AND x.device_id = (SELECT device_id FROM clock)
        AND x.hlc >= printf('%012x', ?1)) o
WHERE events.id = o.id)";

constexpr const char* kSetClockBack = R"(UPDATE clock SET milliseconds = ?1 + (SELECT count(*) FROM
  events x WHERE +x.workspace = clock.workspace AND x.seq > ?2 AND x.device_id = clock.device_id
    AND x.hlc >= printf('%012x', ?1)) / 65536,
  counter = (SELECT count(*) FROM events x WHERE +x.workspace = clock.workspace AND x.seq > ?2
    AND x.device_id = clock.device_id AND x.hlc >= printf('%012x', ?1)) % 65536)";

/// A rebuild under way has folded some of them already, and one that ends now all of them.
constexpr const char* kStale = "UPDATE clock SET stale = stale + 1";
constexpr const char* kFoldedInVain = "DELETE FROM rebuild";

}  // namespace

std::vector<Statement> take_over(const std::vector<Stamp>& stamps) {
  if (stamps.empty()) return {};
  Json list = Json::array();
  for (const Stamp& stamp : stamps)
    list.push_back({{"i", stamp.id},
                    {"d", stamp.device_id},
                    {"n", stamp.device_seq},
                    {"h", stamp.hlc},
                    {"a", to_iso8601(milliseconds_of(stamp.hlc))}});
  const std::string text = to_text(list);
  return {{kNoteChange, {text}},     {kStaleIfChanged, {}},  {kFoldedInVainIfChanged, {}},
          {kStampsAside, {text}},    {kOfferAgain, {text}},  {kOfferProjectsAgain, {text}},
          {kMakeHoldersOwn, {text}}, {kStampsTaken, {text}}, {kCountOwn, {}},
          {kForgetChange, {}}};
}

std::vector<Statement> make_own(std::string ids) {
  return {
      {"UPDATE events SET device_id = (SELECT device_id FROM clock), device_seq = (SELECT "
       "device_seq FROM clock) + o.number FROM (SELECT x.id, row_number() OVER (ORDER BY x.seq) "
       "AS number FROM json_each(?1) j JOIN events x ON x.id = j.value) o WHERE events.id = o.id",
       {std::move(ids)}},
      {kCountOwn, {}},
      {kStale, {}},
      {kFoldedInVain, {}}};
}

Task<Result<bool>> fold_stale_page() {
  CO_TRY(const Rows rows, read({"SELECT stale FROM clock", {}}));
  const std::int64_t stale = integer_at(rows[0], 0);
  if (stale == 0) co_return true;
  CO_TRY(const RebuildState state, rebuild({}));
  if (!state.done) co_return false;
  std::vector<Statement> statements = {number_merged()};
  for (Statement& statement : take_told_numbers(0)) statements.push_back(std::move(statement));
  statements.push_back({"UPDATE clock SET stale = 0 WHERE stale = ?1", {stale}});
  CO_TRY(const std::vector<Rows> none, read_all(std::move(statements)));
  co_return none.back().empty();
}

Task<Result<bool>> fold_if_stale() {
  for (;;) {
    CO_TRY(const bool done, fold_stale_page());
    if (done) co_return true;
  }
}

Task<Result<bool>> replay_later(std::int64_t known_version) {
  constexpr const char* kReplayable = "type GLOB 'later:*' AND v <= ?1";
  const std::string now_known =
      std::string("EXISTS (SELECT 1 FROM events WHERE ") + kReplayable + ")";
  CO_TRY(const std::vector<Rows> none,
         read_all({{std::string(kStale) + " WHERE " + now_known, {known_version}},
                   {std::string(kFoldedInVain) + " WHERE " + now_known, {known_version}},
                   {std::string("UPDATE events SET type = substr(type, 7) WHERE ") + kReplayable,
                    {known_version}}}));
  co_return !none.empty();
}

Task<Result<bool>> take_new_device_id(std::string former, std::int64_t first) {
  const std::string entropy = co_await perform(Entropy{.bytes = 16});
  const std::string id = hex(entropy);
  CO_TRY(const std::vector<Rows> none,
         read_all(
             {{"UPDATE events SET device_id = ?1, device_seq = device_seq - ?3 + 1 WHERE "
               "workspace = (SELECT workspace FROM clock) AND device_id = ?2 AND device_seq >= ?3",
               {id, former, first}},
              {"UPDATE clock SET device_id = ?1, device_seq = max(0, device_seq - ?3 + 1) WHERE "
               "device_id = ?2",
               {id, former, first}},
              {kStale, {}},
              {kFoldedInVain, {}}}));
  static_cast<void>(none);
  co_return co_await fold_if_stale();
}

Task<Result<bool>> set_back_to(std::int64_t now, std::int64_t seq) {
  CO_TRY(const Rows rows, read({"SELECT coalesce(max(hlc), '') AS last FROM events WHERE device_id "
                                "<> (SELECT device_id FROM clock)",
                                {}}));
  // One later than the last that was received: that one has a counter.
  const std::int64_t time = std::max(now, milliseconds_of(text_at(rows[0], 0)) + 1);
  CO_TRY(const std::vector<Rows> none, read_all({{kSetBack, {time, seq}},
                                                 {kSetClockBack, {time, seq}},
                                                 {kStale, {}},
                                                 {kFoldedInVain, {}}}));
  static_cast<void>(none);
  co_return co_await fold_if_stale();
}

}  // namespace baton::sync
