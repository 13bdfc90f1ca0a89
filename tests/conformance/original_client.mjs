#!/usr/bin/env node
// The original system's page, as far as the API sees it: its calls in the order of a day's work, with the
// ids as the strings that a form holds, and what it reads of the answers. Prints TAP; exit 1 if one fails.
//
//   node tests/conformance/original_client.mjs http://127.0.0.1:8787
//
// The page sends no token; BATON_TOKEN adds one for a host that asks.

import { assert, test } from '../wasm/tap.mjs';

const base = process.argv[2];
if (!base) {
  console.error('usage: node tests/conformance/original_client.mjs BASE_URL');
  process.exit(2);
}
const authorization = process.env.BATON_TOKEN ? { Authorization: `Bearer ${process.env.BATON_TOKEN}` } : {};

async function call(method, path, body) {
  const response = await fetch(base + path, {
    method,
    headers: { 'Content-Type': 'application/json', ...authorization },
    body: body && JSON.stringify(body),
  });
  return { status: response.status, ...(await response.json()) };
}

/** What a call of the page answers when all is well. */
async function done(method, path, body) {
  const answer = await call(method, path, body);
  assert.equal(answer.success, true, JSON.stringify(answer));
  assert.equal(answer.status, 200);
  return answer;
}

const isCount = (value) => assert.ok(Number.isInteger(value) && value >= 0, `a count, not ${value}`);
const isShare = (value) => assert.ok(typeof value === 'number' && value >= 0 && value <= 1, `0 to 1, not ${value}`);
const isText = (value) => assert.ok(typeof value === 'string' && value !== '', `a text, not ${value}`);
const isDate = (value) => assert.ok(Number.isFinite(new Date(value).getTime()), `a date, not ${value}`);

const name = `Shop ${Date.now()}`;
let before, project, session, second, prompt;

async function shownProject() {
  const { data } = await done('GET', '/api/projects');
  assert.ok(Array.isArray(data));
  return data.find((one) => String(one.id) === project);
}

await test('the page loads: totals and projects', async () => {
  before = (await done('GET', '/api/stats')).data;
  for (const key of ['projects', 'sessions', 'growth']) isCount(before[key]);
  assert.ok(Array.isArray((await done('GET', '/api/projects')).data));
});

await test('a project is created: its id stands beside the data', async () => {
  const answer = await done('POST', '/api/projects', { name, description: 'Sells things' });
  assert.ok(Number.isInteger(answer.id) && answer.id > 0);
  project = String(answer.id);
});

await test('the project is on the list, first, with its figures', async () => {
  const { data } = await done('GET', '/api/projects');
  const one = await shownProject();
  assert.equal(String(data[0].id), project);
  assert.deepEqual([one.name, one.description, one.status], [name, 'Sells things', 'active']);
  assert.deepEqual([one.total_sessions, one.total_credits_used, one.active_sessions], [0, 0, 0]);
  isShare(one.growth_efficiency);
  isShare(one.context_preservation_rate);
  isDate(one.created_at);
  isDate(one.updated_at);
});

await test('a project without a name is refused with a message to show', async () => {
  const answer = await call('POST', '/api/projects', { name: '', description: '' });
  assert.equal(answer.success, false);
  isText(answer.error);
});

await test('the first session starts, with nothing handed over', async () => {
  const { data } = await done('POST', '/api/sessions/create', {
    project_id: project, account_name: 'Account 1', objectives: 'Build the cart',
  });
  assert.ok(Number.isInteger(data.session_id));
  assert.equal(data.session_number, 1);
  assert.equal(data.previous_handoff, null);
  isText(data.message);
  session = String(data.session_id);
});

