// The isolate's instance of the core. A trap leaves an instance useless: it is dropped, and the next
// request makes another.

import module from '../../build/wasi/core.wasm';
import {Core} from '../core.mjs';

/** @type {Core | undefined} */
let current;

/** Made at once, never waited for: no request may wait on what another began. */
export function core() {
  current ??= new Core(module);
  return current;
}

/** @param {Core} trapped */
export function drop(trapped) {
  trapped.lost = true;
  if (current === trapped) current = undefined;
}
