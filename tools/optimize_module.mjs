#!/usr/bin/env node
// tools/optimize_module.mjs FILE: makes a WebAssembly module smaller, in place, above all as it is sent:
// compressed. wasm-opt shortens the code, then orders the functions as function_order.mjs says.

import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {functionOrder} from './function_order.mjs';

const WASM_OPT = fileURLToPath(new URL('../node_modules/binaryen/bin/wasm-opt', import.meta.url));
const FEATURES = ['bulk-memory', 'bulk-memory-opt', 'simd', 'sign-ext', 'mutable-globals',
  'nontrapping-float-to-int'].map((name) => `--enable-${name}`);
const STRIP = ['--strip-debug', '--strip-producers', '--strip-target-features'];

const CUSTOM = 0, IMPORTS = 2, CODE = 10;
const FUNCTION_NAMES = 1;

/** @param {string} file @param {string[]} passes */
function wasmOpt(file, ...passes) {
  execFileSync(process.execPath, [WASM_OPT, ...FEATURES, ...passes, file, '-o', file], {stdio: 'inherit'});
}

class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  number() {
    let value = 0;
    for (let shift = 0;; shift += 7) {
      const byte = this.bytes[this.at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  }

  take() {
    const length = this.number();
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

/** @param {Uint8Array} module @param {number} wanted @returns {Reader} of the section's contents, an empty list if it has none */
function section(module, wanted) {
  for (const reader = new Reader(module, 8); reader.at < module.length;) {
    const id = module[reader.at++];
    const contents = reader.take();
    if (id === wanted) return new Reader(contents);
  }
  return new Reader(Uint8Array.of(0));
}

/** @param {number} value @returns {number[]} */
const encoded = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...encoded(value >>> 7)]);

/** @param {number[]} bytes @returns {number[]} with their length before them */
const sized = (bytes) => [...encoded(bytes.length), ...bytes];

/** @param {string} text @returns {number[]} */
const named = (text) => sized([...Buffer.from(text)]);

/**
 * A section that names the functions so that their names are in the order wanted. All imports are
 * functions, and are counted first.
 * @param {Uint8Array} module
 */
function namesInOrder(module) {
  const imported = section(module, IMPORTS).number();
  const code = section(module, CODE);
  const bodies = Array.from({length: code.number()}, () => code.take());
  const names = functionOrder(bodies)
    .map((i, place) => ({index: imported + i, name: String(place).padStart(6, '0')}))
    .sort((a, b) => a.index - b.index)
    .flatMap(({index, name}) => [...encoded(index), ...named(name)]);
  const functions = [FUNCTION_NAMES, ...sized([...encoded(bodies.length), ...names])];
  return Uint8Array.from([CUSTOM, ...sized([...named('name'), ...functions])]);
}

const file = process.argv[2];
// No pointer lies below address 1024, where the stack ends.
wasmOpt(file, '-Oz', '--low-memory-unused', ...STRIP);
const module = readFileSync(file);
writeFileSync(file, Buffer.concat([module, namesInOrder(module)]));
wasmOpt(file, '--reorder-functions-by-name', ...STRIP);
