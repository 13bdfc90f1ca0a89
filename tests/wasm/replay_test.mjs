// The module answers, byte for byte, what the native core answered to the same messages: the crossings
// recorded by record_crossings (build/test/crossings.jsonl).
import {readFile} from 'node:fs/promises';

import {Core, answer, decode} from '../../wasm/core.mjs';
import {assert, test} from './tap.mjs';

const module = await WebAssembly.compile(await readFile('build/wasi/core.wasm'));
const lines = (await readFile('build/test/crossings.jsonl', 'utf8')).trimEnd().split('\n');
const crossings = lines.map((line) => {
  const {call, id, sent, answered} = JSON.parse(line);
  return {call, id, sent: Buffer.from(sent, 'hex'), answered: Buffer.from(answered, 'hex')};
});

const readable = (message) => {
  const {header, body} = decode(new Uint8Array(message));
  return {header, body: Buffer.from(body).toString()};
};

function replay(core, crossing, offset = 0) {
  const answered = core[crossing.call](crossing.id + offset, crossing.sent);
  if (!crossing.answered.equals(answered)) {
    assert.deepEqual(readable(answered), readable(crossing.answered));
    assert.fail('the same values in other bytes');
  }
}

await test(`${crossings.length} crossings are the same as natively`, async () => {
  const core = new Core(module);
  for (const crossing of crossings) replay(core, crossing);
  assert.equal(core.inFlight, 0);
});

await test('all requests in flight at once do not disturb each other', async () => {
  const core = new Core(module);
  const queues = new Map();
  for (const crossing of crossings) {
    queues.set(crossing.id, [...(queues.get(crossing.id) ?? []), crossing]);
  }
  for (let left = [...queues.values()]; left.length > 0; left = left.filter((queue) => queue.length > 0)) {
    for (const queue of left) replay(core, queue.shift());
  }
  assert.equal(core.inFlight, 0);
});

await test('a hundred replays do not grow the memory', async () => {
  const core = new Core(module);
  const run = (round) => {
    for (const crossing of crossings) replay(core, crossing, 1000 * round);
  };
  for (let round = 0; round < 20; ++round) run(round);
  const settled = core.memoryBytes;
  for (let round = 20; round < 120; ++round) run(round);
  assert.equal(core.memoryBytes, settled);
});

/** The rows that the body of a reply to a batch holds, as wasm/abi.hpp says. */
function rowsOf(bytes, statements) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  const count = () => view.getUint32((at += 4) - 4, true);
  const value = () => {
    const kind = String.fromCharCode(bytes[at++]);
    if (kind === 'n') return null;
    if (kind === 'd') return view.getFloat64((at += 8) - 8, true);
    const length = count();
    return Buffer.from(bytes.subarray(at, (at += length))).toString();
  };
  const list = (length, element) => Array.from({length}, element);
  return list(statements, () => {
    const [rows, columns] = [count(), count()];
    return list(rows, () => list(columns, value));
  });
}

await test('core.mjs performs each kind of effect as it was recorded', async () => {
  const core = new Core(module);
  const queues = new Map();
  for (const crossing of crossings) {
    queues.set(crossing.id, [...(queues.get(crossing.id) ?? []), crossing]);
  }
  let published = 0;
  for (const [first, ...replies] of queues.values()) {
    const next = () => decode(new Uint8Array(replies.shift().sent));
    const host = {
      batch: (statements) => {
        const {header, body} = next();
        return header.error ? header : {rows: rowsOf(body, statements.length)};
      },
      now: () => next().header.milliseconds,
      entropy: () => next().body,
      nextPiece: () => {
        const {header, body} = next();
        return header.more ? body : null;
      },
      publish: () => { published += Object.keys(next().header).length === 0 ? 1 : 0; },
    };
    const {header, body} = decode(new Uint8Array(first.sent));
    const last = replies.at(-1) ?? first;
    const {status, headers, body: answered} = await answer(core, header, body, host);
    const recorded = decode(new Uint8Array(last.answered));
    assert.deepEqual({status, headers}, {status: recorded.header.status, headers: recorded.header.headers});
    assert.ok(Buffer.from(answered).equals(Buffer.from(recorded.body)));
    assert.equal(replies.length, 0);
  }
  assert.ok(published > 5);
});
