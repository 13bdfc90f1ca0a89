#!/usr/bin/env node
// Who may do what of the sync, with what status and code, on a host that trusts nobody without a token. TAP.
//
//   node tests/conformance/who_may.mjs http://127.0.0.1:8787
//
// BATON_TOKEN is an admin's. A token has no end but its being revoked; a browser's session ends with its token.

import {randomUUID} from 'node:crypto';
import {assert, finish, test} from '../wasm/tap.mjs';

const base = process.argv[2];
const admin = process.env.BATON_TOKEN;
if (!base || !admin) {
  console.error('usage: BATON_TOKEN=… node tests/conformance/who_may.mjs BASE_URL');
  process.exit(2);
}

const bearer = (token) => ({Authorization: `Bearer ${token}`});

async function ask(method, target, headers, body) {
  const sent = {...headers, ...(body && {'Content-Type': 'application/json'})};
  const response = await fetch(base + target, {method, headers: sent, body: body && JSON.stringify(body)});
  const text = await response.text();
  const json = text.startsWith('{"success"') ? JSON.parse(text) : {};
  return {status: response.status, text, cookie: response.headers.get('Set-Cookie')?.split(';')[0], ...json};
}

async function made(target, body) {
  const answer = await ask('POST', target, bearer(admin), body);
  assert.ok(answer.success, answer.text);
  return answer.data;
}

const project = (await made('/api/projects', {name: 'Who may'})).uid;
const token = (role, more = {}) => made('/api/tokens', {name: `who may: ${role}`, role, ...more});

async function revoked(made) {
  const answer = await ask('DELETE', `/api/tokens/${made.id}`, bearer(admin));
  assert.equal(answer.status, 200);
  return made.token;
}

/** The cookie of a browser that logged in with a token that was then revoked. */
async function endedSession() {
  const one = await token('admin');
  const {cookie} = await ask('POST', '/api/login', {}, {token: one.token});
  assert.equal((await ask('GET', '/api/remotes', {Cookie: cookie})).status, 200);
  await revoked(one);
  return cookie;
}

const who = {
  'nobody': {},
  'a wrong token': bearer('baton_' + 'x'.repeat(43)),
  'no token at all': bearer('..'),
  'a revoked token': bearer(await revoked(await token('admin'))),
  'a session that ended': {Cookie: await endedSession(), Origin: base},
  'read': bearer((await token('read')).token),
  'write': bearer((await token('write')).token),
  'admin': bearer((await token('admin')).token),
  'read of a project': bearer((await token('read', {projects: [project]})).token),
  'write of a project': bearer((await token('write', {projects: [project]})).token),
};
const outside = {
  'nobody': [401, 'token_required'], 'a wrong token': [401, 'invalid_token'], 'no token at all': [401, 'invalid_token'],
  'a revoked token': [401, 'invalid_token'], 'a session that ended': [401, 'invalid_session'],
};
const low = [403, 'role_too_low'];
const limited = [403, 'project_scope'];
const done = [200, undefined];

const forReaders = {read: done, write: done, admin: done, 'read of a project': limited, 'write of a project': limited};
const forWriters = {...forReaders, read: low, 'read of a project': low};
const forAdmins = (answer) =>
  ({read: low, write: low, admin: answer, 'read of a project': low, 'write of a project': low});
const unknown = [404, 'unknown_remote'];

const nothing = {device: {id: 'who-may'}, events: [], texts: []};
const remote = {name: 'who-may', url: 'http://127.0.0.1:9'};
const routes = [
  ['POST', '/api/sync/push', nothing, forWriters],
  ['GET', '/api/sync/pull?limit=1', undefined, forReaders],
  ['GET', '/api/sync/status', undefined, forReaders],
  ['GET', '/api/sync/summary', undefined, forReaders],
  ['GET', '/api/remotes', undefined, forAdmins(done)],
  ['POST', '/api/remotes', remote, forAdmins(done)],
  ['DELETE', '/api/remotes/nowhere', undefined, forAdmins(unknown)],
  ['POST', '/api/remotes/nowhere/sync', {}, forAdmins(unknown)],
  ['POST', '/api/remotes/nowhere/check', {}, forAdmins(unknown)],
  ['POST', '/api/admin/restored', {}, forAdmins(done)],
  ['GET', '/api/export', undefined, forReaders],
  ['GET', '/api/export?cursor=events:0:0:1000000', undefined, forReaders],
  ['POST', '/api/imports/history', {format: 'none'}, forAdmins([415, 'unknown_format'])],
];

for (const [method, target, body, inside] of routes) {
  const expected = {...outside, ...inside};
  await test(`${method} ${target}: who may`, async () => {
    const answers = {};
    for (const [name, headers] of Object.entries(who)) {
      const {status, code} = await ask(method, target, headers, body);
      answers[name] = [status, code];
    }
    assert.deepEqual(answers, expected);
  });
}

await test('whoever may not push leaves nothing behind', async () => {
  const before = (await ask('GET', '/api/sync/status', bearer(admin))).data;
  const uid = randomUUID();
  const event = {id: randomUUID(), device_id: uid, device_seq: 1, hlc: '0000000000010000', type: 'project.created', v: 1,
    entity_id: uid, body: '{"set":{"name":"Slipped in"}}', body_hash: 'h'};
  for (const [name, headers] of Object.entries(who))
    if (!['write', 'admin'].includes(name))
      await ask('POST', '/api/sync/push', headers, {device: {id: uid, name}, events: [event], texts: []});
  assert.equal((await ask('GET', `/api/projects/${uid}`, bearer(admin))).status, 404);
  assert.deepEqual((await ask('GET', '/api/sync/status', bearer(admin))).data.devices, before.devices);
});

await test('the workspace is the receiving store\'s, whatever is sent', async () => {
  const [event, uid] = [randomUUID(), randomUUID()];
  const sent = {id: event, device_id: uid, device_seq: 1, hlc: '0000000000010000', type: 'project.created', v: 1,
    entity_id: uid, body: '{"set":{"name":"From elsewhere"}}', body_hash: 'h', workspace: 'elsewhere'};
  const load = {device: {id: uid, name: 'd', workspace: 'elsewhere'}, workspace: 'elsewhere', events: [sent], texts: []};
  const pushed = await ask('POST', '/api/sync/push?workspace=elsewhere', {...who.write, 'X-Workspace': 'elsewhere'}, load);
  assert.equal(pushed.data.receipts[0].refused, undefined, pushed.text);
  assert.equal((await ask('GET', `/api/projects/${uid}`, who.read)).data.name, 'From elsewhere');
  const exported = await ask('GET', `/api/export?cursor=events:${pushed.data.receipts[0].seq - 1}:0:1000000`, who.read);
  assert.ok(exported.text.includes(event), exported.text);
  assert.ok(!exported.text.includes('"workspace"'), exported.text);
  assert.equal((await ask('DELETE', `/api/projects/${uid}`, who.write)).status, 200);
});

await ask('DELETE', '/api/remotes/who-may', bearer(admin));
await ask('DELETE', `/api/projects/${project}`, bearer(admin));
finish();
