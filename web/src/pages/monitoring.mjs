import {useEffect, useState} from 'preact/hooks';
import {useData} from '../data.mjs';
import {dateTime, words} from '../format.mjs';
import {html} from '../html.mjs';
import {onEvents} from '../live.mjs';
import {requestTimes} from '../request_times.mjs';
import {useTitle} from '../title.mjs';
import {Empty, Figures, Head, Loaded} from '../ui/basics.mjs';

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
const shown = (ms) => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;

const Times = () => html`<section class="grid gap-3"><div><h2>Response times by path</h2><p class="hint">As this browser saw them since the page was opened, the network included.</p></div>
  <div class="card scroll" tabindex="0" role="region" aria-label="Response times by path"><table class="table"><thead><tr><th>Path</th><th class="num">Requests</th><th class="num">Median</th><th class="num">95 %</th><th class="num">Slowest</th><th class="num">Failed</th></tr></thead>
  <tbody>${requestTimes().map((one) => html`<tr><td><code>${one.path}</code></td><td class="num">${one.count}</td><td class="num">${shown(one.median)}</td><td class="num">${shown(one.slow)}</td><td class="num">${shown(one.slowest)}</td><td class="num">${one.failed > 0 ? html`<span class="badge badge-bad">${one.failed}</span>` : '0'}</td></tr>`)}</tbody></table></div></section>`;

function Log() {
  const events = useLog();
  return html`<section class="grid gap-3"><div><h2>The log</h2><p class="hint">What was committed last, newest first, by whichever program.</p></div>
    ${events.length === 0 ? html`<${Empty} title="Nothing is in the log yet"><p>Make a project, or run <code>baton import</code>.</p></${Empty}>` : html`<div class="card scroll max-h-96" tabindex="0" role="region" aria-label="The log"><table class="table"><thead><tr><th class="num">Number</th><th>What</th><th>Of</th><th>When</th></tr></thead>
    <tbody>${events.map((event) => html`<tr key=${event.seq}><td class="num">${event.seq}</td><td>${words(event.type)}</td><td><code>${event.entity_id.slice(0, 8)}</code></td><td>${dateTime(event.at)}</td></tr>`)}</tbody></table></div>`}</section>`;
}

export function Monitoring() {
  useTitle('Monitoring');
  const health = useData('/api/health');
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => (health.reload(), tick((n) => n + 1)), EVERY);
    return () => clearInterval(timer);
  }, [health.reload]);
  return html`<${Head} title="Monitoring" about=${html`The server that serves this page; it describes its API at <a href="/api/openapi.json">/api/openapi.json</a>`} />
  <${Loaded} asked=${health}>${(/** @type {any} */ data) => html`<${Figures} figures=${[['Status', data.status], ['Version', data.version], ['Schema', data.schema], ['Projects', data.projects], ['Sessions', data.sessions],
    ...(data.database_bytes === undefined ? [] : [['Database', `${(data.database_bytes / 1e6).toFixed(1)} MB`]])]} />`}</${Loaded}>
  <${Times} /><${Log} />`;
}