await test('the conversation is saved, and saving it again doubles nothing', async () => {
  const conversation = [
    { role: 'user', content: 'Build the cart in src/cart.js' },
    { role: 'assistant', content: 'The cart is built. Next: the checkout.' },
  ];
  for (let i = 0; i < 2; ++i) {
    const answer = await done('POST', '/api/conversations/save', { session_id: session, conversation });
    isText(answer.message);
  }
  const { data } = await done('GET', `/api/projects/${project}/sessions`);
  assert.equal(data.length, 1);
  assert.deepEqual([String(data[0].id), data[0].session_number, data[0].status, data[0].account_name,
    data[0].objectives, data[0].conversation_count, data[0].handoff_count],
  [session, 1, 'in_progress', 'Account 1', 'Build the cart', 2, 0]);
});

await test('a session is shown with its project', async () => {
  const { data } = await done('GET', `/api/sessions/${session}`);
  assert.equal(String(data.project_id), project);
  assert.deepEqual([data.project_name, data.project_description], [name, 'Sells things']);
  isDate(data.started_at);
});

await test('the session is completed with what a form holds, and its handoff comes back', async () => {
  const { data } = await done('POST', `/api/sessions/${session}/complete`, {
    credits_used: '50', accomplishments: 'The cart works', blockers: 'No payment provider yet', hugging_face_token: '',
  });
  assert.equal(data.session_number, 1);
  assert.equal(data.handoff_generated, true);
  isText(data.master_prompt);
  assert.match(data.handoff_content, /The cart works/);
  assert.match(data.handoff_content, /No payment provider yet/);
  prompt = data.master_prompt;
});

await test('a completed session shows its handoff', async () => {
  const { data } = await done('GET', `/api/sessions/${session}`);
  assert.deepEqual([data.status, data.credits_used, data.accomplishments, data.blockers],
    ['completed', 50, 'The cart works', 'No payment provider yet']);
  assert.match(data.handoff_content, /The cart works/);
});

await test('the next session starts from that handoff', async () => {
  const { data } = await done('POST', '/api/sessions/create', {
    project_id: project, account_name: 'Account 2', objectives: 'Build the checkout',
  });
  assert.equal(data.session_number, 2);
  assert.equal(data.previous_handoff.session_number, 1);
  assert.equal(data.previous_handoff.master_prompt, prompt);
  second = String(data.session_id);
});

await test('a wrong token of a model still gives a handoff', async () => {
  const { data } = await done('POST', `/api/sessions/${second}/complete`, {
    credits_used: 0, accomplishments: '', blockers: '', hugging_face_token: 'hf_wrong',
  });
  assert.equal(data.handoff_generated, true);
  isText(data.master_prompt);
});

await test('list and totals have grown', async () => {
  const one = await shownProject();
  assert.deepEqual([one.total_sessions, one.total_credits_used, one.active_sessions], [2, 50, 0]);
  const { data } = await done('GET', '/api/stats');
  assert.ok(data.projects > before.projects);
  assert.ok(data.sessions >= before.sessions + 2);
  isCount(data.growth);
  const list = (await done('GET', `/api/projects/${project}/sessions`)).data;
  assert.deepEqual(list.map((each) => [each.session_number, each.status, each.handoff_count]),
    [[1, 'completed', 1], [2, 'completed', 1]]);
});

await test('a pasted conversation becomes a handoff', async () => {
  for (const useAI of [false, true]) {
    const { data } = await done('POST', '/api/ai/handoff', {
      projectId: project, conversationText: 'User: Build the cart\nAssistant: The cart is built.', useAI, huggingFaceToken: '',
    });
    isText(data.masterPrompt);
    assert.equal(typeof data.compressedContext, 'string');
    assert.ok(Array.isArray(data.nextSteps));
    isShare(data.confidence);
  }
});

await test('what is not there is said, not broken', async () => {
  for (const path of ['/api/sessions/999999999', '/api/projects/999999999/sessions']) {
    const answer = await call('GET', path);
    assert.deepEqual([answer.status, answer.success], [404, false]);
    isText(answer.error);
  }
});
