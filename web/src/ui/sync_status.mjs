// What waits to be synchronised, where this server does that.
import {useData} from '../data.mjs';
import {count, many} from '../format.mjs';
import {html} from '../html.mjs';
import {Ago} from './basics.mjs';

/** @param {any} remote */
function told(remote) {
  const parts = [];
  if (remote.to_send > 0) parts.push(`${many(remote.to_send, 'change')} to send`);
  if (remote.to_receive > 0) parts.push(`${count(remote.to_receive)} to receive`);
  return parts.length > 0 ? parts.join(', ') : 'in step';
}

/** Nothing, where the server has no remote or knows nothing of it. */
export function SyncStatus() {
  const asked = useData('/api/sync/status');
  const remotes = asked.data?.remotes ?? [];
  if (remotes.length === 0) return null;
  return html`<section class="grid gap-3"><h2>What waits to sync</h2><ul class="card rows">${remotes.map((/** @type {any} */ remote) => html`<li class="px-4 py-2.5 flex flex-wrap gap-x-4 items-baseline">
    <strong>${remote.name ?? remote.url}</strong><span>${told(remote)}</span><span class="hint ml-auto">${remote.synced_at ? html`last synchronised <${Ago} at=${remote.synced_at} />` : 'not synchronised yet'}</span>
    ${remote.error && html`<p class="fault w-full">${remote.error}</p>`}</li>`)}</ul></section>`;
}
