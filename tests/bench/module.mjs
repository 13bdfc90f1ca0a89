// The module by itself in Node: instantiation, and the core's own time for a request whose rows are
// there at once (processor time; 100 rows). Prints table lines.
import {readFile} from 'node:fs/promises';
import {Core, answer} from '../../wasm/core.mjs';

const module = await WebAssembly.compile(await readFile('build/wasi/core.wasm'));
const NOTHING = new Uint8Array(0);
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const milliseconds = ({user, system}) => (user + system) / 1000;

function instantiation() {
  const begun = performance.now();
  new Core(module);
  return performance.now() - begun;
}

const row = JSON.stringify({
  id: 1, uid: '01990000-0000-7000-8000-000000000000', name: 'Project', description: 'As people write them, in a sentence or two.',
  status: 'active', total_sessions: 3, total_credits_used: 1.5, growth_efficiency: 0.5, context_preservation_rate: 0.9,
  created_at: '2026-01-01T00:00:00.000Z', updated_at: '2026-01-01T00:00:00.000Z', active_sessions: 1,
});
const rows = Array.from({length: 100}, () => [row]);
const host = {
  batch: (statements) => ({rows: statements.map(() => rows)}),
  now: () => Date.now(),
  entropy: (count) => crypto.getRandomValues(new Uint8Array(count)),
  nextPiece: () => null,
};
const headers = [['accept', '*/*'], ['accept-encoding', 'gzip'], ['host', '127.0.0.1'], ['user-agent', 'bench']];

async function requests(core, target, count) {
  const begun = process.cpuUsage();
  for (let i = 0; i < count; ++i) await answer(core, {method: 'GET', target, headers, token_required: false}, NOTHING, host);
  return milliseconds(process.cpuUsage(begun)) / count;
}

console.log(`| instantiation of the module, compiled | ${median(Array.from({length: 15}, instantiation)).toFixed(2)} ms | <= 20 ms |`);
const core = new Core(module);
for (const target of ['/api/projects', '/api/projects/1/sessions', '/api/stats']) {
  await requests(core, target, 300);
  const times = [];
  for (let round = 0; round < 9; ++round) times.push(await requests(core, target, 200));
  console.log(`| the core's own time, GET ${target.replace('1', ':id')} | ${median(times).toFixed(3)} ms | <= 0.3 ms |`);
}
await requests(core, '/api/projects', 10_000);
console.log(`| memory of the module after 10,000 requests more | ${(core.memoryBytes / 1e6).toFixed(1)} MB | <= 50 MB |`);
