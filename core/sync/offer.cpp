#include "core/sync/offer.hpp"

#include <algorithm>
#include <iterator>

#include "core/http/answer.hpp"
#include "core/sync/receive.hpp"

namespace baton::sync {
namespace {

/// The condition on event x to be of this store's workspace: no index, the walk is along the log.
#define BATON_OF_WORKSPACE "+x.workspace = (SELECT workspace FROM clock)"

/// The number of a session that begins in the page, or was numbered anew after its beginning and,
/// if there is a next page, not after its end.
constexpr const char* kNumbers =
    R"(SELECT 3, n.session_number, s.uid, q.uid, 0, '', '', 0, '', '', '' FROM (
  SELECT s.id FROM chosen c JOIN events e ON e.seq = c.seq AND e.type = 'session.created'
  JOIN sessions s ON s.uid = e.entity_id
  UNION
  SELECT c.session_id FROM session_numbers c WHERE c.changed > 0 AND c.changed > ?3 AND (
    (SELECT count(*) FROM page) <= ?1 AND NOT EXISTS (SELECT 1 FROM page WHERE bytes > ?2)
    OR c.changed <= (SELECT max(seq) FROM chosen))) o
JOIN sessions s ON s.id = o.id
JOIN session_numbers n ON n.session_id = s.id JOIN ids q ON q.kind = 'project' AND q.id = n.project_id
UNION ALL
)";

/// Walks from event to event until the page is full; FIRST is where it begins, NEXT the condition
/// on event x to be in it, NUMBERS what to tell of sessions, and PURGED the condition on an event x
/// that a purge of the page changed to come with it. Whatever string of a body names a
/// text brings it. Kinds of rows: 0 an event, 1 a text, 2 that the page ends for want of room, 3 a
/// session's number, 4 an event that a purge of the page changed.
std::string page_sql(const std::string& first, const std::string& next, const std::string& numbers,
                     const std::string& purged) {
  return R"(SELECT kind, seq, id, device_id, device_seq, hlc, type, v, entity_id, body, body_hash
FROM (WITH RECURSIVE page (seq, bytes, number) AS (
  SELECT )" +
         first + R"(, 0, 0
  UNION ALL
  SELECT e.seq, p.bytes + 350 + length(CAST(e.body AS BLOB)) + coalesce((
    SELECT sum(length(CAST(t.body AS BLOB))) FROM json_tree(e.body) j JOIN texts t ON t.hash = j.atom
    WHERE j.type = 'text' AND length(j.atom) = 32), 0), p.number + 1
  FROM page p JOIN events e ON e.seq = (SELECT x.seq FROM events x WHERE x.seq > p.seq AND )" +
         next + R"( ORDER BY x.seq LIMIT 1)
  WHERE p.number < ?1 AND p.bytes <= ?2),
chosen (seq) AS (SELECT seq FROM page WHERE number = 1 OR (number > 1 AND bytes <= ?2))
SELECT 0 AS kind, e.seq AS seq, e.id AS id, e.device_id AS device_id, e.device_seq AS device_seq,
  e.hlc AS hlc, e.type AS type, e.v AS v, e.entity_id AS entity_id, e.body AS body,
  e.body_hash AS body_hash FROM chosen c JOIN events e ON e.seq = c.seq
UNION ALL
SELECT 1, t.id, t.hash, '', 0, '', '', 0, '', t.body, '' FROM texts t
WHERE t.body IS NOT NULL AND t.hash IN (
  SELECT j.atom FROM chosen c JOIN events e ON e.seq = c.seq JOIN json_tree(e.body) j
  WHERE j.type = 'text' AND length(j.atom) = 32)
UNION ALL
SELECT 2, seq, '', '', 0, '', '', 0, '', '', '' FROM page WHERE bytes > ?2
UNION ALL
)" + numbers +
         R"(SELECT DISTINCT 4, x.seq, x.id, x.device_id, x.device_seq, x.hlc, x.type, x.v, x.entity_id, x.body, x.body_hash
FROM chosen c JOIN events e ON e.seq = c.seq AND e.type = 'store.purged'
JOIN json_each(e.body, '$.events') j JOIN events x ON x.id = j.value AND )" BATON_OF_WORKSPACE
         " AND " +
         purged + R"()
ORDER BY kind, seq)";
}

/// Of which project an event is: NULL for one of none.
constexpr const char* kProjectOf = R"(CASE substr(x.type, 1, instr(x.type, '.') - 1)
  WHEN 'project' THEN x.entity_id
  WHEN 'session' THEN (SELECT q.uid FROM sessions s JOIN projects q ON q.id = s.project_id
    WHERE s.uid = x.entity_id)
  WHEN 'handoff' THEN (SELECT q.uid FROM handoff_documents h JOIN sessions s ON s.id = h.session_id
    JOIN projects q ON q.id = s.project_id WHERE h.uid = x.entity_id)
  WHEN 'knowledge' THEN (SELECT q.uid FROM knowledge_base k JOIN projects q ON q.id = k.project_id
    WHERE k.uid = x.entity_id) END)";

