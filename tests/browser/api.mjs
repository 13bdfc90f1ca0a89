// Filling a server by its API.

export const api = (base) => async (target, body, method) => {
  const raw = typeof body === 'string';
  const response = await fetch(base + target, {method: method ?? (body === undefined ? 'GET' : 'POST'), body: raw ? body : JSON.stringify(body),
    headers: {'Content-Type': raw ? 'application/octet-stream' : 'application/json'}});
  const answer = await response.json();
  if (!answer.success) throw new Error(`${target}: ${answer.error}`);
  return answer.data;
};

/** A project with two completed sessions, an open one, and one of each other thing. */
export async function fill(ask, name = 'Lighthouse') {
  const project = await ask('/api/projects', {name, description: 'The keeper’s log', tags: ['harbour']});
  const sessions = [];
  for (const [index, talk] of [['Write `src/lamp.py`', 'I decided to keep a list because the lamps are few.\n\n```python\nlamps = [1, 2]\n```'], ['Now the fog horn in `src/horn.py`', 'Done: the horn sounds.']].entries()) {
    const session = await ask('/api/sessions', {project_id: project.id, objectives: `Part ${index + 1} of the light`});
    await ask('/api/conversations/save', {session_id: session.session_id, conversation: [{role: 'user', content: talk[0]}, {role: 'assistant', content: talk[1]}]});
    await ask(`/api/sessions/${session.session_id}/complete`, {next: [`Paint \`wall${index}.py\` white`], blockers: ['No paint is left'], credits_used: 2});
    sessions.push(session.session_id);
  }
  const open = await ask('/api/sessions', {project_id: project.id, objectives: 'The third part'});
  await ask('/api/knowledge', {project_id: project.id, title: 'Lamps burn out', content: 'Every **second** year.', tags: ['lamp']});
  await ask('/api/accounts', {account_name: `keeper of ${name}`, credits_available: 100});
  await ask('/api/models', {name: `local-${project.id}`, provider: 'ollama', model: 'llama3.1'});
  return {project, sessions, open: open.session_id};
}

/** Every page, with the things that a filled server has. */
export const pagesOf = ({project, sessions}) => ({
  today: '/', projects: '/projects', 'new project': '/projects?new=1', project: `/projects/${project.id}`, handoff: `/projects/${project.id}/handoff`, files: `/projects/${project.id}/files`,
  knowledge: `/projects/${project.id}/knowledge`, growth: `/projects/${project.id}/growth`, session: `/sessions/${sessions[0]}`, 'handoff of a session': `/sessions/${sessions[0]}/handoff`,
  'files of a session': `/sessions/${sessions[0]}/files`, replay: `/sessions/${sessions[0]}/replay`, cost: `/sessions/${sessions[0]}/cost`, 'new handoff': '/handoff',
  compare: `/compare?project=${project.id}`, search: '/search', hits: '/search?q=lamp', analytics: '/analytics', troubleshooting: '/troubleshooting', models: '/settings/models',
  tokens: '/settings/tokens', prices: '/settings/prices', accounts: '/settings/accounts', templates: '/settings/templates', monitoring: '/monitoring', 'no page': '/none',
});
