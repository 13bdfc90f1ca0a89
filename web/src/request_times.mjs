// How long this browser waited for the API, by path: as it saw it, the network included.

/** @typedef {{path: string, times: number[], failed: number}} PathTimes */
/** @type {Map<string, PathTimes>} */
const paths = new Map();
const MOST_TIMES = 500;

/** @param {PerformanceResourceTiming} entry */
function take(entry) {
  const {pathname} = new URL(entry.name);
  if (!pathname.startsWith('/api/')) return;
  const path = pathname.replace(/\/(\d+|[0-9a-f-]{36})(?=\/|$)/g, '/…');
  const known = paths.get(path) ?? {path, times: [], failed: 0};
  known.times.push(entry.duration);
  if (known.times.length > MOST_TIMES) known.times.shift();
  if (entry.responseStatus >= 400 || entry.responseStatus === 0) ++known.failed;
  paths.set(path, known);
}

new PerformanceObserver((list) => list.getEntries().forEach((entry) => take(/** @type {PerformanceResourceTiming} */ (entry)))).observe({type: 'resource', buffered: true});

/** @param {number[]} sorted @param {number} share */
const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/** By path: how many, the median, the slowest in twenty, the slowest, in ms; how many failed. */
export const requestTimes = () => [...paths.values()].map(({path, times, failed}) => {
  const sorted = [...times].sort((a, b) => a - b);
  return {path, count: times.length, median: at(sorted, 0.5), slow: at(sorted, 0.95), slowest: at(sorted, 1), failed};
}).sort((a, b) => b.slow - a.slow);
