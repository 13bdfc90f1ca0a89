// `baton serve` as followers of the log see it: other processes' writes, revoked tokens, slow clients,
// too many of them, stopping. The suite for every host runs first.
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { LiveSocket, connect } from '../conformance/live_socket.mjs';
import { assert, finish, skip, test } from '../wasm/tap.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const baton = resolve(process.env.BATON ?? 'build/release/baton');
const run = promisify(execFile);

/** `baton serve` on a database. */
class Server {
  static async start(database) {
    const server = new Server();
    server.process = spawn(baton, ['--db', database, 'serve', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    server.ended = new Promise((done) => server.process.on('exit', done));
    for await (const line of createInterface({ input: server.process.stdout })) {
      server.address = line;
      return server;
    }
    throw new Error('baton serve did not start');
  }

  async ask(method, target, body, headers = {}) {
    const response = await fetch(this.address + target, {
      method,
      headers: { ...headers, ...(body ? { 'Content-Type': 'application/json' } : {}) },
      body: body && JSON.stringify(body),
    });
    return response.json();
  }

  followers = [];

  /** A follower, which vanishes with the check that made it. */
  async follow(since = 'now', headers = {}) {
    const socket = await connect(`${this.address}/api/events/ws?since=${since}`, headers);
    assert.ok(socket instanceof LiveSocket, `refused: ${socket.status} ${socket.body}`);
    this.followers.push(socket);
    return socket;
  }

  /** Kilobytes of memory that are its own. */
  async memory() {
    const status = await readFile(`/proc/${this.process.pid}/status`, 'utf8');
    return Number(status.match(/RssAnon:\s+(\d+)/)[1]);
  }

  /** Milliseconds of processor time so far. */
  async busy() {
    const fields = (await readFile(`/proc/${this.process.pid}/stat`, 'utf8')).split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  }

  async stop() {
    this.process.kill('SIGTERM');
    return this.ended;
  }
}

const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function check(server, name, body) {
  await test(name, body);
  for (const follower of server.followers.splice(0)) follower.vanish();
}

/** The shared suite as checks of this script. */
async function suite(server) {
  const child = spawn(process.execPath, [join(here, '../conformance/live.mjs'), server.address],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  let lines = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (/^(not )?ok /.test(line)) ++lines;
    const [, name] = line.match(/^ok \d+ - (.*)/) ?? [];
    if (name) await test(`suite: ${name}`, () => {});
    else if (line.startsWith('not ok')) await test(`suite: ${line.slice(7)}`, () => assert.fail('see below'));
    else if (line.startsWith('#')) console.log(line);
  }
  await test('the suite ran', () => assert.ok(lines > 10));
}

async function otherProcesses(server, database) {
  await check(server, 'what another process writes is seen within a second', async () => {
    const follower = await server.follow();
    await follower.next();
    for (const words of [['init', 'Elsewhere'], ['start', 'one'], ['start', 'another']]) {
      await run(baton, ['--db', database, ...words], { cwd: dirname(database) });
      const began = performance.now();
      const message = await follower.next();
      assert.ok(message.events.length > 0);
      assert.ok(performance.now() - began < 1000, `it took ${performance.now() - began} ms`);
      await sleep(400);
      follower.messages.length = 0;
    }
  });
}

async function rights(server) {
  await check(server, 'a revoked token ends what it opened with 1008, soon', async () => {
    const made = await server.ask('POST', '/api/tokens', { name: 'follower', role: 'read' });
    const proxied = { Forwarded: 'for=192.0.2.1', Authorization: `Bearer ${made.data.token}` };
    const follower = await server.follow('now', proxied);
    await follower.next();
    await server.ask('DELETE', `/api/tokens/${made.data.id}`);
    assert.equal(await follower.closed(2000), 1008);
    const again = await connect(`${server.address}/api/events/ws`, proxied);
    assert.equal(again.status, 401);
  });
}

async function handshakes(server) {
  await check(server, 'a handshake that is none is refused', async () => {
    const path = `${server.address}/api/events/ws`;
    const old = await connect(path, { 'Sec-WebSocket-Version': '8' });
    assert.deepEqual([old.status, old.headers['sec-websocket-version']], [426, '13']);
    assert.equal((await connect(path, { 'Sec-WebSocket-Key': null })).status, 400);
    assert.equal((await connect(path, { 'Sec-WebSocket-Key': 'short' })).status, 400);
    assert.equal((await connect(path, { Host: 'evil.example' })).status, 421);
  });
}

async function nonsense(server) {
  await check(server, 'what is no frame closes with 1002, or breaks, and disturbs nobody', async () => {
    const unmasked = await server.follow();
    unmasked.sendRaw(Buffer.from([0x81, 1, 65]));
    assert.equal(await unmasked.closed(), 1002);
    const witness = await server.follow();
    await witness.next();
    for (let i = 0; i < 100; ++i) (await server.follow()).sendRaw(randomBytes(1 + (i * 37) % 3000));
    await server.ask('POST', '/api/projects', { name: 'Undisturbed' });
    assert.equal((await witness.next()).events.length, 1);
  });
}

async function slowClients(server) {
  await check(server, 'clients that do not read cost little memory, and miss nothing', async () => {
    const made = await server.ask('POST', '/api/projects', { name: 'Large' });
    const slow = await Promise.all(Array.from({ length: 10 }, () => server.follow()));
    const { cursor } = await slow[0].next();
    for (const follower of slow) follower.pause();
    const before = await server.memory();
    for (let i = 0; i < 800; ++i)
      await server.ask('PATCH', `/api/projects/${made.id}`, { description: `${i} `.padEnd(19_000, 'x') });
    const grown = (await server.memory()) - before;
    console.log(`# ten clients that do not take 15 MB each: ${grown} kB more`);
    assert.ok(grown < 40_000, `${grown} kB`);
    slow[0].resume();
    const seen = [];
    while (seen.length < 800) seen.push(...(await slow[0].next()).events.map((event) => event.seq));
    assert.deepEqual(seen, Array.from({ length: 800 }, (_, i) => cursor + 1 + i));
  });
}

async function crowd(server) {
  await check(server, 'two hundred may follow, the next is told to wait, and a place left is free again', async () => {
    const followers = await Promise.all(Array.from({ length: 200 }, () => server.follow()));
    const refused = await connect(`${server.address}/api/events/ws`);
    assert.deepEqual([refused.status, JSON.parse(refused.body).code], [503, 'too_many_followers']);
    await server.ask('POST', '/api/projects', { name: 'For all' });
    for (const follower of followers) {
      await follower.next();
      assert.equal((await follower.next()).events.length, 1);
    }
    const before = await server.busy();
    await sleep(2000);
    const spent = (await server.busy()) - before;
    assert.ok(spent < 100, `they cost ${spent} ms of two seconds while nothing happens`);
    for (const follower of followers) follower.vanish();
    await sleep(300);
    await server.follow();
  });
}

/** Also the figure: from the request's first byte to the message. */
async function latency(server) {
  await check(server, 'a write is seen at once', async () => {
    const follower = await server.follow();
    await follower.next();
    const times = [];
    for (let i = 0; i < 200; ++i) {
      const began = performance.now();
      const answered = server.ask('POST', '/api/projects', { name: `timed ${i}` });
      await follower.next();
      times.push(performance.now() - began);
      await answered;
    }
    times.sort((a, b) => a - b);
    console.log(`# from POST to message: median ${times[100].toFixed(1)} ms, p99 ${times[197].toFixed(1)} ms`);
    assert.ok(times[100] < 100);
  });
}

async function stopping(server) {
  await check(server, 'a server that stops says so with 1001, and ends at once', async () => {
    const followers = [await server.follow(), await server.follow()];
    for (const follower of followers) await follower.next();
    const began = performance.now();
    assert.equal(await server.stop(), 0);
    assert.ok(performance.now() - began < 2000);
    for (const follower of followers) assert.equal(await follower.closed(), 1001);
  });
}

try {
  await access(baton);
} catch {
  skip('baton serve', `no binary at ${baton}`);
  finish();
  process.exit(0);
}
const folder = await mkdtemp(join(tmpdir(), 'baton-live-'));
const database = join(folder, 'live.db');
const server = await Server.start(database);
try {
  await suite(server);
  await otherProcesses(server, database);
  await rights(server);
  await handshakes(server);
  await nonsense(server);
  await slowClients(server);
  await crowd(server);
  await latency(server);
  await stopping(server);
} finally {
  server.process.kill('SIGKILL');
  await rm(folder, { recursive: true });
}
finish();
