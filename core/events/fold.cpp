#include "core/events/fold.hpp"

#include <algorithm>

#include "core/events/text_index.hpp"

namespace baton {
namespace {

struct Step {
  const char* kinds;  ///< the kinds that need it, "" for every change
  const char* sql;
  bool live = false;  ///< about what lies outside the fold: a rebuild leaves it out
};

// `seq > (SELECT folded FROM clock)` are the new events in every statement.
constexpr const char* kTouchSessions = R"(INSERT OR IGNORE INTO touched (kind, id)
SELECT 'session', h.session_id FROM touched t JOIN handoff_documents h ON h.id = t.id
WHERE t.kind = 'handoff' AND h.session_id IS NOT NULL)";

constexpr const char* kTouchProjects = R"(INSERT OR IGNORE INTO touched (kind, id)
SELECT 'project', s.project_id FROM touched t JOIN sessions s ON s.id = t.id
WHERE t.kind = 'session' AND s.project_id IS NOT NULL)";

// A project that is merged stays what its sessions and knowledge name; whose they are is worked out
// from all the pointers, so that what another device writes into it later is found, too. Touched as
// 'merging' are the projects that hold now what may move: those of which the pointers' owners were
// part.
constexpr const char* kTouchMerging = R"(INSERT OR IGNORE INTO touched (kind, id)
SELECT 'merging', coalesce(p.part_of, i.id) FROM events e
JOIN ids i ON i.uid = e.entity_id AND i.kind = 'project' LEFT JOIN projects p ON p.id = i.id
WHERE e.seq > (SELECT folded FROM clock) AND e.type GLOB 'project.*'
  AND e.body->>'$.set.merged_into' IS NOT NULL)";

// The end of each chain of pointers. Where two devices merged two projects into each other there is
// none: of those in the circle the least uid stands for all.
constexpr const char* kResolveMerged = R"(WITH RECURSIVE walk (start, place) AS (
  SELECT uid, merged_into FROM projects WHERE merged_into <> ''
  UNION
  SELECT w.start, p.merged_into FROM walk w JOIN projects p ON p.uid = w.place
  WHERE p.merged_into <> '')
UPDATE projects SET part_of = n.whole, deleted = CASE WHEN n.whole IS NULL THEN n.gone ELSE 1 END
FROM (SELECT p.id AS id,
        coalesce((SELECT f.value FROM fields f WHERE f.entity_id = p.uid AND f.field = 'deleted'),
          0) AS gone,
        (SELECT i.id FROM ids i WHERE i.kind = 'project' AND i.id <> p.id AND i.uid = coalesce(
           (SELECT w.place FROM walk w WHERE w.start = p.uid AND NOT EXISTS
              (SELECT 1 FROM projects q WHERE q.uid = w.place AND q.merged_into <> '')),
           (SELECT min(w.place) FROM walk w JOIN walk c ON c.start = w.place AND c.place = w.place
            WHERE w.start = p.uid))) AS whole
      FROM projects p WHERE p.merged_into <> '' OR p.part_of IS NOT NULL) n
WHERE projects.id = n.id AND EXISTS (SELECT 1 FROM touched WHERE kind = 'merging'))";

// These and those that hold it afterwards have other sums.
constexpr const char* kTouchMerged = R"(INSERT OR IGNORE INTO touched (kind, id)
SELECT 'project', coalesce(p.part_of, p.id) FROM events e JOIN projects p ON p.uid = e.entity_id
WHERE e.seq > (SELECT folded FROM clock) AND e.type GLOB 'project.*'
  AND e.body->>'$.set.merged_into' IS NOT NULL
UNION SELECT 'project', t.id FROM touched t WHERE t.kind = 'merging')";

// The project in which the entity with this uid is.
#define BATON_PROJECT_OF(uid)                                                                \
  "(SELECT coalesce(p.part_of, r.id) FROM fields l JOIN ids r ON r.uid = l.value LEFT JOIN " \
  "projects p ON p.id = r.id WHERE l.entity_id = " uid " AND l.field = 'project')"

