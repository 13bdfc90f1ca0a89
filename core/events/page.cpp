#include "core/events/page.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/http/answer.hpp"

namespace baton::events {
namespace {

/// Walks from event to event until a page is full, so that nothing beyond it is read. The members
/// besides the body are taken for 450 bytes.
constexpr const char* kSelectPage =
    R"(SELECT json_object('seq', e.seq, 'id', e.id, 'device_id', e.device_id, 'device_seq', e.device_seq,
  'hlc', e.hlc, 'type', e.type, 'v', e.v, 'entity_id', e.entity_id, 'body', json(e.body),
  'body_hash', e.body_hash, 'at', e.at), e.seq
FROM (WITH RECURSIVE page (seq, bytes, number) AS (
  SELECT seq, 450 + length(CAST(body AS BLOB)), 1 FROM events
  WHERE seq = (SELECT min(seq) FROM events WHERE seq > ?1 AND +workspace = (SELECT workspace FROM clock))
  UNION ALL
  SELECT e.seq, p.bytes + 450 + length(CAST(e.body AS BLOB)), p.number + 1
  FROM page p JOIN events e ON e.seq = (SELECT min(seq) FROM events WHERE seq > p.seq
    AND +workspace = (SELECT workspace FROM clock))
  WHERE p.number < ?2 AND p.bytes + 450 + length(CAST(e.body AS BLOB)) <= ?3)
  SELECT seq FROM page) p JOIN events e ON e.seq = p.seq ORDER BY e.seq)";

constexpr const char* kSelectEnd =
    "SELECT coalesce(max(seq), 0) FROM events WHERE +workspace = (SELECT workspace FROM clock)";

constexpr std::string_view kData = R"("data":)";
constexpr std::string_view kCursor = R"(,"cursor":)";
constexpr std::string_view kNext = R"("next_cursor":)";

}  // namespace

Batch page_batch(std::int64_t since, std::int64_t limit) {
  return {{{kSelectPage, {since, limit, kPageBytes}}, {kSelectEnd, {}}}};
}

Response answer_events(const std::vector<Rows>& page, std::int64_t since) {
  const Rows& rows = page[0];
  const std::int64_t end = integer_at(page[1][0], 0);
  const std::int64_t cursor = rows.empty() ? std::min(since, end) : integer_at(rows.back(), 1);
  const std::string number = std::to_string(cursor);
  const std::string more = cursor < end ? std::string(kNext) + '"' + number + '"' : "";
  return answer(R"({"events":)" + rows_json(rows, true) + std::string(kCursor) + number + "}",
                more);
}

std::string first_page_target(std::string_view follow_target) {
  const std::size_t query = follow_target.find('?');
  const std::string_view asked =
      query == std::string_view::npos ? std::string_view{} : follow_target.substr(query + 1);
  return "/api/events?limit=500&" + std::string(asked);
}

std::string page_target(std::int64_t since) {
  return "/api/events?limit=500&since=" + std::to_string(since);
}

std::optional<Followed> followed(const Response& response) {
  const std::string_view body = response.body;
  const std::size_t data = body.find(kData);
  const std::size_t cursor = body.rfind(kCursor);
  if (response.status != 200 || data == std::string_view::npos || cursor == std::string_view::npos)
    return std::nullopt;
  const std::size_t from = cursor + kCursor.size();
  const auto number = whole_number(body.substr(from, body.find('}', from) - from));
  if (!number || !body.ends_with("}}")) return std::nullopt;
  const std::string_view message =
      body.substr(data + kData.size(), body.size() - 1 - data - kData.size());
  return Followed{std::string(message), *number,
                  body.substr(0, data).find(kNext) != std::string_view::npos,
                  message.starts_with(R"({"events":[])")};
}

}  // namespace baton::events
