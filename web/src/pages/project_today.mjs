// One project on the first page.
import {useMemo} from 'preact/hooks';
import {useData} from '../data.mjs';
import {many} from '../format.mjs';
import {html} from '../html.mjs';
import {Ago, Status} from '../ui/basics.mjs';
import {newSince} from '../visits.mjs';
import {Inline} from '../ui/inline.mjs';

const PASSING_SCORE = 80;
const MOST_SHOWN = 3;

/** What stands in the way, by the newest handoff. @param {any} handoff */
const inTheWay = (handoff) => [...(handoff?.blockers ?? []), ...(handoff?.errors ?? [])];

/** @param {{item: any, handoffs: any[]}} props */
function Blocked({item, handoffs}) {
  const first = handoffs.find((handoff) => handoff.session_number === item.session);
  const sessions = handoffs.length > 0 && item.session > 0 ? handoffs[0].session_number - item.session : 0;
  return html`<li class="flex flex-wrap gap-x-3"><span class="flex-1 min-w-60"><${Inline} text=${item.text} /></span>
    <span class="hint">${first && html`blocked since <${Ago} at=${first.created_at} />`}${sessions > 0 && `, ${many(sessions, 'session')} long`}</span></li>`;
}

/** @param {{fresh: Record<string, number> | null, counts: Record<string, number>}} props */
function Fresh({fresh, counts}) {
  if (!fresh) return html`<span>${many(counts.sessions, 'session')}, ${many(counts.turns, 'turn')}</span>`;
  const told = [[fresh.sessions, 'session'], [fresh.turns, 'turn'], [fresh.handoffs, 'handoff'], [fresh.files, 'file']].filter(([n]) => Number(n) > 0);
  if (told.length === 0) return html`<span>nothing new</span>`;
  return html`<strong class="text-ink font-semibold">+ ${told.map(([n, word]) => many(Number(n), String(word))).join(', ')}</strong>`;
}

/** @param {{project: any}} props */
export function ProjectToday({project}) {
  const overview = useData(`/api/projects/${project.id}/overview?at=${encodeURIComponent(project.updated_at)}`, {live: false});
  const id = overview.data?.last_handoff?.id;
  const handoff = useData(id ? `/api/handoffs/${id}?format=json` : null, {live: false});
  const lint = useData(id ? `/api/handoffs/${id}/lint` : null, {live: false});
  const handoffs = useData(id ? `/api/projects/${project.id}/handoffs?limit=100&newest=${id}` : null, {live: false});
  const counts = overview.data?.counts;
  const fresh = useMemo(() => counts && newSince(project.uid, counts), [counts]);
  const blocked = inTheWay(handoff.data?.handoff);
  const open = overview.data?.open_session;
  return html`<article class="p-4 grid gap-2">
    <div class="flex flex-wrap items-baseline gap-x-4 gap-y-1">
      <h3 class="text-base"><a class="text-ink no-underline hover:underline" href=${`/projects/${project.id}`}>${project.name}</a></h3>
      <${Status} status=${project.status} />
      <span class="hint flex-1">${counts ? html`<${Fresh} fresh=${fresh} counts=${counts} />` : '…'}</span>
      <span class="hint"><${Ago} at=${project.updated_at} /></span>
    </div>
    ${open && html`<p>Session ${open.session_number} is ${open.status === 'paused' ? 'paused' : 'open'}: <a href=${`/sessions/${open.id}`}>${open.objectives || 'without an objective'}</a></p>`}
    ${blocked.length > 0 && html`<div class="blocked"><h4 class="font-semibold text-sm text-bad">In the way</h4>
      <ul class="grid gap-1">${blocked.slice(0, MOST_SHOWN).map((item) => html`<${Blocked} item=${item} handoffs=${handoffs.data ?? []} />`)}</ul>
      ${blocked.length > MOST_SHOWN && html`<a href=${`/projects/${project.id}/handoff`}>and ${blocked.length - MOST_SHOWN} more</a>`}</div>`}
    ${lint.data && lint.data.score < PASSING_SCORE && html`<p class="note note-warn"><a class="text-warn" href=${`/projects/${project.id}/handoff?check=1`}>The handoff of session ${overview.data.last_handoff.session_number} fails its checks</a>: ${lint.data.score} of 100, ${many(lint.data.findings.length, 'finding')}.</p>`}
  </article>`;
}
