// The host's side of wasm/abi.hpp, the same in Node, in a Worker and in a browser.

/**
 * @typedef {[string, string][]} Fields
 * @typedef {null | string | number} Value
 * @typedef {{sql: string, parameters: Value[]}} Statement
 * @typedef {{code: string, message: string}} Failure
 * @typedef {{rows: Value[][][], error?: undefined} | {rows?: undefined, error: Failure}} BatchReply
 * @typedef {{method: string, target: string, headers?: Fields, token_required?: boolean,
 *   client?: string, secure?: boolean, admin_token?: string, access?: 'read' | 'write' | 'admin', rate_limited?: boolean}} RequestHeader
 * @typedef {{header: any, body: Uint8Array<ArrayBuffer>}} Message
 * @typedef {{status: number, headers: Fields, body: Uint8Array, route?: string}} Response
 *
 * What a host performs. Each may be asynchronous. `batch` throws nothing: a failure is its answer.
 * @typedef {object} Host
 * @property {(statements: Statement[]) => Promise<BatchReply>} batch
 * @property {() => number | Promise<number>} now                 milliseconds since 1970
 * @property {(count: number) => Uint8Array | Promise<Uint8Array>} entropy
 * @property {() => Promise<Uint8Array | null>} nextPiece         null at the end of the body
 * @property {(key: string) => boolean | Promise<boolean>} [limit]  whether a request of that key is within
 *                                                                its limit; asked where rate_limited
 * @property {() => boolean | Promise<boolean>} [erase]           what was deleted is made unreadable in the
 *                                                                store's files; false where that cannot be
 * @property {(name: string) => string | undefined} [key]         a secret that the host keeps for models
 * @property {() => void | Promise<void>} [publish]               the log grew: nudge who follows it
 * @property {(what: string, input: Uint8Array<ArrayBuffer>) => Promise<Uint8Array | string | null>} [provide]  what only
 *                                                                the host has; null where it has it not
 * @property {(part: Response) => void | Promise<void>} [sendPiece]  a piece of the response, sent at once; the
 *                                                                head is that of the first
 */

const utf8 = new TextEncoder();
const text = new TextDecoder();
const NOTHING = new Uint8Array(0);

/** Room that the rows of a batch are written into; what comes out of it is copied. */
class RowsWriter {
  #bytes = new Uint8Array(1 << 16);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  /** @param {Value[][][]} answers the rows of each statement */
  write(answers) {
    this.#length = 0;
    for (const rows of answers) {
      this.#reserve(8);
      this.#count(rows.length);
      this.#count(rows.length ? rows[0].length : 0);
      for (const row of rows) for (const value of row) this.#value(value);
    }
    return this.#bytes.subarray(0, this.#length);
  }

