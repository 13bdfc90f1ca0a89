import {useEffect, useRef, useState} from 'preact/hooks';
import {withQuery} from '../api.mjs';
import {useData} from '../data.mjs';
import {many} from '../format.mjs';
import {html} from '../html.mjs';
import {usePages} from '../paged.mjs';
import {goQuery} from '../router.mjs';
import {useTitle} from '../title.mjs';
import {Ago, Empty, Head, Problem, Waiting} from '../ui/basics.mjs';
import {Field} from '../ui/form.mjs';

const A_PAGE = 20;
const KINDS = /** @type {[string, string][]} */ ([['', 'everything'], ['turn', 'turns'], ['handoff', 'handoffs'], ['knowledge', 'knowledge']]);

/** The words that were found stand between « and ». @param {{text: string}} props */
const Snippet = ({text}) => html`<span class="block text-soft line-clamp-3" dir="auto">${text.split(/«([^»]*)»/).map((part, index) => (index % 2 === 1 ? html`<mark>${part}</mark>` : part))}</span>`;

/** @param {any} hit */
function addressOf(hit) {
  if (hit.kind === 'knowledge') return `/projects/${hit.project_id}/knowledge`;
  return hit.kind === 'handoff' ? `/sessions/${hit.session_id}/handoff` : `/sessions/${hit.session_id}?turn=${hit.turn_number}`;
}

/** @param {{hit: any}} props */
const Hit = ({hit}) => html`<li><a class="row-link" href=${addressOf(hit)} data-hit>
  <span class="flex flex-wrap items-baseline gap-x-3"><span class="font-semibold" dir="auto">${hit.title || (hit.session_number ? `Session ${hit.session_number}` : 'Untitled')}</span>
    <span class="hint">${hit.project_name ?? 'no project'}${hit.session_number ? `, session ${hit.session_number}` : ''}${hit.turn_number ? `, turn ${hit.turn_number} (${hit.role})` : ''}</span>
    <span class="chip">${hit.kind}</span><span class="hint ml-auto"><${Ago} at=${hit.created_at} /></span></span>
  <${Snippet} text=${hit.snippet} /></a></li>`;

/** Arrows, j and k move over the hits, from the field too. @param {{current: HTMLElement | null}} list */
function useArrows(list) {
  useEffect(() => {
    /** @param {KeyboardEvent} event */
    function pressed(event) {
      const typing = event.target instanceof HTMLInputElement;
      const step = event.key === 'ArrowDown' || (!typing && event.key === 'j') ? 1 : event.key === 'ArrowUp' || (!typing && event.key === 'k') ? -1 : 0;
      const links = /** @type {HTMLElement[]} */ ([...list.current?.querySelectorAll('[data-hit]') ?? []]);
      if (!step || links.length === 0 || (event.target instanceof HTMLSelectElement) || document.querySelector('dialog[open]')) return;
      const at = links.indexOf(/** @type {HTMLElement} */ (document.activeElement));
      if (!typing && at < 0 && event.key.startsWith('Arrow')) return;
      event.preventDefault();
      links[Math.max(0, Math.min(links.length - 1, at + step))].focus();
    }
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
}

/** @param {{target: string}} props */
function Hits({target}) {
  const [wanted, setWanted] = useState(A_PAGE);
  const {items, done, error, reload} = usePages(target, {limit: A_PAGE, wanted});
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  useArrows(list);
  if (error) return html`<${Problem} error=${error} again=${reload} />`;
  if (items.length === 0) return done ? html`<${Empty} title="Nothing is found"><p>Fewer words find more; parts of identifiers and paths count as words. What was masked as a secret cannot be found.</p></${Empty}>` : html`<${Waiting} />`;
  return html`<p class="hint" role="status">${many(items.length, 'hit')}${done ? '' : ' so far'}</p>
    <ul ref=${list} class="card rows overflow-hidden" aria-label="Hits, best first">${items.map((hit) => html`<${Hit} key=${`${hit.kind}${hit.id}`} hit=${hit} />`)}</ul>
    ${!done && html`<button class="button justify-self-center" onClick=${() => setWanted(items.length + A_PAGE)}>More</button>`}`;
}

/** @param {{query: URLSearchParams}} props */
export function Search({query}) {
  const q = query.get('q') ?? '';
  useTitle(q ? `${q} · Search` : 'Search');
  const [typed, setTyped] = useState(q);
  const projects = useData('/api/projects?limit=200');
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => setTyped(q), [q]);
  useEffect(() => void box.current?.querySelector('input')?.focus(), []);
  useEffect(() => {
    const timer = setTimeout(() => typed !== q && goQuery({q: typed.trim() ? typed : ''}), 250);
    return () => clearTimeout(timer);
  }, [typed]);
  const target = withQuery('/api/search', {q, kind: query.get('kind'), project: query.get('project')});
  return html`<${Head} title="Search" about="Turns, handoffs and knowledge of all projects" />
  <div class="flex flex-wrap gap-3 items-end" ref=${box}>
    <div class="flex-1 min-w-56"><${Field} label="Words" name="q" kind="search" value=${typed} onInput=${setTyped} placeholder="parse config, router.cpp, pool exhausted" autocomplete="off" /></div>
    <${Field} label="Look in" name="kind" options=${KINDS} value=${query.get('kind') ?? ''} onInput=${(/** @type {string} */ kind) => goQuery({kind})} />
    <${Field} label="Project" name="project" options=${[['', 'all'], ...(projects.data ?? []).map((/** @type {any} */ project) => [String(project.id), project.name])]} value=${query.get('project') ?? ''} onInput=${(/** @type {string} */ project) => goQuery({project})} />
  </div>
  ${q.trim() ? html`<${Hits} key=${target} target=${target} />` : html`<${Empty} title="What are you looking for?"><p>All words count; the best hits come first. <kbd>↓</kbd> goes to the hits, <kbd>Enter</kbd> opens one.</p></${Empty}>`}`;
}
