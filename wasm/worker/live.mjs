// Who follows the log over a WebSocket, as docs/events.md says: one object for all of them, that sleeps
// while nothing happens and knows of each socket only its cursor and the headers of its handshake.

import {DurableObject} from 'cloudflare:workers';
import {exchange, refusal} from './exchange.mjs';

/**
 * @import {Env} from './env.mjs'
 * @typedef {{cursor: number, url: string, headers: [string, string][]}} Follower
 * @typedef {{events: unknown[], cursor: number}} Page
 */

/** A nudge may be lost, and a token may run out: then this finds out. */
const LOOK_EVERY = 60_000;
const FOLLOWERS = 1000;
const MESSAGE_BYTES = 1024;
/** What says who asks, and from where. */
const TELLING = ['authorization', 'cookie', 'host', 'cf-connecting-ip', 'cf-access-jwt-assertion'];

/** The object that all followers share. @param {Env} env */
export function liveOf(env) {
  return env.LIVE.get(env.LIVE.idFromName('log'));
}

/** @extends {DurableObject<Env>} */
export class Live extends DurableObject {
  /** Sockets that a page is under way for, and whether to look once more afterwards. @type {Map<WebSocket, boolean>} */
  #turning = new Map();

  /** The handshake. @param {Request} request @returns {Promise<Response>} */
  async fetch(request) {
    const url = new URL(request.url);
    const fault = this.#faultOf(request, url);
    if (fault) return fault;
    const headers = TELLING.map((name) => /** @type {[string, string]} */ ([name, request.headers.get(name) ?? '']))
      .filter(([, value]) => value);
    const first = await this.#ask(url.origin, `limit=500&${url.search.slice(1)}`, headers);
    if (first.status !== 200) return first;
    return this.#accept(await first.json(), url.origin, headers);
  }

  /** @param {Request} request @param {URL} url */
  #faultOf(request, url) {
    const origin = request.headers.get('Origin');
    if (origin && hostOf(origin) !== url.host)
      return refusal(403, 'foreign_origin', 'This page may not follow the log: it comes from another origin.');
    if (this.ctx.getWebSockets().length >= FOLLOWERS)
      return refusal(503, 'too_many_followers', 'Too many follow the log: try again later.', {'Retry-After': '30'});
  }

  /** @param {string} origin @param {string} query @param {[string, string][]} headers */
  #ask(origin, query, headers) {
    return exchange(new Request(`${origin}/api/events?${query}`, {headers}), this.env, this.ctx);
  }

  /** @param {{data: Page, next_cursor?: string}} first @param {string} url @param {[string, string][]} headers */
  #accept({data, next_cursor: next}, url, headers) {
    const {0: client, 1: server} = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    server.send(JSON.stringify(data));
    server.serializeAttachment({cursor: data.cursor, url, headers});
    this.ctx.waitUntil(this.#lookLater());
    if (next) this.ctx.waitUntil(this.#catchUp(server));
    return new Response(null, {status: 101, webSocket: client});
  }

  /** The log grew. */
  async nudge() {
    await Promise.all(this.ctx.getWebSockets().map((socket) => this.#catchUp(socket)));
  }

  async alarm() {
    await this.nudge();
    await this.#lookLater();
  }

  async #lookLater() {
    const waits = await this.ctx.storage.getAlarm();
    if (waits === null && this.ctx.getWebSockets().length > 0) await this.ctx.storage.setAlarm(Date.now() + LOOK_EVERY);
  }

  /** Sends what a follower has not seen, a page at a time. @param {WebSocket} socket */
  async #catchUp(socket) {
    if (this.#turning.has(socket)) return void this.#turning.set(socket, true);
    try {
      let more = true;
      while (more) {
        this.#turning.set(socket, false);
        more = (await this.#turnPage(socket)) || this.#turning.get(socket) === true;
      }
    } finally {
      this.#turning.delete(socket);
    }
  }

  /** Whether there is more at once. @param {WebSocket} socket */
  async #turnPage(socket) {
    /** @type {Follower} */
    const {cursor, url, headers} = socket.deserializeAttachment();
    const response = await this.#ask(url, `limit=500&since=${cursor}`, headers);
    if (response.status !== 200) return end(socket, response.status);
    /** @type {{data: Page, next_cursor?: string}} */
    const {data, next_cursor: next} = await response.json();
    if (socket.readyState !== WebSocket.OPEN) return false;
    if (data.events.length) socket.send(JSON.stringify(data));
    socket.serializeAttachment({cursor: data.cursor, url, headers});
    return next !== undefined;
  }

  /** Nothing is taken from clients. @param {WebSocket} socket @param {string | ArrayBuffer} message */
  webSocketMessage(socket, message) {
    const bytes = typeof message === 'string' ? message.length : message.byteLength;
    if (bytes > MESSAGE_BYTES) socket.close(1009, 'A message has at most 1024 bytes.');
    else socket.close(1003, 'Nothing is taken from clients here.');
  }

  /** @param {WebSocket} socket @param {number} code */
  webSocketClose(socket, code) {
    socket.close(code === 1005 || code === 1006 ? 1000 : code);
  }
}

/** @param {string} origin */
function hostOf(origin) {
  return URL.canParse(origin) ? new URL(origin).host : '';
}

/** @param {WebSocket} socket @param {number} status */
function end(socket, status) {
  if (status === 401 || status === 403) socket.close(1008, 'This token may not read the log any more.');
  else socket.close(1011, 'The log cannot be read now.');
  return false;
}
