import {useState} from 'preact/hooks';
import {ask} from '../api.mjs';
import {useData} from '../data.mjs';
import {count} from '../format.mjs';
import {html} from '../html.mjs';
import {Empty, Loaded} from '../ui/basics.mjs';
import {Confirm, Dialog} from '../ui/dialog.mjs';
import {Field, Form} from '../ui/form.mjs';
import {toast} from '../ui/toast.mjs';

const PROVIDERS = ['ollama', 'huggingface', 'gemini', 'openai', 'compatible'];

/** @param {{close: () => void, reload: () => void}} props */
function Add({close, reload}) {
  const [provider, setProvider] = useState('ollama');
  /** @param {Record<string, string>} values @param {AbortSignal} signal */
  async function add(values, signal) {
    await ask('/api/models', {signal, body: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))});
    toast(`${values.name} may be asked now.`);
    reload();
    close();
  }
  return html`<${Dialog} title="Add a model" close=${close}><${Form} submit="Add it" cancel=${close} onSubmit=${add}>${(/** @type {any} */ faultOf) => html`
    <${Field} label="Name" name="name" required placeholder="local" fault=${faultOf('name')} hint="What you call it; an existing one of that name is changed." />
    <${Field} label="Provider" name="provider" options=${PROVIDERS} value=${provider} onInput=${setProvider} fault=${faultOf('provider')} />
    <${Field} label="Model" name="model" placeholder="llama3.1" fault=${faultOf('model')} />
    <${Field} label="Address" name="url" placeholder=${provider === 'compatible' ? 'http://127.0.0.1:8000/v1' : 'the provider’s'} required=${provider === 'compatible'} fault=${faultOf('url')} />
    <${Field} label="Name of its key" name="key_name" placeholder="OPENAI_API_KEY" hint="The key itself lies in the server's environment, never here." fault=${faultOf('key_name')} />`}
  </${Form}></${Dialog}>`;
}

/** @param {{model: any}} props */
function Health({model}) {
  const [state, setState] = useState(/** @type {any} */ (null));
  async function test() {
    setState({waiting: true});
    try {
      setState(await ask(`/api/models/${encodeURIComponent(model.name)}/test`, {body: {}}));
    } catch (error) {
      setState({healthy: false, message: error instanceof Error ? error.message : String(error)});
    }
  }
  return html`<span class="flex flex-wrap items-center gap-2" role="status">
    <button class="button text-sm" disabled=${state?.waiting} onClick=${test} aria-label=${`Test ${model.name}`}>${state?.waiting ? 'Asking …' : 'Test'}</button>
    ${state && !state.waiting && html`<span class=${state.healthy ? 'badge badge-on' : 'badge badge-bad'}>${state.healthy ? `answers in ${count(state.milliseconds)} ms` : 'out of order'}</span>${!state.healthy && html`<span class="hint">${state.message}</span>`}`}</span>`;
}

export function Models() {
  const asked = useData('/api/models');
  const [adding, setAdding] = useState(false);
  const [removed, setRemoved] = useState('');
  return html`<div class="flex flex-wrap items-center gap-3"><p class="flex-1 text-soft min-w-60">Baton works without any model, and asks none that nobody asked for.</p><button class="button button-main" onClick=${() => setAdding(true)}>Add a model</button></div>
  <${Loaded} asked=${asked}>${(/** @type {any[]} */ models) => models.length === 0 ? html`<${Empty} title="No models"><p>Handoffs are made by rules. A model, on this machine or elsewhere, may make them better.</p></${Empty}>` : html`
    <div class="card scroll" tabindex="0" role="region" aria-label="Models"><table class="table"><thead><tr><th>Name</th><th>Provider</th><th>Model</th><th>Key</th><th>Health</th><th><span class="sr-only">Acts</span></th></tr></thead>
    <tbody>${models.map((model) => html`<tr key=${model.name}><td><strong>${model.name}</strong>${model.preferred && html` <span class="chip">preferred</span>`}</td><td>${model.provider}<span class="hint block">${model.url}</span></td><td>${model.model}</td><td>${model.key_name ? html`<code>${model.key_name}</code>` : 'none'}</td>
      <td><${Health} model=${model} /></td><td class="num"><button class="button button-danger text-sm" aria-label=${`Remove ${model.name}`} onClick=${() => setRemoved(model.name)}>Remove</button></td></tr>`)}</tbody></table></div>`}</${Loaded}>
  ${adding && html`<${Add} close=${() => setAdding(false)} reload=${asked.reload} />`}
  ${removed && html`<${Confirm} title=${`Remove ${removed}?`} act="Remove it" close=${() => setRemoved('')} onConfirm=${async () => (await ask(`/api/models/${encodeURIComponent(removed)}`, {method: 'DELETE'}), asked.reload())}>It is not asked any more. What it helped with stays.</${Confirm}>`}`;
}
