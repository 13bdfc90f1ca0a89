// Coroutines as WASI code: tests/wasm/task_test.cpp.
import {readFile} from 'node:fs/promises';

import {assert, test} from './tap.mjs';

const module = await WebAssembly.compile(await readFile('build/wasi/task_test.wasm'));

async function instance() {
  const calls = {fd_close: () => 58, fd_seek: () => 58, fd_write: () => 58, fd_fdstat_get: () => 58};
  const {exports} = await WebAssembly.instantiate(module, {wasi_snapshot_preview1: calls});
  exports._initialize();
  return exports;
}

await test('a million awaits take no stack', async () => {
  assert.equal((await instance()).sum_to(1_000_000), 1_000_000);
});

await test('a hundred thousand nested awaits take no stack', async () => {
  assert.equal((await instance()).nested(100_000), 100_000);
});

await test('an overflow of the stack traps, and writes over nothing', async () => {
  const exports = await instance();
  assert.equal(exports.recurse(100) > 0, true);
  assert.throws(() => exports.recurse(1_000), WebAssembly.RuntimeError);
  assert.equal(exports.static_data(), 42);
});
