// Long lists, read page by page as far as they are wanted; what the log says of one of their things reads its
// page again.
import {useEffect, useRef, useState} from 'preact/hooks';
import {askWhole, withQuery} from './api.mjs';
import {throttled} from './data.mjs';
import {onEvents} from './live.mjs';

/** @typedef {{cursor: string, items: any[], next: string | undefined}} Page */
/** @typedef {{target: string, limit: number, wanted: number, signal: AbortSignal, show: (pages: Page[]) => void}} Reading */

/** @param {Reading} reading @param {string} cursor @returns {Promise<Page>} */
async function pageAt({target, limit, signal}, cursor) {
  const answer = await askWhole(withQuery(target, {limit, cursor}), {signal});
  return {cursor, items: answer.data, next: answer.next_cursor};
}

/** @param {Page[]} pages */
const length = (pages) => pages.reduce((sum, page) => sum + page.items.length, 0);

/** Reads on until there are as many as wanted; the last page again if it was the end. @param {Reading} reading @param {Page[]} pages */
async function readOn(reading, pages) {
  let read = [...pages];
  let cursor = read.at(-1)?.next ?? read.pop()?.cursor ?? '';
  for (;;) {
    const page = await pageAt(reading, cursor);
    read = [...read, page];
    reading.show(read);
    if (!page.next || length(read) >= reading.wanted) return;
    cursor = page.next;
  }
}

/** What a page is about, whatever is said of it. @param {Page} page */
const namesOf = (page) => page.items.map((item) => item.uid ?? item.id ?? item.path ?? item.turn_number).join();

/** Pages with one of these things are read again, and the end; all if the beginning is another, as in a list whose newest come first. @param {Reading} reading @param {Page[]} pages @param {Set<string> | null} uids null: any may have changed */
async function refresh(reading, pages, uids) {
  if (pages.length > 1) {
    const first = await pageAt(reading, '');
    if (namesOf(first) !== namesOf(pages[0])) return readOn(reading, []);
    pages = [first, ...pages.slice(1)];
  }
  const fresh = await Promise.all(pages.map((page) => (uids === null || page.items.some((item) => uids.has(item.uid)) ? pageAt(reading, page.cursor) : page)));
  if (!fresh.at(-1)?.next) await readOn(reading, fresh);
  else reading.show(fresh);
}

/** Calls with what the log named since, null for all; rarely enough. @param {(uids: Set<string> | null) => void} look */
function watched(look) {
  /** @type {Set<string> | null} */
  let uids = new Set();
  const soon = throttled(() => {
    const named = uids;
    uids = new Set();
    look(named);
  });
  return onEvents((events) => {
    if (events.length === 0) uids = null;
    for (const event of events) uids?.add(event.entity_id);
    soon();
  });
}

/**
 * A list's items, `wanted` of them or a few more.
 * @param {string} target @param {{limit?: number, wanted?: number}} [how]
 * @returns {{items: any[], done: boolean, error: any, reload: () => void}} `done`: there are no more
 */
export function usePages(target, {limit = 500, wanted = Infinity} = {}) {
  const [state, setState] = useState({target: '', pages: /** @type {Page[]} */ ([]), error: /** @type {any} */ (null)});
  const [turn, setTurn] = useState(0);
  const held = useRef({target: '', pages: /** @type {Page[]} */ ([])});
  useEffect(() => {
    const controller = new AbortController();
    if (held.current.target !== target) held.current = {target, pages: []};
    /** @type {Reading} */
    const reading = {target, limit, wanted, signal: controller.signal, show: (pages) => {
      held.current = {target, pages};
      setState({target, pages, error: null});
    }};
    /** @param {any} error */
    const failed = (error) => !controller.signal.aborted && setState({target, pages: held.current.pages, error});
    const enough = () => held.current.pages.length > 0 && length(held.current.pages) >= wanted;
    let working = (enough() ? Promise.resolve() : readOn(reading, held.current.pages)).catch(failed);
    const end = watched((uids) => {
      working = working.then(() => refresh(reading, held.current.pages, uids)).catch(failed);
    });
    return () => (controller.abort(), end());
  }, [target, limit, wanted, turn]);
  const pages = state.target === target ? state.pages : NONE;
  return {items: flat(pages), done: pages.length > 0 && !pages.at(-1)?.next, error: state.target === target ? state.error : null, reload: () => setTurn((n) => n + 1)};
}

/** @type {Page[]} */
const NONE = [];
/** @type {WeakMap<Page[], any[]>} */
const flats = new WeakMap();
/** @param {Page[]} pages */
function flat(pages) {
  if (!flats.has(pages)) flats.set(pages, pages.flatMap((page) => page.items));
  return flats.get(pages) ?? [];
}