/// Where the least advanced of the chosen projects stands.
constexpr const char* kOffered = R"((SELECT CASE r.all_projects WHEN 1 THEN r.pushed
  ELSE min(r.pushed, coalesce((SELECT min(c.pushed) FROM remote_projects c WHERE c.remote = r.name),
    r.pushed)) END FROM remotes r WHERE r.name = ?3))";

const std::string& sql_for_device() {
  static const std::string kSql = page_sql("0 + ?3", BATON_OF_WORKSPACE, kNumbers, "1");
  return kSql;
}

/// The condition on event x to be for remote ?3.
const std::string& is_for_remote() {
  static const std::string kCondition =
      std::string(
          BATON_OF_WORKSPACE
          " AND (x.device_id = (SELECT device_id FROM clock) OR x.seq > coalesce((SELECT "
          "h.last_seq "
          "FROM remote_pulled h WHERE h.remote = ?3 AND h.first_seq <= x.seq ORDER BY h.first_seq "
          "DESC LIMIT 1), 0)) AND CASE (SELECT r.all_projects "
          "FROM remotes r WHERE r.name = ?3) WHEN 1 THEN 1 ELSE (x.type = 'store.purged' AND "
          "x.seq > (SELECT r.pushed FROM remotes r WHERE r.name = ?3)) OR EXISTS (SELECT 1 "
          "FROM remote_projects c WHERE c.remote = ?3 AND c.pushed < x.seq AND "
          "c.project_uid = ") +
      kProjectOf + ") END";
  return kCondition;
}

/// The condition on event x to be of a project that goes to remote ?3. What is of none, or cut so
/// that its project is not to be seen, may be there.
const std::string& may_be_there() {
  static const std::string kCondition =
      std::string(
          "((SELECT r.all_projects FROM remotes r WHERE r.name = ?3) = 1 OR EXISTS (SELECT 1 FROM "
          "remote_projects c WHERE c.remote = ?3 AND c.project_uid = coalesce(") +
      kProjectOf + ", c.project_uid)))";
  return kCondition;
}

const std::string& sql_for_remote() {
  static const std::string kSql =
      page_sql(std::string("max(?4, ") + kOffered + ")", is_for_remote(), "", may_be_there());
  return kSql;
}

#undef BATON_OF_WORKSPACE

/// The type under which a later version is held stays here.
ForeignEvent offered(const Row& row) {
  std::string type = text_at(row, 6);
  if (type.starts_with(kLater)) type.erase(0, kLater.size());
  return {text_at(row, 2),    text_at(row, 3), integer_at(row, 4), text_at(row, 5), std::move(type),
          integer_at(row, 7), text_at(row, 8), text_at(row, 9),    text_at(row, 10)};
}

}  // namespace

Statement page_for_device(std::int64_t since, std::int64_t limit) {
  return {sql_for_device(), {limit, static_cast<std::int64_t>(kPageBodies), since}};
}

Statement page_for_remote(std::string remote, std::int64_t since, std::int64_t limit) {
  return {sql_for_remote(),
          {limit, static_cast<std::int64_t>(kPageBodies), std::move(remote), since}};
}

Statement share_choice() {
  return {R"(INSERT INTO remote_projects (remote, project_uid, pushed)
SELECT n.remote, j.value, min(n.pushed) FROM (
  SELECT c.remote AS remote, d.uid AS part, t.uid AS whole,
    CASE count(*) WHEN 2 THEN min(c.pushed) ELSE 0 END AS pushed
  FROM projects d JOIN projects t ON t.id = d.part_of
  JOIN remote_projects c ON c.project_uid IN (d.uid, t.uid) GROUP BY c.remote, d.id) n,
  json_each(json_array(n.part, n.whole)) j
WHERE true GROUP BY n.remote, j.value
ON CONFLICT (remote, project_uid) DO UPDATE SET pushed = excluded.pushed
WHERE excluded.pushed < remote_projects.pushed)",
          {}};
}

std::string waiting_expression() {
  std::string sql = std::string("(SELECT count(*) FROM events x WHERE x.seq > ") + kOffered +
                    " AND " + is_for_remote() + ")";
  constexpr std::string_view kRemote = "?3";
  for (std::size_t at = 0; (at = sql.find(kRemote, at)) != std::string::npos;)
    sql.replace(at, kRemote.size(), "o.name");
  return sql;
}

Offer offer_of(const Rows& rows, std::int64_t since, std::int64_t limit, std::int64_t end) {
  Offer offer;
  offer.cursor = since;
  std::vector<ForeignEvent> changed;
  for (const Row& row : rows) {
    const std::int64_t kind = integer_at(row, 0);
    if (kind == 0) {
      offer.load.events.push_back(offered(row));
      offer.cursor = integer_at(row, 1);
    }
    if (kind == 3) offer.numbers[text_at(row, 2)] = {integer_at(row, 1), text_at(row, 3)};
    if (kind == 4) changed.push_back(offered(row));
    if (kind == 1) offer.load.texts.push_back({text_at(row, 2), text_at(row, 9)});
    offer.more = offer.more || kind == 2;
  }
  offer.more = offer.more || static_cast<std::int64_t>(offer.load.events.size()) == limit;
  std::ranges::move(changed, std::back_inserter(offer.load.events));
  if (!offer.more) offer.cursor = std::max(offer.cursor, end);
  return offer;
}

}  // namespace baton::sync