  /** @param {Value} value */
  #value(value) {
    if (typeof value === 'string') return this.#text(value);
    this.#reserve(9);
    this.#bytes[this.#length++] = value === null ? 0x6e : 0x64;
    if (value === null) return;
    this.#view.setFloat64(this.#length, value, true);
    this.#length += 8;
  }

  /** @param {string} text a code unit of which takes three bytes at most */
  #text(text) {
    this.#reserve(5 + 3 * text.length);
    this.#bytes[this.#length] = 0x74;
    const start = this.#length + 5;
    const {written} = utf8.encodeInto(text, this.#bytes.subarray(start));
    this.#view.setUint32(start - 4, written, true);
    this.#length = start + written;
  }

  /** @param {number} count */
  #count(count) {
    this.#view.setUint32(this.#length, count, true);
    this.#length += 4;
  }

  /** @param {number} room */
  #reserve(room) {
    if (this.#length + room <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length + room));
    larger.set(this.#bytes);
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}

/** Nothing is awaited between a use of it and the copy of what it wrote. */
const rowsWriter = new RowsWriter();

/** @param {object} header @param {Uint8Array} [body] @returns {Uint8Array} */
export function encode(header, body = NOTHING) {
  const json = utf8.encode(JSON.stringify(header));
  const message = new Uint8Array(4 + json.length + body.length);
  new DataView(message.buffer).setUint32(0, json.length, true);
  message.set(json, 4);
  message.set(body, 4 + json.length);
  return message;
}

/** @param {Uint8Array<ArrayBuffer>} message a copy, not a view of the module's memory @returns {Message} */
export function decode(message) {
  const length = new DataView(message.buffer, message.byteOffset).getUint32(0, true);
  return {
    header: JSON.parse(text.decode(message.subarray(4, 4 + length))),
    body: message.subarray(4 + length),
  };
}

/** A call that made no sense to the module: a bug of the host. */
export class Refused extends Error {}

/** The instance trapped while another request was under way. */
export class Lost extends Error {}

/**
 * What wasm/abi.hpp exports.
 * @typedef {(id: number, message: number, length: number) => number} Call
 * @typedef {object} Exports
 * @property {WebAssembly.Memory} memory
 * @property {() => void} _initialize
 * @property {() => number} baton_abi
 * @property {(length: number) => number} baton_allocate
 * @property {Call} baton_request
 * @property {Call} baton_reply
 * @property {(id: number) => void} baton_cancel
 * @property {(message: number, length: number) => number} baton_streams_body
 * @property {() => number} baton_body_limit
 * @property {() => number} baton_in_flight
 */

/** One instance of core.wasm. After a trap (WebAssembly.RuntimeError) it is useless: make another. */
export class Core {
  /** Set by the host once the instance trapped: nothing may enter it again. */
  lost = false;
  /** @type {Exports} */
  #exports;

  /** @param {WebAssembly.Module} module compiled */
  constructor(module) {
    const instance = new WebAssembly.Instance(module);
    this.#exports = /** @type {Exports} */ (/** @type {unknown} */ (instance.exports));
    this.#exports._initialize();
  }

  /** @param {number} id @param {Uint8Array} message @returns {Uint8Array<ArrayBuffer>} the first effect */
  request(id, message) {
    return this.#enter(this.#exports.baton_request, id, message);
  }

  /** @param {number} id @param {Uint8Array} message @returns {Uint8Array<ArrayBuffer>} the next effect */
  reply(id, message) {
    return this.#enter(this.#exports.baton_reply, id, message);
  }

  /** @param {number} id gives the request up */
  cancel(id) {
    if (!this.lost) this.#exports.baton_cancel(id);
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

  /** The largest body of a request that is sent along, in bytes. */
  get bodyLimit() {
    return this.#exports.baton_body_limit();
  }

  /**
   * Whether the body of such a request is asked for piece by piece.
   * @param {string} method @param {string} target
   */
  streamsBody(method, target) {
    const message = encode({method, target});
    return this.#exports.baton_streams_body(this.#copyIn(message), message.length) === 1;
  }

  /** @param {Uint8Array} message */
  #copyIn(message) {
    const pointer = this.#exports.baton_allocate(message.length);
    new Uint8Array(this.#exports.memory.buffer).set(message, pointer);
    return pointer;
  }

  /** @param {Call} call @param {number} id @param {Uint8Array} message */
  #enter(call, id, message) {
    if (this.lost) throw new Lost();
    const bytes = call(id, this.#copyIn(message), message.length);
    const memory = this.#exports.memory.buffer;
    const [pointer, length] = new Uint32Array(memory, bytes, 2);
    return new Uint8Array(memory, pointer, length).slice();
  }
}

/** @param {number} milliseconds */
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** @param {string} code @param {unknown} [error] */
const failed = (code, error) =>
  encode({error: {code, message: error instanceof Error ? error.message : ''}});

/** Strikes a key out of text that comes in pieces: what may be the beginning of one is held back. */
class Striking {
  #decoder = new TextDecoder();
  #held = '';
  /** @param {string} key */
  constructor(key) {
    this.key = key;
  }

  /** @param {Uint8Array} [bytes] without any: the rest @returns what can be passed on */
  pass(bytes) {
    this.#held += this.#decoder.decode(bytes, {stream: bytes !== undefined});
    if (this.key) this.#held = this.#held.replaceAll(this.key, '***');
    const end = bytes && this.key ? Math.max(0, this.#held.length - this.key.length + 1) : this.#held.length;
    const passed = this.#held.slice(0, end);
    this.#held = this.#held.slice(end);
    return utf8.encode(passed);
  }
}

/** A request to a server elsewhere, as Fetch of core/base/effect.hpp says. */
class Fetching {
  /** @type {ReadableStreamDefaultReader<Uint8Array> | undefined} */
  #reader;
  #received = 0;
  #ended = false;

  /** @param {any} wanted @param {Host} host @param {AbortSignal} [signal] */
  constructor(wanted, host, signal) {
    this.wanted = wanted;
    this.key = wanted.key ? host.key?.(wanted.key) ?? '' : '';
    this.timeout = AbortSignal.timeout(wanted.timeout_ms);
    this.signal = signal ? AbortSignal.any([signal, this.timeout]) : this.timeout;
    this.striking = new Striking(this.key);
  }

  /** @param {Uint8Array} body @returns {Promise<Uint8Array>} the reply */
  async head(body) {
    const {wanted, key, signal} = this;
    if (wanted.key && !key) return failed('no_key');
    const headers = new Headers(wanted.headers);
    if (key) headers.set('Authorization', `Bearer ${key}`);
    const [method, sent] = [wanted.method, wanted.method === 'GET' ? undefined : body];
    try {
      const response = await fetch(wanted.url, {method, headers, body: sent, redirect: 'manual', signal});
      this.#reader = response.body?.getReader();
      const {status, headers: fields} = response;
      const head = {status, content_type: fields.get('Content-Type') ?? '', retry_after: fields.get('Retry-After') ?? ''};
      return wanted.in_pieces ? encode(head) : await this.#whole(head);
    } catch (error) {
      return failed(this.timeout.aborted ? 'timeout' : 'unreachable', error);
    }
  }

  /** @returns {Promise<Uint8Array>} the reply */
  async piece() {
    try {
      const piece = await this.#next();
      return piece ? encode({more: true}, piece) : encode({more: false});
    } catch (error) {
      return this.#broken(error);
    }
  }

  cancel() {
    this.#reader?.cancel().catch(() => {});
  }

  /** @param {object} head */
  async #whole(head) {
    try {
      const pieces = [];
      for (let piece = await this.#next(); piece; piece = await this.#next()) pieces.push(piece);
      return encode(head, new Uint8Array(await new Blob(pieces).arrayBuffer()));
    } catch (error) {
      return this.#broken(error);
    }
  }

  /** The next piece that is not empty; null at the end. */
  async #next() {
    while (!this.#ended) {
      const read = await this.#reader?.read();
      this.#ended = !read || read.done;
      this.#received += read?.value?.length ?? 0;
      if (this.#received > this.wanted.most_bytes) throw new RangeError('too long');
      const piece = this.striking.pass(read?.value);
      if (piece.length) return piece;
    }
    return null;
  }

  /** @param {unknown} error */
  #broken(error) {
    this.cancel();
    if (error instanceof RangeError) return failed('too_long');
    return failed(this.timeout.aborted ? 'timeout' : 'cut', error);
  }
}

/** Performs the effects of one request. */
class Performer {
  /** @type {Fetching | undefined} */
  #fetching;
  /** @type {Promise<Uint8Array> | undefined} the reply to a fetch ahead */
  #ahead;

  /** @param {Host} host @param {AbortSignal} [signal] */
  constructor(host, signal) {
    this.host = host;
    this.signal = signal;
  }

  /** @param {any} header @param {Uint8Array<ArrayBuffer>} body @returns {Promise<Uint8Array>} the reply to an effect */
  async perform(header, body) {
    const {host} = this;
    switch (header.effect) {
      case 'batch': {
        const {rows, error} = await host.batch(header.statements);
        return error ? encode({error}) : encode({}, rowsWriter.write(rows));
      }
      case 'now':
        return encode({milliseconds: await host.now()});
      case 'entropy':
        return encode({}, await host.entropy(header.bytes));
      case 'next_piece': {
        const piece = await host.nextPiece();
        return piece ? encode({more: true}, piece) : encode({more: false});
      }
      case 'send_piece':
        await host.sendPiece?.({status: header.status, headers: header.headers, body});
        return encode({});
      case 'publish':
        await host.publish?.();
        return encode({});
      case 'erase':
        return encode({erased: host.erase ? await host.erase() : false});
      case 'limit':
        return encode({allowed: host.limit ? await host.limit(header.key) : true});
      case 'sleep':
        await sleep(header.milliseconds);
        return encode({});
      case 'provide': {
        const made = host.provide ? await host.provide(header.what, body) : null;
        if (made === null) return failed('not_here');
        return encode({}, typeof made === 'string' ? utf8.encode(made) : made);
      }
      case 'fetch': {
        const ahead = this.#ahead;
        this.#ahead = header.ahead ? this.#fetch(header, body) : undefined;
        if (header.ahead) return encode({status: 0, content_type: '', retry_after: ''});
        return ahead ?? this.#fetch(header, body);
      }
      case 'fetch_piece':
        return this.#fetching ? this.#fetching.piece() : encode({more: false});
      default:
        throw new Refused(header.message ?? `unknown effect ${header.effect}`);
    }
  }

  /** @param {any} header @param {Uint8Array} body @returns {Promise<Uint8Array>} the reply */
  #fetch(header, body) {
    this.cancel();
    this.#fetching = new Fetching(header, this.host, this.signal);
    return this.#fetching.head(body);
  }

  /** Gives up what is under way. */
  cancel() {
    this.#fetching?.cancel();
  }
}

let lastId = 0;

/**
 * Answers one request. Any number may be under way at once. Throws what the host throws, after giving
 * the request up; it is given up too when the signal says that nobody waits for the answer.
 * @param {Core} core @param {RequestHeader} header @param {Uint8Array} body @param {Host} host
 * @param {AbortSignal} [signal] @returns {Promise<Response>}
 */
export async function answer(core, header, body, host, signal) {
  const id = lastId = (lastId + 1) >>> 0;
  signal?.addEventListener('abort', () => core.cancel(id));
  const performer = new Performer(host, signal);
  try {
    let {header: effect, body: bytes} = decode(core.request(id, encode(header, body)));
    while (effect.effect !== 'response') {
      ({header: effect, body: bytes} = decode(core.reply(id, await performer.perform(effect, bytes))));
    }
    return {status: effect.status, headers: effect.headers, body: bytes, route: effect.route};
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) core.cancel(id);
    throw error;
  } finally {
    performer.cancel();
  }
}
