// What a Worker by hand would be at the least: one query a path, its string returned as it is.

const PROJECTS = `SELECT '{"success":true,"data":' || json_group_array(json(j)) || '}' AS answer FROM (SELECT
  json_object('id', p.id, 'uid', p.uid, 'name', p.name, 'description', p.description, 'status', p.status,
  'total_sessions', p.total_sessions, 'total_credits_used', p.total_credits_used, 'growth_efficiency',
  round(0.7 + 0.25 * tanh(p.total_sessions / 50.0), 4), 'context_preservation_rate',
  round(p.context_preservation_rate, 4), 'created_at', p.created_at, 'updated_at', p.updated_at,
  'active_sessions', p.active_sessions) AS j FROM projects p WHERE p.deleted = 0
  ORDER BY p.updated_at DESC, p.id DESC)`;

const SESSIONS = `SELECT '{"success":true,"data":' || json_group_array(json_patch(a, b)) || '}' AS answer FROM (SELECT
  json_object('id', s.id, 'uid', s.uid, 'project_id', s.project_id, 'session_number', n.session_number,
  'session_type', s.session_type, 'status', s.status, 'title', s.title, 'objectives', s.objectives,
  'account_name', s.account_name, 'accomplishments', s.accomplishments, 'blockers', s.blockers,
  'credits_used', s.credits_used, 'source', s.source) AS a, json_object('started_at', s.started_at,
  'completed_at', s.completed_at, 'conversation_count', s.conversation_count, 'handoff_count',
  s.handoff_count, 'created_at', s.started_at, 'updated_at', s.updated_at) AS b
  FROM session_numbers n JOIN sessions s ON s.id = n.session_id
  WHERE n.project_id = ?1 AND s.deleted = 0 ORDER BY n.session_number)`;

const STATS = `SELECT '{"success":true,"data":' || json_object('projects', count(*) FILTER (WHERE p.status = 'active'),
  'sessions', coalesce(sum(p.total_sessions), 0), 'growth', CAST(round(100 * coalesce(avg(round(0.7 + 0.25 *
  tanh(p.total_sessions / 50.0), 4)), 0)) AS INTEGER)) || '}' AS answer FROM projects p WHERE p.deleted = 0`;

/** @param {string} path @param {D1Database} database */
function statementFor(path, database) {
  if (path === '/api/projects') return database.prepare(PROJECTS);
  if (path === '/api/stats') return database.prepare(STATS);
  return database.prepare(SESSIONS).bind(Number(path.split('/')[3]));
}

/** One INSERT a turn. @param {Request} request @param {D1Database} database */
async function save(request, database) {
  await database.prepare('CREATE TABLE IF NOT EXISTS bare_turns (id INTEGER PRIMARY KEY, session_id, role, content)').run();
  /** @type {any} */
  const {session_id: session, conversation} = await request.json();
  const statement = database.prepare('INSERT INTO bare_turns (session_id, role, content) VALUES (?1, ?2, ?3)');
  for (const {role, content} of conversation) await statement.bind(session, role, content).run();
  return Response.json({success: true});
}

export default {
  /** @param {Request} request @param {{DB: D1Database}} env */
  async fetch(request, env) {
    if (request.method === 'POST') return save(request, env.DB);
    const answer = await statementFor(new URL(request.url).pathname, env.DB).first('answer');
    return new Response(/** @type {string} */ (answer), {headers: {'Content-Type': 'application/json'}});
  },
};
