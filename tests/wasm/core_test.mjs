// core.wasm behind wasm/core.mjs, its effects performed by a script: expect, then reply.
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';

import {Core, Refused, answer, decode, encode} from '../../wasm/core.mjs';
import {assert, test} from './tap.mjs';

const module = await WebAssembly.compile(await readFile('build/wasi/core.wasm'));
const utf8 = new TextEncoder();
const NOTHING = new Uint8Array(0);

/** A host that performs what the script says, in its order: [effect, reply] pairs. */
function scripted(script) {
  const left = [...script];
  const next = (effect) => (...given) => {
    assert.ok(left.length > 0, `an effect more than the script has: ${effect}`);
    const [expected, reply] = left.shift();
    assert.equal(effect, expected);
    return typeof reply === 'function' ? reply(...given) : reply;
  };
  return {
    batch: next('batch'),
    now: next('now'),
    entropy: next('entropy'),
    nextPiece: next('nextPiece'),
    done: () => assert.equal(left.length, 0, 'the script has effects left'),
  };
}

async function ask(core, method, target, host, body = NOTHING) {
  const header = {method, target, headers: [], token_required: false};
  const response = await answer(core, header, body, host);
  return {status: response.status, json: JSON.parse(new TextDecoder().decode(response.body))};
}

await test('the module imports nothing', () => {
  assert.deepEqual(WebAssembly.Module.imports(module), []);
});

await test('it speaks version 1 of the ABI', async () => {
  assert.equal((new Core(module)).abi, 1);
});

await test('a request is answered with what the batch found', async () => {
  const core = new Core(module);
  const host = scripted([['batch', (statements) => {
    assert.equal(statements.length, 1);
    assert.match(statements[0].sql, /SELECT/);
    return {rows: [[['{"status":"ok","schema":1}']]]};
  }]]);
  const {status, json} = await ask(core, 'GET', '/api/health', host);
  host.done();
  assert.equal(status, 200);
  assert.deepEqual(json, {success: true, data: {status: 'ok', schema: 1}});
});

await test('a store that cannot be reached is a 503 with its sentence', async () => {
  const core = new Core(module);
  const host = scripted([['batch', {error: {code: 'busy', message: 'The store is busy.'}}]]);
  const {status, json} = await ask(core, 'GET', '/api/projects', host);
  assert.equal(status, 503);
  assert.deepEqual(json, {success: false, error: 'The store is busy.', code: 'busy'});
});

await test('a lost connection is waited for and the batch sent again', async () => {
  const core = new Core(module);
  const lost = {error: {code: 'transient', message: 'Network connection lost.'}};
  const sent = [];
  const host = scripted([
    ['batch', (statements) => (sent.push(statements), lost)],
    ['entropy', (count) => new Uint8Array(count)],
    ['batch', (statements) => (sent.push(statements), {rows: [[['{"status":"ok"}']]]})],
  ]);
  const before = performance.now();
  const {status} = await ask(core, 'GET', '/api/health', host);
  host.done();
  assert.equal(status, 200);
  assert.deepEqual(sent[0], sent[1]);
  assert.ok(performance.now() - before > 45, 'it waited');
});

await test('what needs no effect is answered at once', async () => {
  const core = new Core(module);
  const {status, json} = await ask(core, 'PUT', '/api/projects', scripted([]));
  assert.equal(status, 405);
  assert.equal(json.success, false);
});

await test('malformed and invalid bodies are answers', async () => {
  const core = new Core(module);
  for (const body of ['{', '[]', '{"name":1}', '{"name":"\u0000"}', '\u00ff'.repeat(9)]) {
    const {status, json} = await ask(core, 'POST', '/api/projects', scripted([]), utf8.encode(body));
    assert.equal(status, 400, body);
    assert.equal(typeof json.code, 'string');
  }
});

await test('an instance answers a thousand requests that overlap', async () => {
  const core = new Core(module);
  const slow = async (reply, milliseconds) => {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    return reply;
  };
  const answers = await Promise.all(Array.from({length: 1000}, (_, index) => {
    const rows = {rows: [[[`{"index":${index}}`]]]};
    return ask(core, 'GET', '/api/health', scripted([['batch', () => slow(rows, (index * 7) % 50)]]));
  }));
  answers.forEach(({json}, index) => assert.equal(json.data.index, index));
  assert.equal(core.inFlight, 0);
});

