import {Plus} from 'lucide';
import {ask, withQuery} from '../api.mjs';
import {useData} from '../data.mjs';
import {many, percent, short} from '../format.mjs';
import {html} from '../html.mjs';
import {go, goQuery} from '../router.mjs';
import {useTitle} from '../title.mjs';
import {Ago, Empty, Head, Loaded, Status} from '../ui/basics.mjs';
import {Dialog} from '../ui/dialog.mjs';
import {Field, Form} from '../ui/form.mjs';
import {Icon} from '../ui/icon.mjs';
import {toast, toastFailure} from '../ui/toast.mjs';

const STATUSES = ['active', 'paused', 'completed', 'archived'];

/** Tags as a person writes them: words with blanks or commas between. @param {string} text */
export const tagsIn = (text) => text.split(/[\s,]+/).filter(Boolean);

/** @param {{value?: string[], fault?: string}} props */
export const TagsField = ({value = [], fault}) => html`<${Field} label="Tags" name="tags" value=${value.join(' ')} hint="Words to find it by, with blanks between" fault=${fault} placeholder="client harbour" />`;

function NewProject() {
  const close = () => goQuery({new: null});
  /** @param {Record<string, string>} values @param {AbortSignal} signal */
  async function make(values, signal) {
    const project = await ask('/api/projects', {body: {...values, tags: tagsIn(values.tags)}, signal});
    toast(`${project.name} is made.`);
    go(`/projects/${project.id}`, {replace: true});
  }
  return html`<${Dialog} title="New project" close=${close}>
    <${Form} submit="Make it" cancel=${close} onSubmit=${make}>${(/** @type {any} */ faultOf) => html`
      <${Field} label="Name" name="name" required maxlength="200" fault=${faultOf('name')} />
      <${Field} label="Description" name="description" rows="3" hint="What it is for" fault=${faultOf('description')} />
      <${TagsField} fault=${faultOf('tags')} />`}
    </${Form}>
  </${Dialog}>`;
}

/** Shows the new status at once and takes it back where the server refuses. @param {any} project @param {string} status @param {import('../data.mjs').Asked} asked */
export async function changeStatus(project, status, asked) {
  const before = project.status;
  /** @param {string} word */
  const show = (word) => asked.change((projects) => projects.map((/** @type {any} */ one) => (one.uid === project.uid ? {...one, status: word} : one)));
  show(status);
  toast(`${project.name} is ${status} now.`, {action: {label: 'Undo', act: () => void changeStatus({...project, status}, before, asked)}});
  try {
    await ask(`/api/projects/${project.id}`, {method: 'PATCH', body: {status}});
  } catch (error) {
    show(before);
    toastFailure(error);
  }
}

/** @param {any} project */
const totals = (project) => [
  many(project.total_sessions, 'session'), project.active_sessions > 0 && `${project.active_sessions} open`, project.total_credits_used > 0 && `${short(project.total_credits_used)} credits`,
  project.context_preservation_rate > 0 ? `${percent(project.context_preservation_rate)} preserved` : 'no handoff measured',
].filter(Boolean).join(' · ');

/** @param {{tags: string[]}} props */
export const Tags = ({tags}) => html`<ul class="flex flex-wrap gap-1.5" aria-label="Tags">${tags.map((tag) => html`<li><a class="chip no-underline hover:text-ink" href=${withQuery('/projects', {tag})}>${tag}</a></li>`)}</ul>`;

/** @param {{project: any, asked: import('../data.mjs').Asked}} props */
const Card = ({project, asked}) => html`<article class="card p-4 flex flex-col gap-2">
  <div class="flex items-baseline gap-3">
    <h2 class="flex-1 min-w-0"><a class="text-ink no-underline hover:underline" href=${`/projects/${project.id}`}>${project.name}</a></h2>
    <${Status} status=${project.status} />
  </div>
  ${project.description && html`<p class="text-soft text-sm line-clamp-2" dir="auto">${project.description}</p>`}
  ${project.tags.length > 0 && html`<${Tags} tags=${project.tags} />`}
  <p class="hint tabular-nums">${totals(project)}</p>
  <div class="flex items-center gap-2 mt-auto">
    <span class="hint flex-1">changed <${Ago} at=${project.updated_at} /></span>
    <button class="button button-quiet text-sm -mr-2" onClick=${() => changeStatus(project, project.status === 'archived' ? 'active' : 'archived', asked)}>${project.status === 'archived' ? 'Take back' : 'Archive'}</button>
  </div>
</article>`;

