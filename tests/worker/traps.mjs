// What a trap of the core does to its own and to the other requests, and what clients that go away leave
// behind: node traps.mjs BASE_URL, of tests/worker/trapping_worker.mjs.
import {assert, finish, test} from '../wasm/tap.mjs';

const base = process.argv[2];

async function ask(method, target, body, headers = {}) {
  const options = {method, headers: {'Content-Type': 'application/json', ...headers}, body: body && JSON.stringify(body)};
  const response = await fetch(base + target, options);
  return {status: response.status, id: response.headers.get('X-Request-Id'), ...(await response.json())};
}

await test('a trap is one 500 with an id, and the next request is answered', async () => {
  const trapped = await ask('GET', '/api/projects', undefined, {'X-Trap': 'yes'});
  assert.equal(trapped.status, 500);
  assert.equal(trapped.code, 'internal');
  assert.ok(trapped.id);
  assert.ok(trapped.error.includes(trapped.id));
  assert.equal((await ask('GET', '/api/projects')).status, 200);
});

await test('of the requests beside a trap the reads are run again, and a change is told that it may not be done', async () => {
  for (let round = 0; round < 10; ++round) {
    const reads = Array.from({length: 20}, () => ask('GET', '/api/projects'));
    const changes = Array.from({length: 10}, (_, i) => ask('POST', '/api/projects', {name: `Beside a trap ${round} ${i}`}));
    const trap = ask('GET', '/api/stats', undefined, {'X-Trap': 'yes'});
    const answers = await Promise.all([...reads, ...changes, trap]);
    const statuses = answers.map(({status}) => status);
    assert.equal(statuses.filter((status) => status === 500).length, 1, statuses.join(' '));
    assert.deepEqual(statuses.filter((status) => ![200, 201, 500, 503].includes(status)), []);
    for (const {status} of answers.slice(0, 20)) assert.notEqual(status, 503);
    for (const answer of answers) if (answer.status === 503) assert.equal(answer.code, 'restarted');
  }
  assert.equal((await ask('GET', '/api/health')).status, 200);
});

async function coreOf() {
  return (await fetch(`${base}/api/health`, {headers: {'X-Core': 'yes'}})).json();
}

/** @param {() => Promise<boolean>} holds */
async function soon(holds) {
  for (let i = 0; i < 50 && !(await holds()); ++i) await new Promise((wake) => setTimeout(wake, 100));
  assert.ok(await holds());
}

await test('the memory is flat after a thousand requests', async () => {
  const some = (count) => Promise.all(Array.from({length: count}, () => ask('GET', '/api/projects')));
  // As many at once as there never are later: how many of fifty interleave is a matter of timing.
  for (let i = 0; i < 10; ++i) await some(100);
  const {memory} = await coreOf();
  for (let i = 0; i < 80; ++i) await some(50);
  assert.equal((await coreOf()).memory, memory);
  assert.ok(memory < 50_000_000, `${memory}`);
});

await test('clients that go away leave nothing behind', async () => {
  const body = JSON.stringify({name: 'Gone', description: 'x'.repeat(2000)});
  for (let i = 0; i < 100; ++i) {
    const leaving = new AbortController();
    const left = fetch(`${base}/api/projects`, {
      method: 'POST', body, headers: {'Content-Type': 'application/json'}, signal: leaving.signal,
    }).catch(() => {});
    setTimeout(() => leaving.abort(), i % 20);
    await left;
  }
  assert.equal((await ask('GET', '/api/projects?limit=1')).status, 200);
  await soon(async () => (await coreOf()).in_flight === 0);
});
finish();