await test('a host that throws gives its request up, and no other', async () => {
  const core = new Core(module);
  const waiting = decode(core.request(4_000_000_000,
    encode({method: 'GET', target: '/api/health'})));
  assert.equal(waiting.header.effect, 'batch');
  const host = scripted([['batch', () => { throw new Error('unplugged'); }]]);
  await assert.rejects(ask(core, 'GET', '/api/health', host), /unplugged/);
  assert.equal(core.inFlight, 1);
  core.cancel(4_000_000_000);
  assert.equal(core.inFlight, 0);
});

await test('a reply that does not fit is refused as a bug of the host', async () => {
  const core = new Core(module);
  const host = scripted([['batch', {rows: []}]]);
  await assert.rejects(ask(core, 'GET', '/api/health', host), Refused);
  assert.equal(core.inFlight, 0);
});

await test('it says which bodies are asked for piece by piece', async () => {
  const core = new Core(module);
  assert.equal(core.streamsBody('POST', '/api/imports?project=1'), true);
  assert.equal(core.streamsBody('POST', '/api/projects'), false);
});

await test('a large body goes in and comes out', async () => {
  const core = new Core(module);
  const large = 'x'.repeat(3_000_000);
  const host = scripted([['batch', {rows: [[[JSON.stringify({large})]]]}]]);
  const {json} = await ask(core, 'GET', '/api/health', host);
  assert.equal(json.data.large.length, large.length);
  const {status} = await ask(core, 'POST', '/api/projects', scripted([]), utf8.encode(large.repeat(3)));
  assert.equal(status, 413);
});

/** A model that does as `play` says; the answer to POST /api/models/m/test, and what the model was sent. */
async function tested(play, {key = 'the-key', timeout = 5} = {}) {
  const requests = [];
  const server = createServer((request, response) => {
    requests.push(request.headers.authorization ?? '');
    play(request, response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  const row = ['m', 'compatible', url, 'model', 'BATON_KEY_M', 8192, timeout];
  const host = {
    batch: async () => ({rows: [[row]]}),
    now: () => Date.now(),
    entropy: (count) => new Uint8Array(count).fill(255),
    nextPiece: async () => null,
    key: (name) => (name === 'BATON_KEY_M' ? key : undefined),
  };
  const {json} = await ask(new Core(module), 'POST', '/api/models/m/test', host);
  server.closeAllConnections();
  server.close();
  return {data: json.data, requests, text: JSON.stringify(json)};
}

const said = JSON.stringify({choices: [{message: {content: 'ready'}}]});

await test('a model is asked with the key that the host keeps', async () => {
  const {data, requests} = await tested((request, response) => response.end(said));
  assert.equal(data.healthy, true, data.message);
  assert.equal(requests[0], 'Bearer the-key');
});

await test('without the key nothing is sent', async () => {
  const {data, requests} = await tested((request, response) => response.end(said), {key: ''});
  assert.equal(data.code, 'model_no_key');
  assert.equal(requests.length, 0);
});

await test('each way in which a request fails is told apart', async () => {
  const head = {'Content-Length': '5000'};
  const plays = {
    model_timeout: () => {},
    model_cut: (request, response) => (response.writeHead(200, head), response.write('{'), setTimeout(() => response.destroy(), 50)),
    model_not_json: (request, response) => response.end(Buffer.alloc(2 << 20, ' ')),
    model_refused: (request, response) => (response.writeHead(302, {Location: 'file:///etc/passwd'}), response.end()),
  };
  for (const [code, play] of Object.entries(plays)) {
    const {data} = await tested(play, {timeout: code === 'model_timeout' ? 1 : 10});
    assert.equal(data.code, code);
  }
});

await test('a key that a model repeats is struck out', async () => {
  const {data, text} = await tested((request, response) => {
    response.writeHead(401);
    response.end(JSON.stringify({error: `bad ${request.headers.authorization}`}));
  });
  assert.equal(data.code, 'model_wrong_key');
  assert.ok(!text.includes('the-key'), text);
});
