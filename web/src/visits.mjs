// What the reader saw last, kept in this browser: a project's counts at the visit before this one.

const KEY = 'visits';
// A visit ends when the page was left alone for so long.
const A_VISIT = 30 * 60 * 1000;

/** @typedef {{at: string, counts: Record<string, Record<string, number>>}} Visit */

/** @returns {{before: Visit | null, now: Visit | null}} */
function stored() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '') ?? {before: null, now: null};
  } catch {
    return {before: null, now: null};
  }
}

/** Begins a visit, unless one is under way. */
export function visit() {
  const {before, now} = stored();
  const counts = now?.counts ?? {};
  const at = new Date().toISOString();
  const isNew = !now || Date.now() - new Date(now.at).getTime() > A_VISIT;
  localStorage.setItem(KEY, JSON.stringify({before: isNew ? now : before, now: {at, counts}}));
}

/** When the visit before this one was. */
export const sinceLastVisit = () => stored().before?.at ?? null;

/** What of these counts is new since the visit before; remembers them for the next. @param {string} uid @param {Record<string, number>} counts */
export function newSince(uid, counts) {
  const {before, now} = stored();
  if (now) {
    now.counts[uid] = counts;
    localStorage.setItem(KEY, JSON.stringify({before, now}));
  }
  const old = before?.counts[uid];
  if (!old) return null;
  return Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, Math.max(0, value - (old[name] ?? 0))]));
}
