import {useData} from '../data.mjs';
import {many, words} from '../format.mjs';
import {html} from '../html.mjs';
import {goQuery} from '../router.mjs';
import {useTitle} from '../title.mjs';
import {Empty, Head, Loaded} from '../ui/basics.mjs';
import {Field} from '../ui/form.mjs';
import {Inline} from '../ui/inline.mjs';

const MARKS = /** @type {Record<string, [string, string]>} */ ({added: ['+', 'text-accent'], removed: ['−', 'text-bad'], moved: ['→', 'text-accent'], changed: ['~', 'text-warn'], kept: ['=', 'text-soft']});

/** @param {{change: any}} props */
const Change = ({change}) => html`<li class="grid grid-cols-[1.2rem_5rem_minmax(0,1fr)] gap-x-2 px-4 py-2 items-baseline">
  <span class=${`font-mono font-bold ${MARKS[change.kind]?.[1]}`} aria-hidden="true">${MARKS[change.kind]?.[0]}</span><span class="hint">${change.kind === 'moved' && change.section === 'accomplished' ? 'done' : change.kind}</span>
  <span class=${change.kind === 'kept' ? 'text-soft' : ''} dir="auto"><${Inline} text=${change.text} />${change.detail && html` <span class="hint">— ${change.detail}</span>`}
    ${change.before && html`<span class="hint block">before: <del>${change.before}</del></span>`}${change.from && html`<span class="hint block">from ${words(change.from)}</span>`}
    ${change.age > 0 && html`<span class="hint block">open for ${many(change.age, 'session')}${change.since ? `, since session ${change.since}` : ''}</span>`}</span></li>`;

/** @param {any[]} changes @returns {[string, any[]][]} */
function bySection(changes) {
  const sections = new Map();
  for (const change of changes) sections.set(change.section, [...(sections.get(change.section) ?? []), change]);
  return [...sections];
}

/** @param {{diff: any, kept: boolean}} props */
function Diff({diff, kept}) {
  const shown = diff.changes.filter((/** @type {any} */ change) => kept || change.kind !== 'kept');
  if (shown.length === 0) return html`<${Empty} title="Nothing changed"><p>Both handoffs say the same of the work.</p></${Empty}>`;
  const counts = Object.entries(Object.groupBy(diff.changes, (/** @type {any} */ change) => change.kind)).map(([kind, all]) => `${all?.length} ${kind}`);
  return html`<p class="hint" role="status">From session ${diff.before_session} to ${diff.after_session}: ${counts.join(', ')}</p>
    ${bySection(shown).map(([section, changes]) => html`<section class="grid gap-2"><h2 class="first-letter:uppercase">${words(section)}</h2><ul class="card rows">${changes.map((change) => html`<${Change} change=${change} />`)}</ul></section>`)}`;
}

/** @param {{handoffs: any[], query: URLSearchParams}} props */
function Choice({handoffs, query}) {
  const options = handoffs.map((handoff) => /** @type {[string, string]} */ ([String(handoff.id), `session ${handoff.session_number}${handoff.branch ? `, ${handoff.branch}` : ''}`]));
  const before = query.get('before') ?? String(handoffs[1]?.id ?? '');
  const after = query.get('after') ?? String(handoffs[0]?.id ?? '');
  const asked = useData(before && after && before !== after ? `/api/handoffs/${after}/diff?with=${before}` : null, {live: false});
  const kept = query.get('kept') === '1';
  return html`<div class="flex flex-wrap gap-3 items-end">
      <${Field} label="Before" name="before" options=${options} value=${before} onInput=${(/** @type {string} */ id) => goQuery({before: id})} />
      <${Field} label="After" name="after" options=${options} value=${after} onInput=${(/** @type {string} */ id) => goQuery({after: id})} />
      <button class="button" onClick=${() => goQuery({before: after, after: before})}>Exchange</button>
      <label class="flex items-center gap-2 min-h-8"><input type="checkbox" checked=${kept} onChange=${() => goQuery({kept: kept ? null : 1})} /> also what stayed as it was</label>
    </div>
    ${before === after ? html`<${Empty} title="Choose two handoffs"><p>The same one stands on both sides.</p></${Empty}>` : html`<${Loaded} asked=${asked}>${(/** @type {any} */ diff) => html`<${Diff} diff=${diff} kept=${kept} />`}</${Loaded}>`}`;
}

/** @param {{query: URLSearchParams}} props */
export function Compare({query}) {
  useTitle('Compare');
  const projects = useData('/api/projects?limit=200');
  const project = query.get('project') ?? String(projects.data?.[0]?.id ?? '');
  const handoffs = useData(project ? `/api/projects/${project}/handoffs?limit=200` : null);
  return html`<${Head} title="Compare handoffs" about="What changed in the work between two sessions: done, new, still open and for how long" />
  <${Loaded} asked=${projects}>${(/** @type {any[]} */ list) => list.length === 0 ? html`<${Empty} title="No projects yet"><p><a href="/projects?new=1">Make one</a>, or import your history.</p></${Empty}>` : html`
    <div class="max-w-md"><${Field} label="Project" name="project" options=${list.map((one) => [String(one.id), one.name])} value=${project} onInput=${(/** @type {string} */ id) => goQuery({project: id, before: null, after: null})} /></div>
    <${Loaded} asked=${handoffs}>${(/** @type {any[]} */ all) => all.length < 2 ? html`<${Empty} title="Not enough to compare"><p>This project has ${many(all.length, 'handoff')}; two are needed. Complete another session.</p></${Empty}>` : html`<${Choice} handoffs=${all} query=${query} />`}</${Loaded}>`}
  </${Loaded}>`;
}
