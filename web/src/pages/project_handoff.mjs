import {useMemo, useState} from 'preact/hooks';
import {html} from '../html.mjs';
import {percent} from '../format.mjs';
import {usePages} from '../paged.mjs';
import {Ago, Empty, Problem, Waiting} from '../ui/basics.mjs';
import {HandoffDocument} from './handoff_document.mjs';

const AT_FIRST = 50;

/** @param {{handoff: any, before: any, current: boolean, choose: () => void}} props */
const Revision = ({handoff, before, current, choose}) => html`<li class="px-3 py-2 grid gap-0.5" aria-current=${current ? 'true' : undefined}>
  <div class="flex items-baseline gap-2"><button class=${current ? 'font-semibold' : 'text-accent underline'} onClick=${choose}>Session ${handoff.session_number}</button><span class="hint ml-auto"><${Ago} at=${handoff.created_at} /></span></div>
  <div class="flex items-baseline gap-2 hint"><span>${handoff.preservation === null ? 'not measured' : `${percent(handoff.preservation)} preserved`}</span>
    ${before && html`<a class="ml-auto" href=${`/compare?project=${handoff.project ?? ''}&before=${before.id}&after=${handoff.id}`} aria-label=${`changes between session ${before.session_number} and ${handoff.session_number}`}>changes</a>`}</div></li>`;

/** The handoff as it stands, and how it came to be. @param {{project: any}} props */
export function ProjectHandoff({project}) {
  const [wanted, setWanted] = useState(AT_FIRST);
  const [chosen, setChosen] = useState(0);
  const {items, done, error, reload} = usePages(`/api/projects/${project.id}/handoffs`, {limit: AT_FIRST, wanted});
  const sessions = useMemo(() => new Map(items.map((handoff) => [handoff.session_number, handoff.session_id])), [items]);
  const sessionOf = useMemo(() => (/** @type {number} */ number) => sessions.get(number), [sessions]);
  if (error) return html`<${Problem} error=${error} again=${reload} />`;
  if (items.length === 0) return done ? html`<${Empty} title="No handoff yet"><p>Complete a session, or import a transcript: its handoff is written from it.</p></${Empty}>` : html`<${Waiting} />`;
  const shown = items.find((handoff) => handoff.id === chosen) ?? items[0];
  return html`<div class="grid gap-6 lg:grid-cols-[minmax(0,1fr)_16rem] items-start">
    <${HandoffDocument} key=${shown.id} id=${shown.id} sessionOf=${sessionOf} />
    <aside class="grid gap-2 lg:sticky lg:top-4 order-first lg:order-none"><h2>How it evolved</h2>
      <ol class="card rows max-h-56 lg:max-h-[70vh] overflow-y-auto" tabindex="0" aria-label="Handoffs, newest first">${items.map((handoff, index) => html`<${Revision} key=${handoff.id} handoff=${{...handoff, project: project.id}} before=${items[index + 1]} current=${handoff === shown} choose=${() => setChosen(handoff.id)} />`)}</ol>
      ${!done && html`<button class="button" onClick=${() => setWanted(items.length + AT_FIRST)}>Earlier ones</button>`}</aside>
  </div>`;
}
