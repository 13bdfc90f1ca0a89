import {useMemo} from 'preact/hooks';
import {duration, many} from '../format.mjs';
import {html} from '../html.mjs';
import {usePages} from '../paged.mjs';
import {goQuery} from '../router.mjs';
import {Chart} from '../charts/lazy.mjs';
import {Ago, Empty, Problem, Status, Waiting} from '../ui/basics.mjs';
import {Field} from '../ui/form.mjs';
import {VirtualList} from '../ui/virtual_list.mjs';

/** What a session is called. @param {any} session */
export const nameOf = (session) => session.title || session.objectives || 'Untitled';

/** @param {{session: any, digits: number}} props */
const Row = ({session, digits}) => html`<a class="row-link h-full content-center grid-cols-[auto_minmax(0,1fr)_auto]! items-center gap-x-3!" href=${`/sessions/${session.id}`}>
  <span class="text-soft tabular-nums text-right" style=${{minWidth: `${digits}ch`}}>${session.session_number}</span>
  <span class="min-w-0"><span class="block truncate" dir="auto">${nameOf(session)}</span>
    <span class="hint block truncate"><${Status} status=${session.status} /> · ${many(session.conversation_count, 'turn')}${session.duration_minutes === null ? '' : ` · ${duration(session.duration_minutes)}`}${session.handoff_count === 0 ? ' · no handoff' : ''}</span></span>
  <span class="hint"><${Ago} at=${session.started_at} /></span>
</a>`;

/** @param {{project: any, query: URLSearchParams}} props */
export function ProjectSessions({project, query}) {
  const {items, done, error, reload} = usePages(`/api/projects/${project.id}/sessions`);
  const sought = (query.get('q') ?? '').toLowerCase();
  const status = query.get('status') ?? '';
  const shown = useMemo(() => items.filter((session) => (!status || session.status === status) && `${session.session_number} ${session.title} ${session.objectives}`.toLowerCase().includes(sought)).reverse(), [items, sought, status]);
  if (error) return html`<${Problem} error=${error} again=${reload} />`;
  if (items.length === 0) return done ? html`<${Empty} title="No sessions yet"><p>Start one here, import a transcript, or run <code>baton start</code> in the repository.</p></${Empty}>` : html`<${Waiting} />`;
  return html`<${Chart} kind="Timeline" sessions=${items} />
    <div class="flex flex-wrap gap-3 items-end">
      <div class="flex-1 min-w-52"><${Field} label="Search these sessions" name="q" kind="search" value=${query.get('q') ?? ''} onInput=${(/** @type {string} */ q) => goQuery({q})} /></div>
      <${Field} label="Status" name="status" options=${[['', 'any'], ['in_progress', 'in progress'], 'paused', 'completed', 'failed']} value=${status} onInput=${(/** @type {string} */ word) => goQuery({status: word})} />
      <span class="hint pb-2" role="status">${shown.length === items.length ? many(items.length, 'session') : `${shown.length} of ${items.length}`}${done ? '' : ' …'}</span>
    </div>
    <div class="card rows overflow-hidden"><${VirtualList} items=${shown} height=${60} label="Sessions, newest first" keyOf=${(/** @type {any} */ session) => session.uid}>${(/** @type {any} */ session) => html`<${Row} session=${session} digits=${String(items.length).length} />`}</${VirtualList}></div>`;
}
