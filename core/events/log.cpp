#include "core/events/log.hpp"

#include "core/events/rebuild.hpp"
#include "core/http/answer.hpp"
#include "core/store/read.hpp"

namespace baton::events {

Task<Result<Response>> list(Context& /*context*/, Request request) {
  CO_CHECK(const std::int64_t since, number_argument(request, "since", 0, 0, INT64_MAX));
  CO_CHECK(const std::int64_t limit, number_argument(request, "limit", 100, 1, 500));
  Statement statement{
      "SELECT json_object('seq', seq, 'id', id, 'device_id', device_id, 'device_seq', device_seq, "
      "'hlc', hlc, 'type', type, 'v', v, 'entity_id', entity_id, 'body', json(body), 'body_hash', "
      "body_hash, 'at', at), seq FROM events WHERE seq > ?1 ORDER BY seq LIMIT ?2",
      {since, limit}};
  CO_TRY(Rows rows, read(std::move(statement)));
  const std::int64_t next = rows.empty() ? since : integer_at(rows.back(), 1);
  co_return answer(R"({"events":)" + rows_json(rows, true) + R"(,"next":)" + std::to_string(next) +
                   "}");
}

Task<Result<Response>> rebuild_projections(Context& /*context*/, Request request) {
  RebuildPage page;
  CO_CHECK(page.events, number_argument(request, "events", page.events, 1, 10'000));
  CO_TRY(const RebuildState state, rebuild(page));
  std::string json = state.done ? R"({"done":true,"position":)" : R"({"done":false,"position":)";
  json += std::to_string(state.position) + R"(,"of":)" + std::to_string(state.of);
  if (state.done) {
    CO_TRY(const Rows rows, read({"SELECT count(*) FROM events", {}}));
    json += R"(,"events":)" + std::to_string(integer_at(rows[0], 0));
  }
  co_return answer(json + "}");
}

}  // namespace baton::events
