import {useEffect, useState} from 'preact/hooks';
import {useData} from '../data.mjs';
import {html} from '../html.mjs';
import {onState} from '../live.mjs';
import {forgetOffline, storeOffline, useOffline} from '../offline.mjs';
import {go} from '../router.mjs';
import {Ago} from './basics.mjs';
import {DownloadHandoff} from './download_handoff.mjs';
import {Field, Form} from './form.mjs';
import {toast} from './toast.mjs';

/** @param {{one: import('../offline.mjs').Waiting, reached: boolean}} props */
function Offline({one, reached}) {
  const projects = useData(reached ? '/api/projects?limit=200' : null, {live: false});
  /** @param {Record<string, string>} values */
  async function store({project}) {
    const made = await storeOffline(one, project);
    const session = Array.isArray(made) ? made[0] : made.sessions?.[0] ?? made;
    toast(`Stored as session ${session.session_number}.`, session.session_id ? {action: {label: 'Show it', act: () => go(`/sessions/${session.session_id}`)}} : {});
  }
  const names = (projects.data ?? []).map((/** @type {any} */ project) => [String(project.id), project.name]);
  return html`<li class="p-4 grid gap-3">
    <div class="flex flex-wrap items-baseline gap-x-3"><strong>A handoff${one.projectName ? ` of ${one.projectName}` : ''}, made <${Ago} at=${one.at} /></strong><span class="badge badge-half">made offline, not stored</span></div>
    <div class="flex flex-wrap gap-2"><${DownloadHandoff} markdown=${one.markdown} name="handoff-offline" /><button class="button button-quiet" onClick=${() => forgetOffline(one.id)}>Discard</button></div>
    ${!reached ? html`<p class="hint">It can be stored once the server is reached again.</p>`
      : names.length === 0 ? projects.data && html`<p class="hint">To store it, <a href="/projects?new=1">make a project</a> first.</p>`
      : html`<div class="max-w-md"><${Form} submit="Store it" onSubmit=${store}>${(/** @type {any} */ faultOf) => html`
        <${Field} label="Store it in" name="project" options=${names} value=${one.projectId} fault=${faultOf('project')} />`}</${Form}></div>`}
  </li>`;
}

/** What was made while the server was away, and the offer to store it. */
export function OfflineHandoffs() {
  const waiting = useOffline();
  const [state, setState] = useState('connecting');
  useEffect(() => onState(setState), []);
  if (waiting.length === 0) return null;
  return html`<section class="grid gap-3" aria-label="Not stored yet"><h2>Not stored yet</h2>
    <ul class="card rows">${waiting.map((one) => html`<${Offline} key=${one.id} one=${one} reached=${state === 'live' || state === 'refused'} />`)}</ul></section>`;
}