// Sessions that are in another project now follow its own, in their order: those that an event
// moves, and all that are in what their number's project was merged into.
#define BATON_MOVE_NUMBERS(seq)                                                                  \
  "UPDATE session_numbers SET project_id = m.project_id, session_number = m.number, changed "    \
  "= " seq                                                                                       \
  " FROM "                                                                                       \
  "(SELECT s.id AS id, s.project_id AS project_id, (SELECT coalesce(max(x.session_number), 0) "  \
  "FROM session_numbers x WHERE x.project_id = s.project_id) + row_number() OVER (PARTITION BY " \
  "s.project_id ORDER BY n.project_id, n.session_number) AS number FROM "
#define BATON_MOVED ") m WHERE session_numbers.session_id = m.id"
#define BATON_MOVE_NUMBERS_OF_MERGED(seq)                                                     \
  BATON_MOVE_NUMBERS(seq)                                                                     \
  "projects p CROSS JOIN session_numbers n ON n.project_id = p.id JOIN sessions s ON s.id = " \
  "n.session_id AND s.project_id = p.part_of WHERE p.part_of IS NOT NULL" BATON_MOVED
#define BATON_LAST "(SELECT coalesce(max(seq), 0) FROM events)"

constexpr const char* kMoveNumbers = BATON_MOVE_NUMBERS(BATON_LAST)
    "touched t JOIN sessions s ON s.id = t.id JOIN session_numbers n ON n.session_id = s.id AND "
    "n.project_id <> s.project_id WHERE t.kind = 'moved'" BATON_MOVED;
constexpr const char* kMoveNumbersOfMerged = BATON_MOVE_NUMBERS_OF_MERGED(BATON_LAST);
/// Not with an event: who has the whole log is told still.
constexpr const char* kMoveNumbersLate = BATON_MOVE_NUMBERS_OF_MERGED("1 + " BATON_LAST);

#undef BATON_LAST
#undef BATON_MOVE_NUMBERS_OF_MERGED
#undef BATON_MOVED
#undef BATON_MOVE_NUMBERS