/** @param {any} project */
const received = (project) => [project.sessions_since > 0 && many(project.sessions_since, 'session'), project.knowledge_since > 0 && many(project.knowledge_since, 'piece of knowledge', 'pieces of knowledge')].filter(Boolean).join(' and ');

/** Those that were deleted on one machine while another worked on in them. @param {{restored: () => void}} props */
function Received({restored}) {
  const asked = useData('/api/projects?deleted=true');
  /** @param {any} project */
  async function restore(project) {
    try {
      await ask(`/api/projects/${project.uid}/restore`, {body: {}});
      toast(`${project.name} is back.`);
    } catch (error) {
      toastFailure(error);
    }
    asked.reload();
    restored();
  }
  const projects = (asked.data ?? []).filter(received);
  return projects.length > 0 && html`<ul class="card rows" aria-label="Deleted projects that received work">${projects.map((/** @type {any} */ project) => html`<li key=${project.uid} class="px-4 py-2 flex flex-wrap gap-3 items-center">
    <span class="flex-1">${project.name} was deleted and has received ${received(project)} since.</span>
    <button class="button" onClick=${() => restore(project)}>Bring it back</button></li>`)}</ul>`;
}

/** @param {{projects: any[], query: URLSearchParams}} props */
function Filters({projects, query}) {
  const tags = [...new Set(projects.flatMap((project) => /** @type {string[]} */ (project.tags)))].sort();
  return html`<div class="flex flex-wrap gap-3 items-end">
    <div class="flex-1 min-w-52"><${Field} label="Search" name="q" kind="search" value=${query.get('q') ?? ''} onInput=${(/** @type {string} */ q) => goQuery({q})} /></div>
    <${Field} label="Status" name="status" options=${[['', 'all but archived'], ...STATUSES]} value=${query.get('status') ?? ''} onInput=${(/** @type {string} */ status) => goQuery({status})} />
    ${tags.length > 0 && html`<${Field} label="Tag" name="tag" options=${[['', 'any'], ...tags]} value=${query.get('tag') ?? ''} onInput=${(/** @type {string} */ tag) => goQuery({tag})} />`}
  </div>`;
}

/** @param {any[]} projects @param {URLSearchParams} query */
function filtered(projects, query) {
  const sought = (query.get('q') ?? '').toLowerCase();
  const status = query.get('status');
  const tag = query.get('tag');
  return projects.filter((project) => (status ? project.status === status : project.status !== 'archived') &&
    (!tag || project.tags.includes(tag)) && `${project.name}\n${project.description}`.toLowerCase().includes(sought));
}

/** @param {{query: URLSearchParams}} props */
export function Projects({query}) {
  useTitle('Projects');
  const asked = useData('/api/projects');
  return html`<${Head} title="Projects" about=${asked.data && many(asked.data.length, 'project')}>
    <button class="button button-main" onClick=${() => goQuery({new: 1})}><${Icon} node=${Plus} />New project</button>
  </${Head}>
  <${Received} restored=${asked.reload} />
  <${Loaded} asked=${asked}>${(/** @type {any[]} */ projects) => {
    if (projects.length === 0) return html`<${Empty} title="No projects yet"><p>Make one here, or run <code>baton init</code> in a repository.</p></${Empty}>`;
    const shown = filtered(projects, query);
    return html`<${Filters} projects=${projects} query=${query} />
      ${shown.length === 0 && html`<${Empty} title="None fits"><p><a href="/projects">Show all</a></p></${Empty}>`}
      <div class="grid gap-3 grid-cols-[repeat(auto-fill,minmax(19rem,1fr))]">${shown.map((project) => html`<${Card} key=${project.uid} project=${project} asked=${asked} />`)}</div>`;
  }}</${Loaded}>
  ${query.has('new') && html`<${NewProject} />`}`;
}
