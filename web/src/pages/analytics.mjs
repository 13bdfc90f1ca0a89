import {Activity} from '../charts/activity.mjs';
import {Chart} from '../charts/lazy.mjs';
import {useCore} from '../core/core.mjs';
import {useData} from '../data.mjs';
import {count, money, percent, short} from '../format.mjs';
import {html} from '../html.mjs';
import {goQuery} from '../router.mjs';
import {useTitle} from '../title.mjs';
import {Empty, Figures, Head, Loaded} from '../ui/basics.mjs';
import {Field} from '../ui/form.mjs';
import {UsageTable} from '../ui/usage_table.mjs';
import {points, reach} from './project_growth.mjs';

const BY = ['model', 'project', 'session', 'day'];

/** The most sessions that a project has: where it stands on the curves. @param {any[] | undefined} projects */
const farthest = (projects) => (projects ?? []).reduce((best, project) => (project.total_sessions > (best?.total_sessions ?? -1) ? project : best), null);

/** @param {{projects: any[]}} props */
const Measured = ({projects}) => html`<section class="grid gap-3"><h2>Measured, by project</h2><div class="card scroll" tabindex="0" role="region" aria-label="Projects, measured"><table class="table">
  <thead><tr><th>Project</th><th class="num">Sessions</th><th class="num">Preserved</th><th class="num">Credits</th><th class="num">Predicted efficiency</th></tr></thead>
  <tbody>${projects.slice(0, 50).map((project) => html`<tr><td><a href=${`/projects/${project.id}/growth`}>${project.name}</a></td><td class="num">${count(project.total_sessions)}</td>
    <td class="num">${project.context_preservation_rate > 0 ? percent(project.context_preservation_rate, 1) : '–'}</td><td class="num">${count(project.total_credits_used)}</td><td class="num italic text-soft">${percent(project.growth_efficiency, 1)}</td></tr>`)}</tbody>
</table></div></section>`;

/** @param {{project: any, credits: string}} props */
function Predicted({project, credits}) {
  const asked = useCore('growth', {sessions: reach(project?.total_sessions ?? 0), credits: Number(credits)});
  const today = project?.total_sessions ?? 0;
  return html`<section class="grid gap-4">
    <div class="flex flex-wrap items-end gap-4"><div class="flex-1"><h2>Predicted</h2><p class="hint">By the growth formulas, from the number of sessions alone: nothing of this was measured. Today is where ${project?.name ?? 'a first project'} stands.</p></div>
      <div class="w-36"><${Field} label="Credits a session" name="credits" inputmode="numeric" value=${credits} onInput=${(/** @type {string} */ value) => /^\d*$/.test(value) && goQuery({credits: value})} /></div></div>
    <${Loaded} asked=${asked}>${(/** @type {any} */ {curve}) => html`<div class="grid gap-6 md:grid-cols-2 xl:grid-cols-3">
      <${Chart} kind="LineChart" title="Efficiency" today=${today} range=${[0.6, 1]} format=${percent} series=${[{name: 'predicted efficiency', kind: 'predicted', points: points(curve, 'efficiency')}]} />
      <${Chart} kind="LineChart" title="Knowledge" today=${today} series=${[{name: 'predicted knowledge', kind: 'predicted', points: points(curve, 'knowledge')}]} />
      <${Chart} kind="LineChart" title="Output" today=${today} format=${short} series=${[{name: 'predicted output', kind: 'predicted', points: points(curve, 'effective_output')}]} />
    </div>`}</${Loaded}></section>`;
}

/** @param {{by: string}} props */
function Usage({by}) {
  const asked = useData(`/api/usage?by=${by}`);
  const days = useData('/api/usage?by=day');
  return html`<section class="grid gap-4"><div class="flex flex-wrap items-end gap-4"><h2 class="flex-1">Tokens and cost</h2>
      <div class="w-40"><${Field} label="By" name="by" options=${BY} value=${by} onInput=${(/** @type {string} */ word) => goQuery({by: word})} /></div></div>
    <${Loaded} asked=${asked}>${(/** @type {any} */ usage) => usage.groups.length === 0 ? html`<${Empty} title="No tokens are known"><p>They are counted where transcripts tell them: <code>baton import</code> reads those of Claude Code and Codex.</p></${Empty}>` : html`
      <${Figures} figures=${[['Cost at list prices', money(usage.total.cost, usage.currency)], ['Answers', short(usage.total.messages)], ['Input', short(usage.total.input_tokens)], ['From the cache', short(usage.total.cache_read_input_tokens)], ['Output', short(usage.total.output_tokens)]]} />
      ${days.data?.groups.length > 1 && html`<${Chart} kind="Bars" title="Cost by day" unit="Cost" format=${(/** @type {number} */ value) => money(value, usage.currency)} bars=${days.data.groups.slice(-90).map((/** @type {any} */ group) => ({key: group.key, name: group.key.slice(5), value: group.cost ?? 0}))} />`}
      <${UsageTable} usage=${usage} of=${by[0].toUpperCase() + by.slice(1)} />`}</${Loaded}></section>`;
}

/** @param {{query: URLSearchParams}} props */
export function Analytics({query}) {
  useTitle('Analytics');
  const projects = useData('/api/projects');
  const by = BY.includes(query.get('by') ?? '') ? /** @type {string} */ (query.get('by')) : 'model';
  return html`<${Head} title="Analytics" about="What was measured, what it cost, and what the formulas predict" />
  <${Loaded} asked=${projects}>${(/** @type {any[]} */ list) => list.length > 0 && html`<${Measured} projects=${list} />`}</${Loaded}>
  <${Activity} />
  <${Usage} by=${by} />
  ${projects.data && html`<${Predicted} project=${farthest(projects.data)} credits=${query.get('credits') ?? '100'} />`}`;
}
