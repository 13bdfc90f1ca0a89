import {useCallback, useState} from 'preact/hooks';
import {ask} from '../api.mjs';
import {useData} from '../data.mjs';
import {duration, many, short, words} from '../format.mjs';
import {html} from '../html.mjs';
import {useTitle} from '../title.mjs';
import {Ago, Empty, Head, Loaded, Status, Tabs} from '../ui/basics.mjs';
import {toast, toastFailure} from '../ui/toast.mjs';
import {CompleteSession} from './complete_session.mjs';
import {HandoffDocument} from './handoff_document.mjs';
import {Files} from './project_files.mjs';
import {nameOf} from './project_sessions.mjs';
import {Replay} from './replay.mjs';
import {SaveTurns} from './save_turns.mjs';
import {SessionCost} from './session_cost.mjs';
import {SessionTurns} from './session_turns.mjs';

/** The revisions of its handoff, which may have been written on several machines. @param {{session: any, shown: number, choose: (id: number) => void}} props */
function Revisions({session, shown, choose}) {
  const asked = useData(`/api/projects/${session.project_id}/handoffs?session=${session.id}`);
  return html`<${Loaded} asked=${asked}>${(/** @type {any[]} */ revisions) => html`<ul class="card rows mb-4" aria-label="Revisions of this handoff">${revisions.map((one) => html`<li key=${one.id} class="px-3 py-2 flex flex-wrap gap-x-3 items-baseline" aria-current=${one.id === shown ? 'true' : undefined}>
    <button class=${one.id === shown ? 'font-semibold' : 'text-accent underline'} onClick=${() => choose(one.id)}>${words(one.handoff_type)}</button><span class="hint"><${Ago} at=${one.created_at} /></span>
    <span class=${one.stands ? 'badge badge-on' : 'badge'}>${one.stands ? 'stands' : 'replaced'}</span></li>`)}</ul>`}</${Loaded}>`;
}

/** @param {{session: any}} props */
function Handoff({session}) {
  const [chosen, setChosen] = useState(0);
  const shown = chosen || session.handoff_id;
  const sessionOf = useCallback((/** @type {number} */ number) => (number === session.session_number ? session.id : undefined), [session.session_number, session.id]);
  if (!shown) return html`<${Empty} title="No handoff yet"><p>It is written when the session is completed, from its turns, without any model.</p></${Empty}>`;
  return html`${session.handoff_count > 1 && html`<${Revisions} session=${session} shown=${shown} choose=${setChosen} />`}
    <${HandoffDocument} key=${shown} id=${shown} sessionOf=${sessionOf} />`;
}

const PARTS = /** @type {Record<string, [string, any]>} */ ({
  turns: ['Turns', SessionTurns], handoff: ['Handoff', Handoff], files: ['Files', (/** @type {any} */ {session}) => html`<${Files} target=${`/api/sessions/${session.id}/files`} of="the session" />`],
  replay: ['Replay', Replay], cost: ['Cost', SessionCost],
});

/** @param {{session: any}} props */
const About = ({session}) => html`<p class="flex flex-wrap gap-x-3 gap-y-1 items-baseline"><a href=${`/projects/${session.project_id}`}>${session.project_name}</a>
  <${Status} status=${session.status} /><span>started <${Ago} at=${session.started_at} /></span>
  ${session.duration_minutes !== null && html`<span>took ${duration(session.duration_minutes)}</span>`}<span>${many(session.conversation_count, 'turn')}</span>
  ${session.credits_used > 0 && html`<span>${short(session.credits_used)} credits</span>`}${session.account_name && html`<span>${session.account_name}</span>`}</p>
  ${session.title && session.objectives && html`<p class="mt-1 max-w-prose" dir="auto">${session.objectives}</p>`}`;

/** @param {any} session @param {string} status @param {() => void} reload */
async function become(session, status, reload) {
  try {
    await ask(`/api/sessions/${session.id}`, {method: 'PATCH', body: {status}});
    toast(status === 'paused' ? 'Paused.' : 'Going on.');
  } catch (error) {
    toastFailure(error);
  }
  reload();
}

/** @param {{id: string, tab?: string, query: URLSearchParams}} props */
export function Session({id, tab = 'turns', query}) {
  const asked = useData(`/api/sessions/${encodeURIComponent(id)}`);
  const [dialog, setDialog] = useState('');
  useTitle(asked.data && `${asked.data.project_name} ${asked.data.session_number}`);
  const [name, Part] = PARTS[tab] ?? PARTS.turns;
  const close = () => setDialog('');
  return html`<${Loaded} asked=${asked}>${(/** @type {any} */ session) => {
    const open = session.status !== 'completed';
    return html`<${Head} title=${html`<span class="text-soft font-normal tabular-nums">${session.session_number}</span> <span dir="auto">${nameOf(session)}</span>`} about=${html`<${About} session=${session} />`}>
      ${open && html`<button class="button button-main" onClick=${() => setDialog('complete')}>Complete</button>
        <button class="button" onClick=${() => setDialog('save')}>Add turns</button>
        <button class="button" onClick=${() => become(session, session.status === 'paused' ? 'in_progress' : 'paused', asked.reload)}>${session.status === 'paused' ? 'Go on' : 'Pause'}</button>`}
    </${Head}>
    <${Tabs} label="Parts of the session" current=${name} tabs=${Object.entries(PARTS).map(([word, [shown]]) => [`/sessions/${session.id}${word === 'turns' ? '' : `/${word}`}`, shown])} />
    <${Part} session=${session} query=${query} />
    ${dialog === 'complete' && html`<${CompleteSession} session=${session} close=${close} reload=${asked.reload} />`}
    ${dialog === 'save' && html`<${SaveTurns} session=${session} close=${close} reload=${asked.reload} />`}`;
  }}</${Loaded}>`;
}
