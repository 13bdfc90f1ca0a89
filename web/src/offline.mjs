// Handoffs that were made while the server was away: kept in this browser, masked, until they are stored.
import {useEffect, useState} from 'preact/hooks';
import {Failure, ask, withQuery} from './api.mjs';

const KEY = 'offline';

/**
 * @typedef {{id: string, at: string, text: string, markdown: string, projectId: string, projectName: string}} Waiting
 *   `text` is the masked conversation
 */

/** @returns {Waiting[]} */
function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]');
  } catch {
    return [];
  }
}

/** @type {Waiting[]} */
let waiting = read();
/** @type {Set<(waiting: Waiting[]) => void>} */
const listeners = new Set();

/** @param {Waiting[]} next */
function become(next) {
  waiting = next;
  listeners.forEach((listener) => listener(next));
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // It has no room there: it stays as long as this page.
  }
}
addEventListener('storage', ({key}) => key === KEY && (waiting = read(), listeners.forEach((listener) => listener(waiting))));

/** @param {Omit<Waiting, 'id'>} made */
export const keepOffline = (made) => become([...waiting.filter((one) => one.text !== made.text), {...made, id: crypto.randomUUID?.() ?? String(Math.random())}]);

/** @param {string} id */
export const forgetOffline = (id) => become(waiting.filter((one) => one.id !== id));

export function useOffline() {
  const [shown, setShown] = useState(waiting);
  useEffect(() => {
    listeners.add(setShown);
    return () => void listeners.delete(setShown);
  }, []);
  return shown;
}

/** Stores the conversation as a session of the project; where it cannot be read as one, the handoff. @param {Waiting} one @param {string} project @returns {Promise<any>} */
export async function storeOffline(one, project) {
  /** @param {string} name @param {string} text */
  const imported = (name, text) => ask(withQuery('/api/imports', {project, name}), {body: new Blob([text])});
  const made = await imported('conversation.md', one.text).catch((error) => {
    if (error instanceof Failure && error.status >= 400 && error.status < 500 && error.status !== 401) return imported('handoff.md', one.markdown);
    throw error;
  });
  forgetOffline(one.id);
  return made;
}
