import {useState} from 'preact/hooks';
import {ask} from '../api.mjs';
import {many, percent, words} from '../format.mjs';
import {html} from '../html.mjs';
import {usePages} from '../paged.mjs';
import {Empty, Problem, Waiting} from '../ui/basics.mjs';
import {Confirm, Dialog} from '../ui/dialog.mjs';
import {Field, Form} from '../ui/form.mjs';
import {Markdown} from '../ui/markdown.mjs';
import {toast, toastFailure} from '../ui/toast.mjs';

const CATEGORIES = /** @type {[string, string][]} */ ([['pattern', 'pattern'], ['solution', 'solution'], ['troubleshooting', 'troubleshooting'], ['best_practice', 'best practice']]);

/** @param {{project: any, item: any, close: () => void, reload: () => void}} props */
function Edit({project, item, close, reload}) {
  /** @param {Record<string, string>} values @param {AbortSignal} signal */
  async function save({title, content, category, tags}, signal) {
    const body = {title, content, category, tags: tags.split(',').map((tag) => tag.trim()).filter(Boolean), ...(item.id ? {} : {project_id: project.id})};
    await ask(item.id ? `/api/knowledge/${item.id}` : '/api/knowledge', {method: item.id ? 'PATCH' : 'POST', body, signal});
    toast('Saved.');
    reload();
    close();
  }
  return html`<${Dialog} title=${item.id ? 'Change the item' : 'New item of knowledge'} close=${close}><${Form} submit="Save" cancel=${close} onSubmit=${save}>${(/** @type {any} */ faultOf) => html`
    <${Field} label="Title" name="title" required value=${item.title ?? ''} fault=${faultOf('title')} />
    <${Field} label="Kind" name="category" options=${CATEGORIES} value=${item.category ?? 'pattern'} fault=${faultOf('category')} />
    <${Field} label="What is known" name="content" rows="8" required value=${item.content ?? ''} hint="Markdown" fault=${faultOf('content')} />
    <${Field} label="Tags" name="tags" value=${(item.tags ?? []).join(', ')} hint="Separated by commas" fault=${faultOf('tags')} />`}
  </${Form}></${Dialog}>`;
}

/** @param {any} item @param {boolean} success @param {() => void} reload */
async function used(item, success, reload) {
  try {
    await ask(`/api/knowledge/${item.id}/use`, {body: {success}});
    toast(success ? 'Counted: it helped.' : 'Counted: it did not help.');
  } catch (error) {
    toastFailure(error);
  }
  reload();
}

/** @param {{item: any, edit: () => void, remove: () => void, reload: () => void}} props */
const Item = ({item, edit, remove, reload}) => html`<details class="group" id=${`item-${item.id}`}>
  <summary class="px-4 py-2.5 flex flex-wrap items-baseline gap-x-3"><span class="font-semibold" dir="auto">${item.title}</span><span class="hint">${words(item.category)}</span>
    ${item.tags.map((/** @type {string} */ tag) => html`<span class="chip">${tag}</span>`)}<span class="hint ml-auto">${item.usage_count > 0 ? `used ${many(item.usage_count, 'time')}, ${percent(item.success_rate)} helped` : 'not used yet'}</span></summary>
  <div class="px-4 pb-4 grid gap-3"><${Markdown} text=${item.content} />
    <div class="flex flex-wrap gap-2"><button class="button" onClick=${() => used(item, true, reload)}>It helped</button><button class="button" onClick=${() => used(item, false, reload)}>It did not</button>
      <button class="button" onClick=${edit}>Change</button><button class="button button-danger" onClick=${remove}>Delete</button></div></div>
</details>`;

/** @param {{project: any}} props */
export function Knowledge({project}) {
  const {items, done, error, reload} = usePages(`/api/knowledge?project=${project.id}`);
  const [edited, setEdited] = useState(/** @type {any} */ (null));
  const [removed, setRemoved] = useState(/** @type {any} */ (null));
  if (error) return html`<${Problem} error=${error} again=${reload} />`;
  if (!done) return html`<${Waiting} />`;
  return html`<div class="flex items-baseline gap-3"><span class="hint flex-1">${many(items.length, 'item')}</span><button class="button" onClick=${() => setEdited({})}>New item</button></div>
    ${items.length === 0 ? html`<${Empty} title="Nothing is noted yet"><p>Patterns, solutions and practices that a later session should find. The search finds them too.</p></${Empty}>`
    : html`<div class="card rows">${items.map((item) => html`<${Item} key=${item.uid} item=${item} edit=${() => setEdited(item)} remove=${() => setRemoved(item)} reload=${reload} />`)}</div>`}
    ${edited && html`<${Edit} project=${project} item=${edited} close=${() => setEdited(null)} reload=${reload} />`}
    ${removed && html`<${Confirm} title=${`Delete “${removed.title}”?`} act="Delete it" close=${() => setRemoved(null)} onConfirm=${async () => (await ask(`/api/knowledge/${removed.id}`, {method: 'DELETE'}), toast('Deleted.'), reload())}>It is found by no search any more.</${Confirm}>`}`;
}