constexpr Step kSteps[] = {
    // Small ids, for entities and for what they refer to, at first mention.
    {"", R"(INSERT INTO ids (kind, id, uid)
SELECT kind, (SELECT coalesce(max(i.id), 0) FROM ids i WHERE i.kind = n.kind)
         + row_number() OVER (PARTITION BY kind ORDER BY first, uid), uid
FROM (SELECT kind, uid, min(seq) AS first FROM (
        SELECT substr(type, 1, instr(type, '.') - 1) AS kind, entity_id AS uid, seq FROM events
        WHERE seq > (SELECT folded FROM clock) AND type NOT GLOB 'later:*'
        UNION ALL
        SELECT 'project', body->>'$.set.project', seq FROM events
        WHERE seq > (SELECT folded FROM clock) AND type IN ('session.created', 'knowledge.created')
        UNION ALL
        SELECT 'session', body->>'$.set.session', seq FROM events
        WHERE seq > (SELECT folded FROM clock) AND type = 'handoff.written'
        UNION ALL
        SELECT 'project', nullif(body->>'$.set.merged_into', ''), seq FROM events
        WHERE seq > (SELECT folded FROM clock) AND type = 'project.merged')
      WHERE uid IS NOT NULL AND uid NOT IN (SELECT uid FROM ids)
      GROUP BY kind, uid) n)"},

    {"", R"(INSERT INTO fields (entity_id, field, value, stamp)
SELECT e.entity_id, f.key, f.value, e.hlc || '-' || e.device_id || '-' || e.id
FROM events e, json_each(e.body, '$.set') f
WHERE e.seq > (SELECT folded FROM clock) AND e.type <> 'session.appended'
  AND e.type NOT GLOB 'later:*'
ON CONFLICT (entity_id, field) DO UPDATE SET value = excluded.value, stamp = excluded.stamp
WHERE excluded.stamp > fields.stamp)"},

    // Whose sums change: what the events are about, and what it belonged to and now belongs to.
    {"", R"(INSERT OR IGNORE INTO touched (kind, id)
SELECT i.kind, i.id FROM events e JOIN ids i ON i.uid = e.entity_id
WHERE e.seq > (SELECT folded FROM clock) AND e.type <> 'session.appended')"},
    {"handoff", kTouchSessions},
    {"session handoff", kTouchProjects},
    {"project", kTouchMerging},

    {"project", R"(INSERT INTO projects (id, uid, name, description, status, deleted, created_at,
  tags, merged_into, changed_at, updated_at)
SELECT i.id, i.uid,
  coalesce(max(f.value) FILTER (WHERE f.field = 'name'), ''),
  coalesce(max(f.value) FILTER (WHERE f.field = 'description'), ''),
  coalesce(max(f.value) FILTER (WHERE f.field = 'status'), 'active'),
  coalesce(max(f.value) FILTER (WHERE f.field = 'deleted'), 0),
  coalesce(max(f.value) FILTER (WHERE f.field = 'created_at'), ''),
  (SELECT json_group_array(tag) FROM (
     SELECT substr(t.field, 5) AS tag FROM fields t
     WHERE t.entity_id = i.uid AND t.field GLOB 'tag:*' AND t.value = 1 ORDER BY t.field)),
  coalesce(max(f.value) FILTER (WHERE f.field = 'merged_into'), ''),
  n.at, n.at
FROM (SELECT entity_id, max(at) AS at FROM events
      WHERE seq > (SELECT folded FROM clock) AND type GLOB 'project.*' GROUP BY entity_id) n
JOIN ids i ON i.uid = n.entity_id JOIN fields f ON f.entity_id = n.entity_id
GROUP BY i.id
ON CONFLICT (id) DO UPDATE SET name = excluded.name, description = excluded.description,
  status = excluded.status, created_at = excluded.created_at,
  deleted = CASE WHEN projects.part_of IS NULL THEN excluded.deleted ELSE 1 END,
  tags = excluded.tags, merged_into = excluded.merged_into, changed_at = max(projects.changed_at, excluded.changed_at))"},
    {"project", kResolveMerged},
    {"project", kTouchMerged},
    {"project", R"(INSERT OR IGNORE INTO touched (kind, id)
SELECT 'moved', s.id FROM sessions s
WHERE s.project_id IN (SELECT id FROM touched WHERE kind = 'merging')
  AND s.project_id <> )" BATON_PROJECT_OF("s.uid")},
    {"project", "UPDATE sessions SET project_id = " BATON_PROJECT_OF("sessions.uid") R"(
WHERE id IN (SELECT id FROM touched WHERE kind = 'moved'))"},
    {"project", "UPDATE knowledge_base SET project_id = " BATON_PROJECT_OF("knowledge_base.uid") R"(
WHERE project_id IN (SELECT id FROM touched WHERE kind = 'merging'))"},
    {"project", kMoveNumbers, true},

    {"session",
     R"(INSERT INTO sessions (id, uid, project_id, account_name, session_type, status, title,
  objectives, accomplishments, blockers, credits_used, source, started_at, completed_at, deleted, handoff_count,
  updated_at)
