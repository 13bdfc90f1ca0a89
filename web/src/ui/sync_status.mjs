// What waits to be synchronised, where this server does that.
import {useData} from '../data.mjs';
import {many} from '../format.mjs';
import {html} from '../html.mjs';
import {Ago} from './basics.mjs';

/** @param {any} remote */
const told = (remote) => (remote.waiting > 0 ? `${many(remote.waiting, 'change')} ${remote.waiting === 1 ? 'waits' : 'wait'} to be sent` : 'nothing waits to be sent');

/** Nothing, where the server has no remote or knows nothing of it. */
export function SyncStatus() {
  const asked = useData('/api/sync/status');
  const remotes = asked.data?.remotes ?? [];
  const refused = asked.data?.refused?.length ?? 0;
  if (remotes.length === 0) return null;
  return html`<section class="grid gap-3"><h2>What waits to sync</h2>${refused > 0 && html`<p class="note note-warn">${many(refused, 'change')} ${refused === 1 ? 'was' : 'were'} refused; <code>baton remote</code> tells why.</p>`}<ul class="card rows">${remotes.map((/** @type {any} */ remote) => html`<li class="px-4 py-2.5 flex flex-wrap gap-x-4 items-baseline">
    <strong title=${remote.url}>${remote.name}</strong><span>${told(remote)}</span><span class="hint ml-auto">${remote.synced_at ? html`last synchronised <${Ago} at=${remote.synced_at} />` : 'not synchronised yet'}</span>
    ${remote.failure && html`<p class="fault w-full">The last try failed${remote.failed_at && html` <${Ago} at=${remote.failed_at} />`}: ${remote.failure}</p>`}</li>`)}</ul></section>`;
}
