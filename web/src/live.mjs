// Follows the event log over the WebSocket; after a loss it goes on from its last cursor (docs/events.md).

import {askWhole} from './api.mjs';

const LONGEST_PAUSE = 30_000;
const SHORTEST_PAUSE = 500;

/** @typedef {{seq: number, type: string, entity_id: string, at: string, body: any}} LogEvent */
/** @typedef {'connecting' | 'live' | 'lost' | 'refused'} State */

/** @type {State} */
let state = 'connecting';
/** @type {string | number} */
let cursor = 'now';
let pause = SHORTEST_PAUSE;
let wasLost = false;
// Whether this connection said anything yet.
let isOpen = false;
/** @type {WebSocket | undefined} */
let socket;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let retry;
/** @type {Set<(state: State) => void>} */
const watchers = new Set();
/** @type {Set<(events: LogEvent[]) => void>} */
const readers = new Set();

/** @param {State} next */
function become(next) {
  state = next;
  watchers.forEach((watcher) => watcher(next));
}

/** @param {MessageEvent} message */
function received({data}) {
  const page = JSON.parse(data);
  cursor = page.cursor;
  pause = SHORTEST_PAUSE;
  isOpen = true;
  if (state !== 'live') become('live');
  // What a request missed while the server was away was no event: all is asked again.
  if (page.events.length > 0 || wasLost) readers.forEach((reader) => reader(page.events));
  wasLost = false;
}

/** A browser does not tell why a handshake failed; the same question without a WebSocket does. */
const mayNot = () => askWhole('/api/events?since=now').then(() => false, ({status}) => status === 401 || status === 403);

/** @param {CloseEvent} event */
async function closed({code}) {
  socket = undefined;
  if (code === 1008 || (!isOpen && (await mayNot()))) {
    become('refused');
    return readers.forEach((reader) => reader([]));
  }
  wasLost = true;
  become('lost');
  retry = setTimeout(connect, pause * (0.5 + Math.random()));
  pause = Math.min(2 * pause, LONGEST_PAUSE);
}

/** Connects, at once if it waits to try again. */
export function connect() {
  if (socket) return;
  clearTimeout(retry);
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  isOpen = false;
  socket = new WebSocket(`${scheme}//${location.host}/api/events/ws?since=${cursor}`);
  socket.onmessage = received;
  socket.onclose = closed;
}

addEventListener('online', () => state === 'lost' && connect());
addEventListener('visibilitychange', () => document.visibilityState === 'visible' && state === 'lost' && connect());

/** Calls at once and at each change. @param {(state: State) => void} watcher @returns {() => void} ends it */
export function onState(watcher) {
  watchers.add(watcher);
  watcher(state);
  return () => void watchers.delete(watcher);
}

/** Calls for each page of events, and with none after a loss. @param {(events: LogEvent[]) => void} reader @returns {() => void} ends it */
export function onEvents(reader) {
  readers.add(reader);
  return () => void readers.delete(reader);
}
