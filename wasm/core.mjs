// The host's side of wasm/abi.hpp, the same in Node, in a Worker and in a browser.

/**
 * @typedef {[string, string][]} Fields
 * @typedef {null | string | number} Value
 * @typedef {{code: string, message: string}} Failure
 * @typedef {{method: string, target: string, headers?: Fields, token_required?: boolean}} RequestHeader
 * @typedef {{header: any, body: Uint8Array}} Message
 * @typedef {{status: number, headers: Fields, body: Uint8Array}} Response
 *
 * What a host performs. Each may be asynchronous. `batch` throws nothing: a failure is its answer.
 * @typedef {object} Host
 * @property {(statements: {sql: string, parameters: Value[]}[]) =>
 *            Promise<{rows: Value[][][]} | {error: Failure}>} batch
 * @property {() => number | Promise<number>} now                 milliseconds since 1970
 * @property {(count: number) => Uint8Array | Promise<Uint8Array>} entropy
 * @property {() => Promise<Uint8Array | null>} nextPiece         null at the end of the body
 */

const utf8 = new TextEncoder();
const text = new TextDecoder();
const NOTHING = new Uint8Array(0);

/** @param {object} header @param {Uint8Array} [body] @returns {Uint8Array} */
export function encode(header, body = NOTHING) {
  const json = utf8.encode(JSON.stringify(header));
  const message = new Uint8Array(4 + json.length + body.length);
  new DataView(message.buffer).setUint32(0, json.length, true);
  message.set(json, 4);
  message.set(body, 4 + json.length);
  return message;
}

/** @param {Uint8Array} message a copy, not a view of the module's memory @returns {Message} */
export function decode(message) {
  const length = new DataView(message.buffer, message.byteOffset).getUint32(0, true);
  return {
    header: JSON.parse(text.decode(message.subarray(4, 4 + length))),
    body: message.subarray(4 + length),
  };
}

/** A call that made no sense to the module: a bug of the host. */
export class Refused extends Error {}

/**
 * The system calls that the C library links in. The core makes none; what it prints before it traps is
 * worth having.
 * @param {() => WebAssembly.Memory} memory
 */
function systemCalls(memory) {
  const unsupported = 58;
  return {
    fd_close: () => unsupported,
    fd_seek: () => unsupported,
    fd_fdstat_get: () => unsupported,
    fd_write(descriptor, vectors, count, written) {
      const view = new DataView(memory().buffer);
      let total = 0;
      for (let i = 0; i < count; ++i) {
        const length = view.getUint32(vectors + 8 * i + 4, true);
        const bytes = new Uint8Array(memory().buffer, view.getUint32(vectors + 8 * i, true), length);
        console.error(text.decode(bytes.slice()));
        total += length;
      }
      view.setUint32(written, total, true);
      return 0;
    },
  };
}

/** One instance of core.wasm. After a trap (WebAssembly.RuntimeError) it is useless: make another. */
export class Core {
  #exports;

  constructor(exports) {
    this.#exports = exports;
  }

  /** @param {WebAssembly.Module} module */
  static async instantiate(module) {
    let exports;
    const calls = systemCalls(() => exports.memory);
    const instance = await WebAssembly.instantiate(module, {wasi_snapshot_preview1: calls});
    exports = /** @type {any} */ (instance.exports);
    exports._initialize();
    return new Core(exports);
  }

  /** @param {number} id @param {Uint8Array} message @returns {Uint8Array} the first effect */
  request(id, message) {
    return this.#enter(this.#exports.baton_request, id, message);
  }

  /** @param {number} id @param {Uint8Array} message @returns {Uint8Array} the next effect */
  reply(id, message) {
    return this.#enter(this.#exports.baton_reply, id, message);
  }

  /** @param {number} id gives the request up */
  cancel(id) {
    this.#exports.baton_cancel(id);
  }

  get inFlight() {
    return this.#exports.baton_in_flight();
  }

  get memoryBytes() {
    return this.#exports.memory.buffer.byteLength;
  }

  get abi() {
    return this.#exports.baton_abi();
  }

  /** Whether the body of such a request is asked for piece by piece. */
  streamsBody(/** @type {string} */ method, /** @type {string} */ target) {
    const message = encode({method, target});
    return this.#exports.baton_streams_body(this.#copyIn(message), message.length) === 1;
  }

  #copyIn(message) {
    const pointer = this.#exports.baton_allocate(message.length);
    new Uint8Array(this.#exports.memory.buffer).set(message, pointer);
    return pointer;
  }

  #enter(call, id, message) {
    const bytes = call(id, this.#copyIn(message), message.length);
    const memory = this.#exports.memory.buffer;
    const [pointer, length] = new Uint32Array(memory, bytes, 2);
    return new Uint8Array(memory, pointer, length).slice();
  }
}

/** @param {number} milliseconds */
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** @param {any} header @param {Host} host @returns {Promise<Uint8Array>} the reply to an effect */
async function perform(header, host) {
  switch (header.effect) {
    case 'batch':
      return encode(await host.batch(header.statements));
    case 'now':
      return encode({milliseconds: await host.now()});
    case 'entropy':
      return encode({}, await host.entropy(header.bytes));
    case 'next_piece': {
      const piece = await host.nextPiece();
      return piece ? encode({more: true}, piece) : encode({more: false});
    }
    case 'sleep':
      await sleep(header.milliseconds);
      return encode({});
    default:
      throw new Refused(header.message ?? `unknown effect ${header.effect}`);
  }
}

let lastId = 0;

/**
 * Answers one request. Any number may be under way at once. Throws what the host throws, after giving
 * the request up.
 * @param {Core} core @param {RequestHeader} header @param {Uint8Array} body @param {Host} host
 * @returns {Promise<Response>}
 */
export async function answer(core, header, body, host) {
  const id = lastId = (lastId + 1) >>> 0;
  try {
    let {header: effect, body: bytes} = decode(core.request(id, encode(header, body)));
    while (effect.effect !== 'response') {
      ({header: effect, body: bytes} = decode(core.reply(id, await perform(effect, host))));
    }
    return {status: effect.status, headers: effect.headers, body: bytes};
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) core.cancel(id);
    throw error;
  }
}
