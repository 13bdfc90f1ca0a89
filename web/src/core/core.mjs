// Baton's core in the page: what wasm/page/page.hpp offers. It is loaded when something is first asked of it.
import {useEffect, useState} from 'preact/hooks';
import {Failure, checked} from '../api.mjs';

/** @typedef {'growth' | 'lint' | 'render' | 'turns' | 'mask' | 'handoff'} Name */

/** @type {Worker | undefined} */
let worker;
/** @type {Map<number, {done: (answer: any) => void, failed: (error: any) => void}>} */
const waiting = new Map();
let last = 0;

/** Whoever waits is told; the next question starts anew. @param {string} why */
function lost(why) {
  worker?.terminate();
  worker = undefined;
  for (const {failed} of waiting.values()) failed(new Failure(0, `This page could not load Baton's core: ${why}`, 'no_core'));
  waiting.clear();
}

function started() {
  const made = new Worker(new URL('./worker.mjs', import.meta.url), {type: 'module', name: 'core'});
  made.addEventListener('message', ({data: {id, answer, trouble}}) => {
    if (trouble !== undefined) return lost(trouble);
    waiting.get(id)?.done(answer);
    waiting.delete(id);
  });
  made.addEventListener('error', () => lost('its script cannot be reached.'));
  return made;
}

/** The `data` of the answer. @param {Name} name @param {object} message @returns {Promise<any>} */
export async function core(name, message) {
  worker ??= started();
  const id = ++last;
  const answer = await new Promise((done, failed) => {
    waiting.set(id, {done, failed});
    worker?.postMessage({id, name, message});
  });
  return checked(400, answer).data;
}

/** Loads it, so that it is there when the server is not. */
export const load = () => core('mask', {text: ''}).then(() => {}, () => {});

/** `values` with every secret in them masked: what is pasted does not leave the page otherwise. @template T @param {T} values @returns {Promise<T>} */
export async function masked(values) {
  return JSON.parse((await core('mask', {text: JSON.stringify(values)})).text);
}

/**
 * What the core answers, as `useData` has it; null asks nothing.
 * @param {Name} name @param {object | null} message @returns {import('../data.mjs').Asked}
 */
export function useCore(name, message) {
  const key = message && JSON.stringify(message);
  const [shown, setShown] = useState(/** @type {{key: string | null, data?: any, error?: any}} */ ({key: null}));
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let wanted = true;
    if (message) core(name, message).then((data) => wanted && setShown({key, data}), (error) => wanted && setShown({key, error}));
    return () => void (wanted = false);
  }, [name, key, turn]);
  // While another is calculated the last one stands.
  const {data, error} = shown;
  return {data: key ? data : undefined, answer: undefined, error: shown.key === key ? error : undefined, loading: Boolean(key) && shown.key !== key, reload: async () => setTurn((n) => n + 1), change: () => {}};
}
