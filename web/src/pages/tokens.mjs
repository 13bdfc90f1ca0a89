import {useState} from 'preact/hooks';
import {ask} from '../api.mjs';
import {useData} from '../data.mjs';
import {html} from '../html.mjs';
import {Ago, Empty, Loaded} from '../ui/basics.mjs';
import {Copy} from '../ui/copy.mjs';
import {Confirm, Dialog} from '../ui/dialog.mjs';
import {Field, Form} from '../ui/form.mjs';
import {toast} from '../ui/toast.mjs';

/** @param {{close: () => void, reload: () => void}} props */
function Make({close, reload}) {
  const projects = useData('/api/projects?limit=200');
  const [made, setMade] = useState(/** @type {any} */ (null));
  /** @param {Record<string, string>} values @param {AbortSignal} signal */
  async function make({name, role, project}, signal) {
    setMade(await ask('/api/tokens', {signal, body: {name, role, link: true, ...(project ? {projects: [project]} : {})}}));
    reload();
  }
  if (made) return html`<${Dialog} title=${`The token ${made.name}`} close=${close}>
    <p>It is shown this once; only its hash is kept.</p><pre class="code code-wrap" tabindex="0">${made.token}</pre>
    ${made.login_path && html`<p>This link logs a browser in, once, within ten minutes:</p><pre class="code code-wrap" tabindex="0">${location.origin + made.login_path}</pre>`}
    <div class="flex justify-end gap-2"><${Copy} text=${made.token} main>Copy the token</${Copy}>${made.login_path && html`<${Copy} text=${location.origin + made.login_path}>Copy the link</${Copy}>`}<button class="button" onClick=${close}>Done</button></div></${Dialog}>`;
  return html`<${Dialog} title="Make a token" close=${close}><${Form} submit="Make it" cancel=${close} onSubmit=${make}>${(/** @type {any} */ faultOf) => html`
    <${Field} label="Name" name="name" required placeholder="laptop" fault=${faultOf('name')} />
    <${Field} label="It may" name="role" options=${[['read', 'read'], ['write', 'read and write'], ['admin', 'do everything']]} value="write" fault=${faultOf('role')} />
    <${Field} label="It reaches" name="project" options=${[['', 'all projects'], ...(projects.data ?? []).map((/** @type {any} */ project) => [String(project.id), `only ${project.name}`])]} fault=${faultOf('projects')} />`}
  </${Form}></${Dialog}>`;
}

export function Tokens() {
  const asked = useData('/api/tokens');
  const [making, setMaking] = useState(false);
  const [revoked, setRevoked] = useState(/** @type {any} */ (null));
  return html`<div class="flex flex-wrap items-center gap-3"><p class="flex-1 text-soft min-w-60">A server that others reach asks each caller for a token.</p><button class="button button-main" onClick=${() => setMaking(true)}>Make a token</button></div>
  <${Loaded} asked=${asked}>${(/** @type {any[]} */ tokens) => tokens.length === 0 ? html`<${Empty} title="No tokens"><p>On this machine none is needed. Make one before the server is reached from elsewhere.</p></${Empty}>` : html`
    <div class="card scroll" tabindex="0" role="region" aria-label="Tokens"><table class="table"><thead><tr><th>Name</th><th>May</th><th>Reaches</th><th>Made</th><th><span class="sr-only">Acts</span></th></tr></thead>
    <tbody>${tokens.map((token) => html`<tr key=${token.id}><td>${token.name}</td><td>${token.role}</td><td>${token.projects === null ? 'all projects' : `${token.projects.length} of the projects`}</td><td><${Ago} at=${token.created_at} /></td>
      <td class="num">${token.revoked_at ? html`<span class="hint">revoked <${Ago} at=${token.revoked_at} /></span>` : html`<button class="button button-danger text-sm" aria-label=${`Revoke ${token.name}`} onClick=${() => setRevoked(token)}>Revoke</button>`}</td></tr>`)}</tbody></table></div>`}</${Loaded}>
  ${making && html`<${Make} close=${() => setMaking(false)} reload=${asked.reload} />`}
  ${revoked && html`<${Confirm} title=${`Revoke ${revoked.name}?`} act="Revoke it" close=${() => setRevoked(null)} onConfirm=${async () => (await ask(`/api/tokens/${revoked.id}`, {method: 'DELETE'}), toast('Revoked.'), asked.reload())}>Programs that use it and browsers that it let in are refused from now on. This cannot be taken back.</${Confirm}>`}`;
}
