import {useState} from 'preact/hooks';
import {masked} from '../core/core.mjs';
import {askStream} from '../stream.mjs';
import {useData} from '../data.mjs';
import {html} from '../html.mjs';
import {useTitle} from '../title.mjs';
import {Head} from '../ui/basics.mjs';
import {Copy} from '../ui/copy.mjs';
import {Field, Form} from '../ui/form.mjs';
import {Markdown} from '../ui/markdown.mjs';
import {ModelFields, modelOf} from '../ui/model_fields.mjs';

/** @param {{made: any}} props */
const Made = ({made}) => html`<section class="grid gap-4" aria-label="The prompt">
  ${made.notice && html`<p class="note note-warn">${made.notice}</p>`}
  ${made.answer && html`<h2>What ${made.model?.name ?? 'the model'} says</h2><div class="card p-5"><${Markdown} text=${made.answer} /></div>`}
  ${made.known?.length > 0 && html`<h2>Known from earlier sessions</h2><ul class="card rows">${made.known.map((/** @type {any} */ item) => html`<li class="px-4 py-2"><span class="hint">${item.where}, ${item.kind}</span><span class="block" dir="auto">${item.text}</span></li>`)}</ul>`}
  <div class="flex items-baseline gap-3"><h2 class="flex-1">The prompt</h2><${Copy} text=${made.prompt} main>Copy</${Copy}></div>
  <pre class="code code-wrap" tabindex="0" dir="auto">${made.prompt}</pre>
</section>`;

export function Troubleshooting() {
  useTitle('Troubleshooting');
  const projects = useData('/api/projects?limit=200');
  const [made, setMade] = useState(/** @type {any} */ (null));
  /** @param {Record<string, string>} values @param {AbortSignal} signal @param {(progress: string) => void} tell */
  async function make({error, stack, code, environment, projectId, ...model}, signal, tell) {
    const pasted = await masked({error, stack, code, environment});
    setMade(await askStream('/api/ai/troubleshoot', {signal, body: {...pasted, ...(projectId ? {projectId} : {}), ...modelOf(model)}}, {tell, draft: setMade}));
  }
  return html`<${Head} title="Troubleshooting" about="An error becomes a prompt to fix it, with what earlier sessions said of the same one" />
  <div class="grid gap-6 lg:grid-cols-2 items-start">
    <${Form} submit="Make the prompt" busy="The prompt is being made …" onSubmit=${make}>${(/** @type {any} */ faultOf) => html`
      <${Field} label="Error" name="error" rows="4" fault=${faultOf('error')} placeholder="TypeError: x is undefined" />
      <${Field} label="Stack trace" name="stack" rows="5" fault=${faultOf('stack')} />
      <${Field} label="Code" name="code" rows="5" fault=${faultOf('code')} />
      <${Field} label="Environment" name="environment" fault=${faultOf('environment')} placeholder="Debian 12, Python 3.12" />
      <${Field} label="Look for it in" name="projectId" options=${[['', 'all projects'], ...(projects.data ?? []).map((/** @type {any} */ project) => [String(project.id), project.name])]} fault=${faultOf('projectId')} />
      <${ModelFields} faultOf=${faultOf} />`}
    </${Form}>
    <div aria-live="polite">${made ? html`<${Made} made=${made} />` : html`<p class="note">The prompt holds the error, what is known of it from your sessions, and what an answer must contain. On the command line: <code>make 2>&1 | baton fix</code>.</p>`}</div>
  </div>`;
}