SELECT i.id, i.uid, )" BATON_PROJECT_OF("i.uid") R"(,
  coalesce(max(f.value) FILTER (WHERE f.field = 'account_name'), ''),
  coalesce(max(f.value) FILTER (WHERE f.field = 'session_type'), 'development'),
  coalesce(max(f.value) FILTER (WHERE f.field = 'status'), 'in_progress'),
  coalesce(max(f.value) FILTER (WHERE f.field = 'title'), ''),
  coalesce(max(f.value) FILTER (WHERE f.field = 'objectives'), ''),
  coalesce(max(f.value) FILTER (WHERE f.field = 'accomplishments'), ''),
  coalesce(max(f.value) FILTER (WHERE f.field = 'blockers'), ''),
  coalesce(max(f.value) FILTER (WHERE f.field = 'credits_used'), 0),
  coalesce(max(f.value) FILTER (WHERE f.field = 'source'), ''),
  coalesce(max(f.value) FILTER (WHERE f.field = 'started_at'), ''),
  max(f.value) FILTER (WHERE f.field = 'completed_at'),
  coalesce(max(f.value) FILTER (WHERE f.field = 'deleted'), 0),
  (SELECT count(*) FROM handoff_documents h WHERE h.session_id = i.id),
  n.at
FROM (SELECT entity_id, max(at) AS at FROM events
      WHERE seq > (SELECT folded FROM clock) AND type GLOB 'session.*' GROUP BY entity_id) n
JOIN ids i ON i.uid = n.entity_id LEFT JOIN fields f ON f.entity_id = n.entity_id
GROUP BY i.id
ON CONFLICT (id) DO UPDATE SET project_id = excluded.project_id, account_name = excluded.account_name,
  session_type = excluded.session_type, status = excluded.status, title = excluded.title,
  objectives = excluded.objectives, accomplishments = excluded.accomplishments,
  blockers = excluded.blockers, credits_used = excluded.credits_used, source = excluded.source,
  started_at = excluded.started_at, completed_at = excluded.completed_at, deleted = excluded.deleted,
  updated_at = max(sessions.updated_at, excluded.updated_at))"},

    {"session", R"(INSERT INTO session_numbers (session_id, project_id, session_number)
SELECT s.id, s.project_id,
  (SELECT coalesce(max(n.session_number), 0) FROM session_numbers n WHERE n.project_id = s.project_id)
    + row_number() OVER (PARTITION BY s.project_id ORDER BY s.id)
FROM sessions s
WHERE s.uid IN (SELECT entity_id FROM events
                WHERE seq > (SELECT folded FROM clock) AND type = 'session.created')
  AND s.project_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM session_numbers n WHERE n.session_id = s.id))"},

    {"project session", kMoveNumbersOfMerged, true},

    {"session", R"(INSERT OR IGNORE INTO texts (hash)
SELECT t.value->>'h' FROM events e, json_each(e.body, '$.turns') t
WHERE e.seq > (SELECT folded FROM clock) AND e.type = 'session.appended')"},

    // A turn that two devices imported is one: the first position wins, with all it says.
    // LIMIT keeps the inner SELECT apart: merged into the outer one, it would make the turn's JSON
    // anew for each column.
    {"session",
     R"(INSERT INTO conversation_history (session_id, uid, position, piece, role, kind, text_id,
  tool, agent, typed, failed, created_at)
SELECT n.session_id, n.turn->>'u', n.position, coalesce(n.turn->>'p', 0), n.turn->>'r', n.turn->>'k',
  x.id, n.turn->>'n', n.turn->>'a', coalesce(n.turn->>'y', 0), coalesce(n.turn->>'x', 0),
  coalesce(n.turn->>'t', n.at)
FROM (SELECT i.id AS session_id, e.at AS at, t.value AS turn,
  e.hlc || substr(e.device_id, 1, 8) || printf('%08x%05x', e.device_seq, t.key) AS position
FROM events e JOIN ids i ON i.uid = e.entity_id, json_each(e.body, '$.turns') t
WHERE e.seq > (SELECT folded FROM clock) AND e.type = 'session.appended' LIMIT -1) n
JOIN texts x ON x.hash = n.turn->>'h' WHERE true
ON CONFLICT (session_id, uid) DO UPDATE SET position = excluded.position, piece = excluded.piece,
  turn_number = NULL, role = excluded.role, kind = excluded.kind, text_id = excluded.text_id,
  tool = excluded.tool, agent = excluded.agent, typed = excluded.typed, failed = excluded.failed,
  created_at = excluded.created_at
WHERE excluded.position < conversation_history.position)"},

    // Numbers from the first turn that is new or moved; a text's later pieces share their turn's
    // number.
    {"session", R"(UPDATE conversation_history SET turn_number = n.number
FROM (SELECT h.id, t.base
        + sum(h.piece = 0) OVER (PARTITION BY h.session_id ORDER BY h.position) AS number
      FROM (SELECT u.session_id, u.first,
              coalesce((SELECT b.turn_number FROM conversation_history b
                        WHERE b.session_id = u.session_id AND b.position < u.first
                        ORDER BY b.position DESC LIMIT 1), 0) AS base
            FROM (SELECT session_id, min(position) AS first FROM conversation_history
                  WHERE turn_number IS NULL GROUP BY session_id) u) t
      JOIN conversation_history h ON h.session_id = t.session_id AND h.position >= t.first) n
WHERE conversation_history.id = n.id)"},

    {"session", R"(UPDATE sessions SET conversation_count =
  coalesce((SELECT h.turn_number FROM conversation_history h WHERE h.session_id = sessions.id
            ORDER BY h.position DESC LIMIT 1), 0)
WHERE uid IN (SELECT entity_id FROM events
              WHERE seq > (SELECT folded FROM clock) AND type = 'session.appended'))"},

    // An answer that several transcripts hold counts once: the latest report of it, in the session
    // that told of that first.
    {"session", R"(INSERT INTO message_usage (message_id, session_id, model, at, input_tokens,
  output_tokens, cache_creation_input_tokens, cache_read_input_tokens, rank, stamp)
