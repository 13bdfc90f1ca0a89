// page.wasm (wasm/page/) in a worker of its own, so that a long text does not hold up the page.
import address from '../../../build/page/page.wasm?url';

/** @type {Promise<any>} */
const ready = WebAssembly.instantiateStreaming(fetch(address)).then(({instance}) => {
  /** @type {any} */ (instance.exports)._initialize();
  return instance.exports;
});
ready.catch(() => {});
const utf8 = new TextEncoder();
const text = new TextDecoder();

/** @param {any} exports @param {string} name @param {object} message */
function called(exports, name, message) {
  const bytes = utf8.encode(JSON.stringify(message));
  const room = exports.page_allocate(bytes.length);
  new Uint8Array(exports.memory.buffer).set(bytes, room);
  const answer = exports[`page_${name}`](room, bytes.length);
  const [at, length] = new Uint32Array(exports.memory.buffer, answer, 2);
  return JSON.parse(text.decode(new Uint8Array(exports.memory.buffer, at, length)));
}

addEventListener('message', async ({data: {id, name, message}}) => {
  try {
    postMessage({id, answer: called(await ready, name, message)});
  } catch (error) {
    postMessage({id, trouble: error instanceof Error ? error.message : String(error)});
  }
});
