#include "core/sync/standing.hpp"

#include "core/base/json.hpp"
#include "core/base/time.hpp"
#include "core/http/answer.hpp"
#include "core/store/read.hpp"

namespace baton::sync {

Task<Result<Standing>> standing_with(std::string name) {
  CO_TRY(const Rows rows,
         read({"SELECT r.url, r.key_name, r.epoch, r.cursor, r.known, r.pushed, "
               "c.device_id, c.device_name, c.device_seq, (SELECT coalesce(max(seq), 0) "
               "FROM events) AS log_end, (SELECT coalesce(max(id), 0) FROM ids WHERE kind = "
               "'session') AS "
               "last_session FROM remotes r, clock c WHERE r.name = ?1",
               {name}}));
  if (rows.empty()) co_return std::unexpected(unknown("remote", name));
  const Row& row = rows[0];
  co_return Standing{
      {name, text_at(row, 0), text_at(row, 1), text_at(row, 2), text_at(row, 3), text_at(row, 4),
       integer_at(row, 5), text_at(row, 6), text_at(row, 7), integer_at(row, 8)},
      integer_at(row, 9),
      integer_at(row, 10)};
}

Statement keep_refused(const std::string& remote, const char* direction, const Refused& refused,
                       std::int64_t now) {
  Json list = Json::array();
  for (const auto& [event, reason] : refused)
    list.push_back({{"id", event->id},
                    {"reason", reason},
                    {"event",
                     {{"type", event->type},
                      {"v", event->v},
                      {"entity_id", event->entity_id},
                      {"device_id", event->device_id},
                      {"device_seq", event->device_seq}}}});
  return {
      "INSERT OR REPLACE INTO refused_events (remote, direction, event_id, reason, event, "
      "refused_at) SELECT ?1, ?2, j.value->>'id', j.value->>'reason', j.value->>'event', ?4 FROM "
      "json_each(?3) j",
      {remote, std::string(direction), to_text(list), to_iso8601(now)}};
}

}  // namespace baton::sync
