#!/usr/bin/env node
// Follows the log of a running host over its WebSocket (docs/events.md) and prints TAP; exit 1 if a
// check fails.
//
//   node tests/conformance/live.mjs http://127.0.0.1:8787
//
// BATON_TOKEN is sent along; it must be allowed to write. BATON_LIVE_WRITES: how many writes the
// reader has to see through its disconnections (500).

import { randomUUID } from 'node:crypto';
import { assert, finish, skip, test } from '../wasm/tap.mjs';
import { LiveSocket, connect } from './live_socket.mjs';

const base = process.argv[2];
if (!base) {
  console.error('usage: node tests/conformance/live.mjs BASE_URL');
  process.exit(2);
}
const writes = Number(process.env.BATON_LIVE_WRITES ?? 500);
const bearer = process.env.BATON_TOKEN ? { Authorization: `Bearer ${process.env.BATON_TOKEN}` } : {};

async function ask(method, target, body) {
  const headers = { ...bearer, ...(body ? { 'Content-Type': 'application/json' } : {}) };
  const response = await fetch(base + target, { method, headers, body: body && JSON.stringify(body) });
  const json = await response.json();
  if (!json.success) throw new Error(`${method} ${target}: ${response.status} ${json.error}`);
  return json;
}

const target = (since) => `${base}/api/events/ws${since === undefined ? '' : `?since=${since}`}`;

async function follow(since, headers = {}) {
  const socket = await connect(target(since), { ...bearer, ...headers });
  assert.ok(socket instanceof LiveSocket, `refused: ${socket.status} ${socket.body}`);
  return socket;
}

async function refusal(since, headers) {
  const answer = await connect(target(since), { ...bearer, ...headers });
  if (answer instanceof LiveSocket) {
    answer.vanish();
    assert.fail('the handshake was accepted');
  }
  return { status: answer.status, ...JSON.parse(answer.body) };
}

/** Everything after a cursor as the list tells it. */
async function listed(since) {
  const events = [];
  for (let cursor = since; ; ) {
    const { data, next_cursor: more } = await ask('GET', `/api/events?limit=500&since=${cursor}`);
    events.push(...data.events);
    if (more === undefined) return { events, cursor: data.cursor };
    cursor = more;
  }
}

const end = async () => (await ask('GET', '/api/events?since=now')).data.cursor;
const seqs = (events) => events.map((event) => event.seq);

const uid = randomUUID();
const project = (await ask('POST', '/api/projects', { name: 'Followed', uid })).id;
let written = 0;
const write = () => ask('PATCH', `/api/projects/${project}`, { description: `change ${++written}` });

/** Reads messages into `events` until it has `count`. */
async function collect(socket, count, events = []) {
  while (events.length < count) events.push(...(await socket.next()).events);
  return events;
}

await test('the first message comes at once and says where the log ends', async () => {
  const socket = await follow('now');
  assert.deepEqual(await socket.next(), { events: [], cursor: await end() });
  socket.close();
});

await test('what is written comes by itself, as the list tells it', async () => {
  const socket = await follow('now');
  const { cursor } = await socket.next();
  await write();
  const message = await socket.next();
  assert.deepEqual(message, (await ask('GET', `/api/events?since=${cursor}`)).data);
  assert.equal(message.events[0].entity_id, uid);
  socket.close();
});

await test('from a cursor comes what follows it, from none everything', async () => {
  for (let i = 0; i < 3; ++i) await write();
  const { events, cursor } = await listed(0);
  const middle = events.at(-3).seq;
  const late = await follow(middle);
  assert.deepEqual(await late.next(), { events: events.slice(-2), cursor });
  late.close();
  const early = await follow();
  assert.deepEqual(await collect(early, events.length), events);
  early.close();
});

await test('a cursor beyond the end is told where the end is', async () => {
  const socket = await follow(9007199254740991);
  assert.deepEqual(await socket.next(), { events: [], cursor: await end() });
  socket.close();
});

await test('two clients see the same', async () => {
  const sockets = [await follow('now'), await follow('now')];
  for (const socket of sockets) await socket.next();
  await Promise.all(Array.from({ length: 20 }, write));
  const [one, other] = await Promise.all(sockets.map((socket) => collect(socket, 20)));
  assert.deepEqual(one, other);
  for (const socket of sockets) socket.close();
});

/** Follows through `breaks` sudden ends until it has seen `count` events. */
async function followBrokenly(since, count, until) {
  const events = [];
  let breaks = 0;
  for (let cursor = since; events.length < count && Date.now() < until; ++breaks) {
    const socket = await follow(cursor);
    for (let messages = 1 + Math.floor(Math.random() * 20); messages > 0 && events.length < count; --messages) {
      const message = await socket.next();
      events.push(...message.events);
      cursor = message.cursor;
    }
    socket.vanish();
  }
  return { events, breaks };
}

await test(`a reader that breaks off again and again sees each of ${writes} writes once, in order`, async () => {
  const since = await end();
  const reading = followBrokenly(since, writes, Date.now() + 120_000);
  for (let left = writes; left > 0; left -= 10) await Promise.all(Array.from({ length: Math.min(10, left) }, write));
  const { events, breaks } = await reading;
  assert.deepEqual(seqs(events), seqs((await listed(since)).events));
  assert.equal(events.filter((event) => event.entity_id === uid).length, writes);
  assert.ok(breaks > 1, `it broke off ${breaks} times`);
});

await test('a page of another site is refused, the own one and a program are not', async () => {
  for (const origin of ['http://evil.example', 'null', `${base}.evil.example`]) {
    const { status, success, code } = await refusal('now', { Origin: origin });
    assert.deepEqual({ status, success, code }, { status: 403, success: false, code: 'foreign_origin' }, origin);
  }
  const own = await follow('now', { Origin: new URL(base).origin });
  await own.next();
  own.close();
});

// A host that lets its own machine in without a token asks those for one who come through a proxy.
const proxied = { Forwarded: 'for=192.0.2.1' };
const tokens = (await fetch(`${base}/api/projects?limit=1`, { headers: proxied })).status === 401;
if (tokens)
  await test('without a token, or with a wrong one, it is refused', async () => {
    assert.equal((await refusal('now', { ...proxied, Authorization: null })).status, 401);
    assert.equal((await refusal('now', { ...proxied, Authorization: 'Bearer baton_x' })).status, 401);
  });
else skip('without a token it is refused', 'no tokens are asked for');

await test('a malformed cursor is refused before the handshake', async () => {
  for (const since of ['x', '-1', '1.5', '99999999999999999999']) {
    const { status, code, field } = await refusal(since);
    assert.deepEqual({ status, code, field }, { status: 400, code: 'invalid_field', field: 'since' }, since);
  }
});

await test('a request without an upgrade is told what the path is for', async () => {
  const response = await fetch(target(), { headers: bearer });
  assert.equal(response.status, 426);
  assert.equal((await response.json()).code, 'upgrade_required');
});

await test('a client has nothing to say: a message closes with 1003, one over 1 kB with 1009', async () => {
  const talking = await follow('now');
  await talking.next();
  talking.send('{"since":0}');
  assert.equal(await talking.closed(), 1003);
  const shouting = await follow('now');
  await shouting.next();
  shouting.send('x'.repeat(1025));
  assert.equal(await shouting.closed(), 1009);
});

await test('pings are answered, and so is the closing handshake', async () => {
  const socket = await follow('now');
  await socket.next();
  socket.ping();
  assert.ok(await socket.until(() => socket.pongs === 1));
  socket.close(1000);
  assert.equal(await socket.closed(), 1000);
});

finish();
