// What this isolate measured, as core/upkeep/monitoring.hpp describes it. Others count for themselves. The clock of
// a Worker stands still while it computes: a time is that of the waits, for D1 above all.

const MOST_TIMES = 500;

/** @typedef {{route: string, count: number, refused: number, failed: number, times: number[]}} Counted */
/** @type {Map<string, Counted>} */
const routes = new Map();
/** At the first request: before it the clock says 0. */
let since = 0;

/** @param {string | undefined} route @param {number} status @param {number} took in ms */
export function count(route, status, took) {
  since ||= Date.now() - took;
  if (!route) return;
  const counted = routes.get(route) ?? {route, count: 0, refused: 0, failed: 0, times: []};
  routes.set(route, counted);
  counted.count += 1;
  if (status >= 500) counted.failed += 1;
  else if (status >= 400) counted.refused += 1;
  counted.times.push(took);
  if (counted.times.length > MOST_TIMES) counted.times.shift();
}

/** @param {D1Database} database @returns {Promise<string>} */
export async function figures(database) {
  const {meta} = await database.prepare('SELECT 1').run();
  return JSON.stringify({scope: 'isolate', since_ms: since || Date.now(), database_bytes: meta.size_after ?? null, routes: [...routes.values()]});
}
