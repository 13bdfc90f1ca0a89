// Where one begins: per project what changed since the last visit, what is blocked, whose handoff fails its checks.
import {useEffect} from 'preact/hooks';
import {useData} from '../data.mjs';
import {html} from '../html.mjs';
import {useTitle} from '../title.mjs';
import {Ago, Empty, Figures, Head, Loaded} from '../ui/basics.mjs';
import {OfflineHandoffs} from '../ui/offline_handoffs.mjs';
import {SyncStatus} from '../ui/sync_status.mjs';
import {sinceLastVisit, visit} from '../visits.mjs';
import {Activity} from '../charts/activity.mjs';
import {ProjectToday} from './project_today.mjs';

const MOST_PROJECTS = 12;

/** @param {{projects: any[]}} props */
function Projects({projects}) {
  useEffect(visit, []);
  const shown = projects.filter((project) => project.status !== 'archived').slice(0, MOST_PROJECTS);
  const last = sinceLastVisit();
  return html`<section class="grid gap-3">
    <div class="flex items-baseline gap-3"><h2>Projects</h2>${last && html`<span class="hint">changes since your last visit, <${Ago} at=${last} /></span>`}</div>
    <div class="card rows">${shown.map((project) => html`<${ProjectToday} key=${project.uid} project=${project} />`)}</div>
    ${projects.length > shown.length && html`<p><a href="/projects">All ${projects.length} projects</a></p>`}
  </section>`;
}

const Beginning = () => html`<${Empty} title="No projects yet">
  <p>In a repository of yours:</p>
  <pre class="code w-full">baton init
baton import
baton start "what comes next"</pre>
  <p>or <a href="/projects?new=1">make one here</a>, or <a href="/handoff">paste a conversation</a> to see what a handoff is.</p>
</${Empty}>`;

export function Today() {
  useTitle('Today');
  const projects = useData('/api/projects?limit=100');
  const stats = useData('/api/stats');
  return html`<${Head} title="Today" about=${new Date().toLocaleDateString(undefined, {weekday: 'long', day: 'numeric', month: 'long', year: 'numeric'})}>
    ${stats.data && html`<${Figures} figures=${[
      ['Active projects', stats.data.projects], ['Completed sessions', stats.data.sessions], ['Predicted efficiency', `${stats.data.growth} %`, 'By the formula, from the number of sessions'],
    ]} />`}
  </${Head}>
  <${OfflineHandoffs} />
  <${Loaded} asked=${projects}>${(/** @type {any[]} */ list) => list.length === 0 ? html`<${Beginning} />` : html`<${Projects} projects=${list} /><${SyncStatus} /><${Activity} />`}</${Loaded}>`;
}
