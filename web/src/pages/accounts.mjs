import {useState} from 'preact/hooks';
import {ask} from '../api.mjs';
import {useData} from '../data.mjs';
import {count} from '../format.mjs';
import {html} from '../html.mjs';
import {Empty, Loaded, Status} from '../ui/basics.mjs';
import {Confirm, Dialog} from '../ui/dialog.mjs';
import {Field, Form} from '../ui/form.mjs';
import {toast} from '../ui/toast.mjs';

/** @param {{account: any, close: () => void, reload: () => void}} props */
function Edit({account, close, reload}) {
  /** @param {Record<string, string>} values @param {AbortSignal} signal */
  async function save(values, signal) {
    await ask(account.id ? `/api/accounts/${account.id}` : '/api/accounts', {method: account.id ? 'PATCH' : 'POST', body: values, signal});
    toast('Saved.');
    reload();
    close();
  }
  return html`<${Dialog} title=${account.id ? `Change ${account.account_name}` : 'Add an account'} close=${close}><${Form} submit="Save" cancel=${close} onSubmit=${save}>${(/** @type {any} */ faultOf) => html`
    <${Field} label="Name" name="account_name" required value=${account.account_name ?? ''} fault=${faultOf('account_name')} />
    <${Field} label="Platform" name="platform" value=${account.platform ?? ''} fault=${faultOf('platform')} />
    <${Field} label="Credits" name="credits_available" inputmode="decimal" value=${account.credits_available ?? 0} fault=${faultOf('credits_available')} />
    <${Field} label="Used today" name="credits_used_today" inputmode="decimal" value=${account.credits_used_today ?? 0} fault=${faultOf('credits_used_today')} />
    <${Field} label="Good for" name="specialization" value=${account.specialization ?? ''} fault=${faultOf('specialization')} />
    <${Field} label="Status" name="status" options=${['active', 'paused', 'exhausted', 'archived']} value=${account.status ?? 'active'} fault=${faultOf('status')} />`}
  </${Form}></${Dialog}>`;
}

export function Accounts() {
  const asked = useData('/api/accounts');
  const [edited, setEdited] = useState(/** @type {any} */ (null));
  const [removed, setRemoved] = useState(/** @type {any} */ (null));
  return html`<div class="flex flex-wrap items-center gap-3"><p class="flex-1 text-soft min-w-60">Accounts of assistants, if you count their credits: which has the most left is used next.</p><button class="button button-main" onClick=${() => setEdited({})}>Add an account</button></div>
  <${Loaded} asked=${asked}>${(/** @type {any[]} */ accounts) => accounts.length === 0 ? html`<${Empty} title="No accounts"><p>None is needed. Add those whose credits you want to see run down.</p></${Empty}>` : html`
    <div class="card scroll" tabindex="0" role="region" aria-label="Accounts"><table class="table"><thead><tr><th>Name</th><th>Platform</th><th>Good for</th><th>Status</th><th class="num">Credits left</th><th><span class="sr-only">Acts</span></th></tr></thead>
    <tbody>${accounts.map((account) => html`<tr key=${account.uid}><td>${account.account_name}</td><td>${account.platform}</td><td>${account.specialization}</td><td><${Status} status=${account.status} /></td><td class="num">${count(account.credits_left)} of ${count(account.credits_available)}</td>
      <td class="num"><button class="button text-sm" aria-label=${`Change ${account.account_name}`} onClick=${() => setEdited(account)}>Change</button> <button class="button button-danger text-sm" aria-label=${`Delete ${account.account_name}`} onClick=${() => setRemoved(account)}>Delete</button></td></tr>`)}</tbody></table></div>`}</${Loaded}>
  ${edited && html`<${Edit} account=${edited} close=${() => setEdited(null)} reload=${asked.reload} />`}
  ${removed && html`<${Confirm} title=${`Delete ${removed.account_name}?`} act="Delete it" close=${() => setRemoved(null)} onConfirm=${async () => (await ask(`/api/accounts/${removed.id}`, {method: 'DELETE'}), asked.reload())}>Sessions that used it keep its name.</${Confirm}>`}`;
}
