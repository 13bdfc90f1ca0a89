// What the pages show: asked of the API, kept for the way back, asked again when the log grows.
import {useCallback, useEffect, useRef, useState} from 'preact/hooks';
import {askWhole} from './api.mjs';
import {onEvents} from './live.mjs';

const MOST_KEPT = 200;
const LEAST_BETWEEN = 300;

/** @type {Map<string, any>} */
const kept = new Map();

/** @param {string} target @param {any} answer */
function keep(target, answer) {
  kept.delete(target);
  kept.set(target, answer);
  if (kept.size > MOST_KEPT) kept.delete(/** @type {string} */ (kept.keys().next().value));
}

/** Forgets what was answered, as when another logs in. */
export const forgetAll = () => kept.clear();

/** @typedef {{data: any, answer: any, error: any, loading: boolean, reload: () => Promise<void>, change: (how: (data: any) => any) => void}} Asked `change` shows at once what a request is about to make true */

/**
 * The answer to a GET, kept current. null asks nothing. While it is asked again the last answer stands.
 * @param {string | null} target @param {{live?: boolean}} [options] @returns {Asked}
 */
export function useData(target, {live = true} = {}) {
  const [shown, setShown] = useState(/** @type {{target: string | null, answer?: any, error?: any}} */ ({target: null}));
  const asking = useRef(/** @type {AbortController | null} */ (null));
  const reload = useCallback(async () => {
    if (target === null) return;
    asking.current?.abort();
    const controller = new AbortController();
    asking.current = controller;
    try {
      const answer = await askWhole(target, {signal: controller.signal});
      if (controller.signal.aborted) return;
      keep(target, answer);
      setShown({target, answer});
    } catch (error) {
      if (!controller.signal.aborted) setShown({target, answer: kept.get(target), error});
    }
  }, [target]);
  useEffect(() => {
    reload();
    return () => asking.current?.abort();
  }, [reload]);
  useEffect(() => {
    if (!live || target === null) return;
    return onEvents(throttled(reload));
  }, [reload, live]);
  const change = useCallback((/** @type {(data: any) => any} */ how) => {
    const known = target === null ? undefined : kept.get(target);
    if (!known || target === null) return;
    // An answer that is under way knows nothing of it.
    asking.current?.abort();
    const answer = {...known, data: how(known.data)};
    keep(target, answer);
    setShown({target, answer});
  }, [target]);
  const current = shown.target === target ? shown : {answer: target === null ? undefined : kept.get(target), error: undefined};
  return {data: current.answer?.data, answer: current.answer, error: current.error, loading: target !== null && !current.answer && !current.error, reload, change};
}

/** At most once in a while, the last call always. @param {() => void} act */
export function throttled(act) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let soon;
  return () => {
    soon ??= setTimeout(() => {
      soon = undefined;
      act();
    }, LEAST_BETWEEN);
  };
}