SELECT u.value->>'m', i.id, coalesce(u.value->>'n', ''), coalesce(u.value->>'t', ''),
  coalesce(u.value->>'i', 0), coalesce(u.value->>'o', 0), coalesce(u.value->>'w', 0),
  coalesce(u.value->>'r', 0),
  coalesce(u.value->>'t', '') || printf('|%016d%016d%016d%016d|', coalesce(u.value->>'o', 0),
    coalesce(u.value->>'i', 0), coalesce(u.value->>'w', 0), coalesce(u.value->>'r', 0))
    || coalesce(u.value->>'n', ''),
  e.hlc || '-' || e.device_id || '-' || e.id
FROM events e JOIN ids i ON i.uid = e.entity_id, json_each(e.body, '$.usage') u
WHERE e.seq > (SELECT folded FROM clock) AND e.type = 'session.used'
  AND u.value->>'m' IS NOT NULL
ON CONFLICT (message_id) DO UPDATE SET session_id = excluded.session_id, model = excluded.model,
  at = excluded.at, input_tokens = excluded.input_tokens, output_tokens = excluded.output_tokens,
  cache_creation_input_tokens = excluded.cache_creation_input_tokens,
  cache_read_input_tokens = excluded.cache_read_input_tokens, rank = excluded.rank,
  stamp = excluded.stamp
WHERE excluded.rank > message_usage.rank
   OR (excluded.rank = message_usage.rank AND excluded.stamp < message_usage.stamp))"},

    {"session", R"(INSERT INTO project_files (session_id, path, change, changed_at, stamp)
SELECT i.id, f.value->>'path', f.value->>'change', e.at, e.hlc || '-' || e.device_id || '-' || e.id
FROM events e JOIN ids i ON i.uid = e.entity_id, json_each(e.body, '$.files') f
WHERE e.seq > (SELECT folded FROM clock) AND e.type GLOB 'session.*' AND e.type <> 'session.appended'
ON CONFLICT (session_id, path) DO UPDATE SET change = excluded.change,
  changed_at = excluded.changed_at, stamp = excluded.stamp
WHERE excluded.stamp > project_files.stamp)"},

    {"handoff knowledge", R"(INSERT OR IGNORE INTO texts (hash)
SELECT e.body->>'$.set.text' FROM events e
WHERE e.seq > (SELECT folded FROM clock) AND e.body->>'$.set.text' IS NOT NULL
  AND (e.type GLOB 'handoff.*' OR e.type GLOB 'knowledge.*'))"},

    {"handoff",
     R"(INSERT INTO handoff_documents (id, uid, session_id, parent_uid, handoff_type, branch, text_id,
  ai_model, ai_confidence, preservation, groundedness, compression, tokens, counts, created_at,
  stamp)
SELECT i.id, i.uid,
  (SELECT r.id FROM fields l JOIN ids r ON r.uid = l.value
   WHERE l.entity_id = i.uid AND l.field = 'session'),
  max(f.value) FILTER (WHERE f.field = 'parent'),
  coalesce(max(f.value) FILTER (WHERE f.field = 'handoff_type'), 'extracted'),
  coalesce(max(f.value) FILTER (WHERE f.field = 'branch'), ''),
  (SELECT t.id FROM fields l JOIN texts t ON t.hash = l.value
   WHERE l.entity_id = i.uid AND l.field = 'text'),
  max(f.value) FILTER (WHERE f.field = 'ai_model'),
  max(f.value) FILTER (WHERE f.field = 'ai_confidence'),
  max(f.value) FILTER (WHERE f.field = 'preservation'),
  max(f.value) FILTER (WHERE f.field = 'groundedness'),
  max(f.value) FILTER (WHERE f.field = 'compression'),
  max(f.value) FILTER (WHERE f.field = 'tokens'),
  max(f.value) FILTER (WHERE f.field = 'counts'),
  coalesce(max(f.value) FILTER (WHERE f.field = 'created_at'), ''),
  coalesce(max(f.stamp) FILTER (WHERE f.field = 'created_at'), '')
