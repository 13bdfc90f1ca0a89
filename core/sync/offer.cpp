#include "core/sync/offer.hpp"

#include "core/http/answer.hpp"
#include "core/store/read.hpp"

namespace baton::sync {
namespace {

/// Walks from event to event until the page is full. Whatever string of a body names a text brings
/// it.
constexpr const char* kOfferedPage = R"(WITH RECURSIVE page (seq, bytes, number) AS (
  SELECT 0 + ?1, 0, 0
  UNION ALL
  SELECT e.seq, p.bytes + length(CAST(e.body AS BLOB)) + coalesce((
    SELECT sum(length(CAST(t.body AS BLOB))) FROM json_tree(e.body) j JOIN texts t ON t.hash = j.atom), 0)
      + CASE WHEN e.type = 'store.purged' THEN coalesce((SELECT sum(length(CAST(x.body AS BLOB)))
          FROM json_each(e.body, '$.events') j JOIN events x ON x.id = j.value), 0) ELSE 0 END,
    p.number + 1
  FROM page p JOIN events e ON e.seq = (SELECT min(seq) FROM events WHERE seq > p.seq)
  WHERE p.number < ?2 AND p.bytes <= ?3)
SELECT e.seq, e.id, e.device_id, e.device_seq, e.hlc, e.type, e.v, e.entity_id, e.body, e.body_hash
FROM page p JOIN events e ON e.seq = p.seq
WHERE p.number = 1 OR (p.number > 1 AND p.bytes <= ?3) ORDER BY e.seq)";

/// The events that a purge changed go with the event that tells of it.
constexpr const char* kOfferedPurged =
    R"(SELECT DISTINCT x.seq, x.id, x.device_id, x.device_seq, x.hlc, x.type, x.v, x.entity_id, x.body, x.body_hash
FROM events e JOIN json_each(e.body, '$.events') j JOIN events x ON x.id = j.value
WHERE e.seq > ?1 AND e.seq <= ?2 AND e.type = 'store.purged' ORDER BY x.seq)";

constexpr const char* kOfferedTexts = R"(SELECT DISTINCT t.hash, t.body
FROM events e JOIN json_tree(e.body) j JOIN texts t ON t.hash = j.atom
WHERE e.seq > ?1 AND e.seq <= ?2 AND t.body IS NOT NULL)";

ForeignEvent offered(const Row& row) {
  return {text_at(row, 1),    text_at(row, 2), integer_at(row, 3), text_at(row, 4), text_at(row, 5),
          integer_at(row, 6), text_at(row, 7), text_at(row, 8),    text_at(row, 9)};
}

}  // namespace

Task<Result<Offer>> offer(std::int64_t since, std::int64_t limit) {
  const Statement page{kOfferedPage, {since, limit, static_cast<std::int64_t>(kPageBodies)}};
  CO_TRY(const Rows rows, read(page));
  Offer found;
  found.cursor = since;
  for (const Row& row : rows) found.events.push_back(offered(row));
  if (rows.empty()) co_return found;
  found.cursor = integer_at(rows.back(), 0);
  CO_TRY(const std::vector<Rows> rest,
         read_all({{kOfferedTexts, {since, found.cursor}},
                   {"SELECT EXISTS (SELECT 1 FROM events WHERE seq > ?1)", {found.cursor}},
                   {kOfferedPurged, {since, found.cursor}}}));
  for (const Row& row : rest[2]) found.events.push_back(offered(row));
  for (const Row& row : rest[0]) found.texts.push_back({text_at(row, 0), text_at(row, 1)});
  found.more = integer_at(rest[1][0], 0) != 0;
  co_return found;
}

}  // namespace baton::sync
