import {useEffect, useState} from 'preact/hooks';
import {useData} from '../data.mjs';
import {count, dateTime, words} from '../format.mjs';
import {html} from '../html.mjs';
import {onEvents} from '../live.mjs';
import {useTitle} from '../title.mjs';
import {Ago, Empty, Figures, Head, Loaded} from '../ui/basics.mjs';
import {size} from '../ui/long_text.mjs';

const EVERY = 10_000;
const MOST_EVENTS = 50;

/** What the log says now and said just before. */
function useLog() {
  const end = useData('/api/events?since=now', {live: false});
  const since = end.data ? Math.max(0, end.data.cursor - MOST_EVENTS) : null;
  const before = useData(since === null ? null : `/api/events?since=${since}&limit=${MOST_EVENTS}`, {live: false});
  const [fresh, setFresh] = useState(/** @type {any[]} */ ([]));
  useEffect(() => onEvents((events) => setFresh((old) => [...old, ...events].slice(-MOST_EVENTS))), []);
  const known = before.data?.events ?? [];
  const last = known.at(-1)?.seq ?? 0;
  return [...known, ...fresh.filter((event) => event.seq > last)].slice(-MOST_EVENTS).reverse();
}

/** @param {number} ms */
const shown = (ms) => (ms < 0.05 ? '< 0.1 ms' : `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`);

/** What counted the requests. @type {Record<string, string>} */
const SCOPES = {server: 'As the server measured them, from a request’s head to its answer, since it started', isolate: 'As the one isolate of the Worker measured them that answered; others count for themselves, and computing takes no time there', process: 'Nothing counts requests here'};

/** @param {{measured: any}} props */
const Times = ({measured}) => html`<section class="grid gap-3"><div><h2>Response times by route</h2><p class="hint">${SCOPES[measured.scope]} (<${Ago} at=${measured.since} />). Of each route the last 500, the slowest first.</p></div>
  <div class="card scroll" tabindex="0" role="region" aria-label="Response times by route"><table class="table"><thead><tr><th>Route</th><th class="num">Requests</th><th class="num">Median</th><th class="num">95 %</th><th class="num">Slowest</th><th class="num">Refused</th><th class="num">Failed</th></tr></thead>
  <tbody>${measured.routes.map((/** @type {any} */ one) => html`<tr key=${one.route}><td><code>${one.route}</code></td><td class="num">${count(one.count)}</td><td class="num">${shown(one.p50_ms)}</td><td class="num">${shown(one.p95_ms)}</td><td class="num">${shown(one.max_ms)}</td><td class="num">${one.refused}</td>
    <td class="num">${one.failed > 0 ? html`<span class="badge badge-bad">${one.failed}</span>` : '0'}</td></tr>`)}</tbody></table></div></section>`;

/** @param {{measured: any, health: any}} props */
const Measured = ({measured, health}) => html`<${Figures} figures=${[
  ['Database', measured.database_bytes === null ? '–' : size(measured.database_bytes)], ...(health ? [['Projects', count(health.projects)], ['Sessions', count(health.sessions)]] : []),
  ['Turns', count(measured.turns)], ['Events', count(measured.events), 'In the log'], ['Requests', count(measured.requests)],
  ['Refused', count(measured.refused), 'Answers of 400 to 499: the caller’s mistake'], ['Failed', count(measured.failed), 'Answers of 500 and above: the server’s'],
]} /><${Times} measured=${measured} />`;

function Log() {
  const events = useLog();
  return html`<section class="grid gap-3"><div><h2>The log</h2><p class="hint">What was committed last, newest first, by whichever program.</p></div>
    ${events.length === 0 ? html`<${Empty} title="Nothing is in the log yet"><p>Make a project, or run <code>baton import</code>.</p></${Empty}>` : html`<div class="card scroll max-h-96" tabindex="0" role="region" aria-label="The log"><table class="table"><thead><tr><th class="num">Number</th><th>What</th><th>Of</th><th>When</th></tr></thead>
    <tbody>${events.map((event) => html`<tr key=${event.seq}><td class="num">${event.seq}</td><td>${words(event.type)}</td><td><code>${event.entity_id.slice(0, 8)}</code></td><td>${dateTime(event.at)}</td></tr>`)}</tbody></table></div>`}</section>`;
}

export function Monitoring() {
  useTitle('Monitoring');
  const health = useData('/api/health');
  const measured = useData('/api/monitoring', {live: false});
  useEffect(() => {
    const timer = setInterval(() => (health.reload(), measured.reload()), EVERY);
    return () => clearInterval(timer);
  }, [health.reload, measured.reload]);
  const {data} = health;
  return html`<${Head} title="Monitoring" about=${html`${data ? html`Baton ${data.version}, schema ${data.schema}: ${data.status}. ` : ''}The API describes itself at <a href="/api/openapi.json">/api/openapi.json</a>`} />
  <${Loaded} asked=${measured}>${(/** @type {any} */ figures) => html`<${Measured} measured=${figures} health=${data} />`}</${Loaded}><${Log} />`;
}