FROM (SELECT DISTINCT entity_id FROM events
      WHERE seq > (SELECT folded FROM clock) AND type GLOB 'handoff.*') n
JOIN ids i ON i.uid = n.entity_id JOIN fields f ON f.entity_id = n.entity_id
GROUP BY i.id
ON CONFLICT (id) DO UPDATE SET session_id = excluded.session_id, parent_uid = excluded.parent_uid,
  handoff_type = excluded.handoff_type, branch = excluded.branch, text_id = excluded.text_id, ai_model = excluded.ai_model,
  ai_confidence = excluded.ai_confidence, preservation = excluded.preservation,
  groundedness = excluded.groundedness, compression = excluded.compression,
  tokens = excluded.tokens, counts = excluded.counts,
  created_at = excluded.created_at, stamp = excluded.stamp)"},

    {"handoff", kTouchSessions},
    {"session handoff", kTouchProjects},
    {"session handoff", R"(UPDATE sessions SET handoff_count =
  (SELECT count(*) FROM handoff_documents h WHERE h.session_id = sessions.id)
WHERE id IN (SELECT id FROM touched WHERE kind = 'session'))"},

    {"account", R"(INSERT INTO accounts (id, uid, account_name, platform, credits_available,
  credits_used_today, specialization, status, deleted, created_at, updated_at)
SELECT i.id, i.uid,
  coalesce(max(f.value) FILTER (WHERE f.field = 'account_name'), ''),
  coalesce(max(f.value) FILTER (WHERE f.field = 'platform'), ''),
  coalesce(max(f.value) FILTER (WHERE f.field = 'credits_available'), 0),
  coalesce(max(f.value) FILTER (WHERE f.field = 'credits_used_today'), 0),
  coalesce(max(f.value) FILTER (WHERE f.field = 'specialization'), ''),
  coalesce(max(f.value) FILTER (WHERE f.field = 'status'), 'active'),
  coalesce(max(f.value) FILTER (WHERE f.field = 'deleted'), 0),
  coalesce(max(f.value) FILTER (WHERE f.field = 'created_at'), ''),
  n.at
FROM (SELECT entity_id, max(at) AS at FROM events
      WHERE seq > (SELECT folded FROM clock) AND type GLOB 'account.*' GROUP BY entity_id) n
JOIN ids i ON i.uid = n.entity_id JOIN fields f ON f.entity_id = n.entity_id
GROUP BY i.id
ON CONFLICT (id) DO UPDATE SET account_name = excluded.account_name, platform = excluded.platform,
  credits_available = excluded.credits_available, credits_used_today = excluded.credits_used_today,
  specialization = excluded.specialization, status = excluded.status, deleted = excluded.deleted,
  created_at = excluded.created_at, updated_at = max(accounts.updated_at, excluded.updated_at))"},

    {"knowledge",
     R"(INSERT INTO knowledge_base (id, uid, project_id, category, title, text_id, tags,
  deleted, created_at, updated_at)
