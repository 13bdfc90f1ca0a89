import {useState} from 'preact/hooks';
import {useCore} from '../core/core.mjs';
import {useData} from '../data.mjs';
import {html} from '../html.mjs';
import {dropTemplate, keepTemplate, useTemplates} from '../templates.mjs';
import {Loaded} from '../ui/basics.mjs';
import {Code} from '../ui/code.mjs';
import {Field, Form} from '../ui/form.mjs';
import {toast} from '../ui/toast.mjs';

const EXAMPLE = `# {{project}}, session {{session_number}}

{{#goal}}{{text}}{{/goal}}

## Next
{{#next}}
- {{text}}{{#reference}} ({{reference}}){{/reference}}
{{/next}}
{{^next}}
Nothing is open.
{{/next}}
`;

/** A handoff to try a template with: the newest of the project that changed last. */
function useExample() {
  const projects = useData('/api/projects?limit=1', {live: false});
  const project = projects.data?.[0];
  const handoff = useData(project ? `/api/projects/${project.id}/handoff` : null, {live: false});
  const whole = useData(handoff.data ? `/api/handoffs/${handoff.data.id}?format=md` : null, {live: false});
  return {name: project && handoff.data ? `${project.name}, session ${handoff.data.session_number}` : '', markdown: whole.data?.content};
}

/** @param {{markdown: string | undefined, name: string, text: string, escaped: boolean}} props */
function Preview({markdown, name, text, escaped}) {
  const made = useCore('render', markdown && text ? {markdown, template: text, escaped, name: 'your template'} : null);
  if (!markdown) return html`<p class="note">Once there is a handoff, what a template makes of it is shown here.</p>`;
  return html`<div class="grid gap-2 content-start"><h3>${name} in it</h3>
    ${made.error ? html`<p class="fault" role="alert">${made.error.message}</p>` : html`<pre class="code code-wrap" tabindex="0" dir="auto">${made.data ?? ''}</pre>`}</div>`;
}

/** @param {{example: any, kept: () => void}} props */
function Try({example, kept}) {
  const [text, setText] = useState(EXAMPLE);
  const [escaped, setEscaped] = useState('no');
  /** @param {Record<string, string>} values */
  async function keep({name}) {
    keepTemplate(name, text, escaped === 'yes');
    toast(`${name} is kept in this browser; every handoff can be downloaded in it.`);
    kept();
  }
  return html`<section class="grid gap-3"><div><h2>Write your own</h2><p class="hint">Names are those of a handoff's JSON: <code>{{goal}}</code> is a text, <code>{{#next}}…{{/next}}</code> repeats, <code>{{^next}}…{{/next}}</code> stands where there is nothing.</p></div>
    <div class="grid gap-6 lg:grid-cols-2">
      <${Form} submit="Keep it in this browser" onSubmit=${keep}>${(/** @type {any} */ faultOf) => html`
        <${Field} label="Template" name="text" rows="14" class="input font-mono" value=${text} onInput=${setText} fault=${faultOf('text')} />
        <div class="grid gap-3 sm:grid-cols-2"><${Field} label="Name" name="name" required pattern="[\\w.\\-]+" fault=${faultOf('name')} placeholder="weekly" />
          <${Field} label="Texts" name="escaped" options=${[['no', 'as they are'], ['yes', 'escaped for HTML']]} value=${escaped} onInput=${setEscaped} /></div>`}
      </${Form}>
      <${Preview} ...${example} text=${text} escaped=${escaped === 'yes'} />
    </div></section>`;
}

export function Templates() {
  const [, again] = useState(0);
  const {templates, asked} = useTemplates();
  const example = useExample();
  const redraw = () => again((n) => n + 1);
  return html`<${Loaded} asked=${asked}>${() => html`<section class="grid gap-3"><div><h2>Templates</h2><p class="hint">A template shapes a handoff for a reader of your own. It is chosen where a handoff is downloaded, or by <code>baton handoff export --template NAME</code>. Those of this machine lie in <code>~/.config/baton/templates</code>.</p></div>
    <ul class="card rows">${templates.map((one) => html`<li key=${`${one.about}${one.name}`}><details>
      <summary class="px-4 py-2.5 flex flex-wrap items-baseline gap-x-3"><strong>${one.name}</strong><span class="hint">${one.about}</span>${one.built_in && html`<span class="chip ml-auto">built in</span>`}</summary>
      <div class="px-4 pb-4 grid gap-3"><${Code} text=${one.text} language="markdown" />${one.here && html`<div><button class="button button-danger" onClick=${() => (dropTemplate(one.name), redraw())}>Forget it</button></div>`}</div>
    </details></li>`)}</ul></section>
    <${Try} example=${example} kept=${redraw} />`}</${Loaded}>`;
}
