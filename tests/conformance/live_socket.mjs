// A WebSocket client for tests: sends any header, tells how a handshake was refused and with what code
// the server closed, and can vanish without a word.

import { randomBytes } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';

const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

/** The first frame of the bytes, or null while it is incomplete. */
function frameOf(bytes) {
  if (bytes.length < 2) return null;
  const short = bytes[1] & 127;
  const extended = { 126: 2, 127: 8 }[short] ?? 0;
  if (bytes.length < 2 + extended) return null;
  const length = extended === 2 ? bytes.readUInt16BE(2) : extended ? Number(bytes.readBigUInt64BE(2)) : short;
  const begin = 2 + extended;
  if (bytes.length < begin + length) return null;
  const payload = bytes.subarray(begin, begin + length);
  return { last: bytes[0] >= 128, kind: bytes[0] & 15, payload, size: begin + length };
}

function frame(kind, payload) {
  const mask = randomBytes(4);
  const long = payload.length > 125;
  const head = Buffer.from([128 | kind, 128 | (long ? 126 : payload.length), ...(long ? [0, 0] : [])]);
  if (long) head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, mask, payload.map((byte, i) => byte ^ mask[i % 4])]);
}

export class LiveSocket {
  #socket;
  #received;
  #parts = [];
  #waiting = [];
  messages = []; // not yet taken
  pongs = 0;
  /** Of the closing handshake; 1006 if the connection broke without one. */
  closeCode = null;

  constructor(socket, head) {
    this.#socket = socket;
    this.#received = head;
    socket.on('data', (bytes) => this.#take(Buffer.concat([this.#received, bytes])));
    socket.on('error', () => {});
    socket.on('close', () => this.#ended(1006));
    this.#take(head);
  }

  #take(bytes) {
    let found;
    while ((found = frameOf(bytes))) {
      bytes = bytes.subarray(found.size);
      this.#handle(found);
    }
    this.#received = bytes;
  }

  #handle({ kind, last, payload }) {
    if (kind === PING) this.#socket.write(frame(PONG, payload));
    else if (kind === PONG) ++this.pongs;
    else if (kind === CLOSE) {
      this.#socket.end(frame(CLOSE, payload.subarray(0, 2)));
      this.#ended(payload.length >= 2 ? payload.readUInt16BE(0) : 1005);
    } else {
      this.#parts.push(payload);
      if (!last) return;
      this.messages.push(Buffer.concat(this.#parts).toString());
      this.#parts = [];
    }
    this.#wake();
  }

  #ended(code) {
    this.closeCode ??= code;
    this.#wake();
  }

  #wake() {
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** Until `condition()` holds; false after `patience` milliseconds. */
  async until(condition, patience = 10_000) {
    const end = Date.now() + patience;
    while (!condition()) {
      const left = end - Date.now();
      if (left <= 0) return false;
      let timer;
      await new Promise((resolve) => {
        this.#waiting.push(resolve);
        timer = setTimeout(resolve, left);
      });
      clearTimeout(timer);
    }
    return true;
  }

  /** The next message as JSON; throws if there comes none. */
  async next(patience = 10_000) {
    await this.until(() => this.messages.length || this.closeCode !== null, patience);
    if (!this.messages.length) throw new Error(`no message came, close code ${this.closeCode}`);
    return JSON.parse(this.messages.shift());
  }

  /** The code with which it was closed; null if it was not. */
  async closed(patience = 10_000) {
    await this.until(() => this.closeCode !== null, patience);
    return this.closeCode;
  }

  send(text) {
    this.#socket.write(frame(TEXT, Buffer.from(text)));
  }

  /** Bytes as they are, frames or not. */
  sendRaw(bytes) {
    this.#socket.write(bytes);
  }

  ping() {
    this.#socket.write(frame(PING, Buffer.from('?')));
  }

  close(code = 1000) {
    this.#socket.write(frame(CLOSE, Buffer.from([code >> 8, code & 255])));
  }

  /** Breaks the connection. */
  vanish() {
    this.#socket.destroy();
    this.#ended(1006);
  }

  /** Reads nothing more, so that the server's messages pile up. */
  pause() {
    this.#socket.pause();
  }

  resume() {
    this.#socket.resume();
  }
}

/**
 * Connects to an http(s) URL. A header that is null is left out.
 * @returns {Promise<LiveSocket | {status: number, headers: object, body: string}>}
 */
export function connect(url, headers = {}) {
  const fields = {
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    ...headers,
  };
  for (const name of Object.keys(fields)) if (fields[name] === null) delete fields[name];
  return new Promise((resolve, reject) => {
    const request = (url.startsWith('https:') ? https : http).request(url, { headers: fields, agent: false });
    request.on('upgrade', (_response, socket, head) => resolve(new LiveSocket(socket, head)));
    request.on('response', async (response) => {
      let body = '';
      for await (const piece of response.setEncoding('utf8')) body += piece;
      resolve({ status: response.statusCode, headers: response.headers, body });
    });
    request.on('error', reject);
    request.setTimeout(20_000, () => request.destroy(new Error('the handshake took too long')));
    request.end();
  });
}