SELECT i.id, i.uid, )" BATON_PROJECT_OF("i.uid") R"(,
  coalesce(max(f.value) FILTER (WHERE f.field = 'category'), 'pattern'),
  coalesce(max(f.value) FILTER (WHERE f.field = 'title'), ''),
  (SELECT t.id FROM fields l JOIN texts t ON t.hash = l.value
   WHERE l.entity_id = i.uid AND l.field = 'text'),
  coalesce(max(f.value) FILTER (WHERE f.field = 'tags'), '[]'),
  coalesce(max(f.value) FILTER (WHERE f.field = 'deleted'), 0),
  coalesce(max(f.value) FILTER (WHERE f.field = 'created_at'), ''),
  n.at
FROM (SELECT entity_id, max(at) AS at FROM events
      WHERE seq > (SELECT folded FROM clock) AND type GLOB 'knowledge.*' GROUP BY entity_id) n
JOIN ids i ON i.uid = n.entity_id LEFT JOIN fields f ON f.entity_id = n.entity_id
GROUP BY i.id
ON CONFLICT (id) DO UPDATE SET project_id = excluded.project_id, category = excluded.category,
  title = excluded.title, text_id = excluded.text_id, tags = excluded.tags,
  deleted = excluded.deleted, created_at = excluded.created_at,
  updated_at = max(knowledge_base.updated_at, excluded.updated_at))"},

    {"knowledge", R"(INSERT OR IGNORE INTO knowledge_uses (event_id, knowledge_id, success)
SELECT e.id, i.id, coalesce(e.body->>'$.use.success', 0)
FROM events e JOIN ids i ON i.uid = e.entity_id
WHERE e.seq > (SELECT folded FROM clock) AND e.type = 'knowledge.used')"},

    {"knowledge", R"(UPDATE knowledge_base SET
  usage_count = (SELECT count(*) FROM knowledge_uses u WHERE u.knowledge_id = knowledge_base.id),
  success_count = (SELECT coalesce(sum(u.success), 0) FROM knowledge_uses u
                   WHERE u.knowledge_id = knowledge_base.id)
WHERE uid IN (SELECT entity_id FROM events
              WHERE seq > (SELECT folded FROM clock) AND type GLOB 'knowledge.*'))"},

    // What a project's sessions add up to. Appending turns changes only the time of the last
    // change.
    {"project session handoff", R"(UPDATE projects SET
  total_sessions = (SELECT count(*) FROM sessions s
    WHERE s.project_id = projects.id AND s.status = 'completed' AND s.deleted = 0),
  active_sessions = (SELECT count(*) FROM sessions s
    WHERE s.project_id = projects.id AND s.status = 'in_progress' AND s.deleted = 0),
  total_credits_used = (SELECT round(coalesce(sum(s.credits_used), 0), 6) FROM sessions s
    WHERE s.project_id = projects.id AND s.deleted = 0),
  context_preservation_rate = (SELECT coalesce(avg(h.preservation), 0) FROM sessions s
    JOIN handoff_documents h ON h.session_id = s.id
    WHERE s.project_id = projects.id AND s.deleted = 0)
WHERE id IN (SELECT id FROM touched WHERE kind = 'project'))"},

    {"project session handoff", R"(UPDATE projects SET updated_at = max(changed_at,
  coalesce((SELECT max(s.updated_at) FROM sessions s WHERE s.project_id = projects.id), ''))
WHERE id IN (SELECT id FROM touched WHERE kind = 'project')
   OR id IN (SELECT s.project_id FROM events e JOIN sessions s ON s.uid = e.entity_id
             WHERE e.seq > (SELECT folded FROM clock) AND e.type = 'session.appended'))"},

    {"", "DELETE FROM touched"},

    {"", "UPDATE clock SET folded = (SELECT coalesce(max(seq), 0) FROM events)"},
};

#undef BATON_PROJECT_OF

constexpr std::string_view kProjections[] = {
    "fields",        "projects", "sessions",       "conversation_history", "handoff_documents",
    "project_files", "accounts", "knowledge_base", "knowledge_uses",       "message_usage"};

bool needed(std::string_view step_kinds, const std::vector<std::string_view>& kinds) {
  if (step_kinds.empty() || kinds.empty()) return true;
  return std::any_of(kinds.begin(), kinds.end(), [&](std::string_view kind) {
    return step_kinds.find(kind) != std::string_view::npos;
  });
}

}  // namespace

std::vector<Statement> fold_statements(const std::vector<std::string_view>& kinds) {
  std::vector<Statement> statements;
  for (const Step& step : kSteps)
    if (needed(step.kinds, kinds)) statements.push_back({step.sql, {}});
  return statements;
}

std::vector<Statement> rebuild_statements() {
  std::vector<Statement> statements;
  for (const Step& step : kSteps)
    if (!step.live) statements.push_back({step.sql, {}});
  return statements;
}

Statement number_merged() { return {kMoveNumbersLate, {}}; }

std::vector<Statement> fold_and_index_statements(const std::vector<std::string_view>& kinds) {
  std::vector<Statement> statements = fold_statements(kinds);
  for (Statement& statement : text_index_statements(kTextsToIndex))
    statements.push_back(std::move(statement));
  return statements;
}

std::span<const std::string_view> projections() { return kProjections; }

}  // namespace baton
