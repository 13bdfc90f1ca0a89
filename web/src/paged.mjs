// Long lists, read page by page; what the log says of one of its things reads that thing's page again.
import {useEffect, useRef, useState} from 'preact/hooks';
import {askWhole, withQuery} from './api.mjs';
import {throttled} from './data.mjs';
import {onEvents} from './live.mjs';

/** @typedef {{cursor: string, items: any[], next: string | undefined}} Page */

/** @param {string} target @param {string} cursor @param {number} limit @param {AbortSignal} signal @returns {Promise<Page>} */
async function pageOf(target, cursor, limit, signal) {
  const answer = await askWhole(withQuery(target, {limit, cursor}), {signal});
  return {cursor, items: answer.data, next: answer.next_cursor};
}

/** Reads on from the last page to the end. @param {string} target @param {Page[]} pages @param {number} limit @param {AbortSignal} signal @param {(pages: Page[]) => void} show */
async function readOn(target, pages, limit, signal, show) {
  for (let cursor = pages.pop()?.cursor ?? ''; ; ) {
    const page = await pageOf(target, cursor, limit, signal);
    pages = [...pages, page];
    show(pages);
    if (!page.next) return;
    cursor = page.next;
  }
}

/** Pages with one of these things are read again, and the end. @param {string} target @param {Page[]} pages @param {number} limit @param {AbortSignal} signal @param {(pages: Page[]) => void} show @param {Set<string> | null} uids null: any may have changed */
async function refresh(target, pages, limit, signal, show, uids) {
  const fresh = await Promise.all(pages.map((page) => (uids === null || page.items.some((item) => uids.has(item.uid)) ? pageOf(target, page.cursor, limit, signal) : page)));
  await readOn(target, fresh, limit, signal, show);
}

/**
 * All items of a list. @param {string | null} target @param {number} [limit]
 * @returns {{items: any[], done: boolean, error: any, reload: () => void}}
 */
export function usePages(target, limit = 500) {
  const [state, setState] = useState({target: /** @type {string | null} */ (null), pages: /** @type {Page[]} */ ([]), done: false, error: /** @type {any} */ (null)});
  const [turn, setTurn] = useState(0);
  const pages = useRef(/** @type {Page[]} */ ([]));
  useEffect(() => {
    if (target === null) return;
    const controller = new AbortController();
    const {signal} = controller;
    /** @param {Page[]} next */
    const show = (next) => {
      pages.current = next;
      setState({target, pages: next, done: !next.at(-1)?.next, error: null});
    };
    /** @param {any} error */
    const failed = (error) => !signal.aborted && setState((old) => ({...old, target, done: true, error}));
    pages.current = [];
    let working = readOn(target, [], limit, signal, show).catch(failed);
    /** @type {Set<string> | null} */
    let uids = new Set();
    const look = throttled(() => {
      const named = uids;
      uids = new Set();
      working = working.then(() => refresh(target, [...pages.current], limit, signal, show, named)).catch(failed);
    });
    const end = onEvents((events) => {
      if (events.length === 0) uids = null;
      for (const event of events) uids?.add(event.entity_id);
      look();
    });
    return () => (controller.abort(), end());
  }, [target, limit, turn]);
  const current = state.target === target;
  return {items: current ? flat(state.pages) : [], done: current && state.done, error: current ? state.error : null, reload: () => setTurn((n) => n + 1)};
}

/** @type {WeakMap<Page[], any[]>} */
const flats = new WeakMap();
/** @param {Page[]} pages */
function flat(pages) {
  if (!flats.has(pages)) flats.set(pages, pages.flatMap((page) => page.items));
  return flats.get(pages) ?? [];
}
