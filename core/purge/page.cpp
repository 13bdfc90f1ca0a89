#include "core/purge/page.hpp"

namespace baton::purge {
namespace {

/// Only those that no other session, and no knowledge, has too.
constexpr const char* kTextsOfSession = R"( AND id IN (
  SELECT h.text_id FROM conversation_history h JOIN sessions s ON s.id = h.session_id WHERE s.uid = ?4
  UNION
  SELECT d.text_id FROM handoff_documents d JOIN sessions s ON s.id = d.session_id WHERE s.uid = ?4)
AND NOT EXISTS (SELECT 1 FROM conversation_history h JOIN sessions s ON s.id = h.session_id
                WHERE h.text_id = texts.id AND s.uid <> ?4)
AND NOT EXISTS (SELECT 1 FROM handoff_documents d JOIN sessions s ON s.id = d.session_id
                WHERE d.text_id = texts.id AND s.uid <> ?4)
AND NOT EXISTS (SELECT 1 FROM knowledge_base k WHERE k.text_id = texts.id))";

constexpr const char* kEventsOfSession = R"( AND entity_id IN (
  SELECT ?4 UNION
  SELECT d.uid FROM handoff_documents d JOIN sessions s ON s.id = d.session_id WHERE s.uid = ?4))";

constexpr const char* kPlaces = R"(,
  (SELECT json_object('kind', 'turn', 'project', p.name, 'session', n.session_number, 'turn',
     h.turn_number, 'session_uid', s.uid)
   FROM conversation_history h JOIN sessions s ON s.id = h.session_id
   LEFT JOIN projects p ON p.id = s.project_id LEFT JOIN session_numbers n ON n.session_id = s.id
   WHERE h.text_id = t.id LIMIT 1) AS turn,
  (SELECT json_object('kind', 'handoff', 'project', p.name, 'session', n.session_number, 'handoff',
     d.uid, 'session_uid', s.uid)
   FROM handoff_documents d JOIN sessions s ON s.id = d.session_id
   LEFT JOIN projects p ON p.id = s.project_id LEFT JOIN session_numbers n ON n.session_id = s.id
   WHERE d.text_id = t.id LIMIT 1) AS handoff,
  (SELECT json_object('kind', 'knowledge', 'knowledge', k.uid) FROM knowledge_base k
   WHERE k.text_id = t.id LIMIT 1) AS knowledge)";

Statement with_parameters(std::string sql, const Job& job, std::int64_t after) {
  Statement statement{std::move(sql), {after, kPageRows, kPageCharacters}};
  if (job.what == Job::What::session) statement.parameters.emplace_back(job.session_uid);
  return statement;
}

}  // namespace

Statement texts_page(const Job& job, std::int64_t after, bool places) {
  const std::string filter = job.what == Job::What::session ? kTextsOfSession : "";
  return with_parameters("SELECT t.id, t.hash, t.body" + std::string(places ? kPlaces : "") +
                             R"( FROM texts t JOIN (SELECT id AS page_id FROM (
  SELECT id, row_number() OVER (ORDER BY id) AS number, sum(characters) OVER (ORDER BY id) AS total
  FROM (SELECT id, length(body) AS characters FROM texts WHERE id > ?1 AND body IS NOT NULL)" +
                             filter + R"( ORDER BY id LIMIT ?2))
WHERE number = 1 OR total <= ?3) ON page_id = t.id ORDER BY t.id)",
                         job, after);
}

Statement events_page(const Job& job, std::int64_t after) {
  const std::string filter = job.what == Job::What::session ? kEventsOfSession : "";
  return with_parameters(R"(SELECT e.seq, e.id, e.body, e.type, e.entity_id
FROM events e JOIN (SELECT seq AS page_seq FROM (
  SELECT seq, row_number() OVER (ORDER BY seq) AS number, sum(characters) OVER (ORDER BY seq) AS total
  FROM (SELECT seq, length(body) AS characters FROM events
        WHERE seq > ?1 AND type NOT IN ('session.appended', 'store.purged'))" +
                             filter + R"( ORDER BY seq LIMIT ?2))
WHERE number = 1 OR total <= ?3) ON page_seq = e.seq ORDER BY e.seq)",
                         job, after);
}

}  // namespace baton::purge
