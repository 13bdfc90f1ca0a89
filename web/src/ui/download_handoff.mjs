// A handoff as a file, in whichever form: all are made in the page but the PDF, which the server draws.
import {Download as DownloadIcon} from 'lucide';
import {useState} from 'preact/hooks';
import {answerOf, checked, send} from '../api.mjs';
import {core} from '../core/core.mjs';
import {html} from '../html.mjs';
import {useTemplates} from '../templates.mjs';
import {save} from './copy.mjs';
import {Icon} from './icon.mjs';
import {toastFailure} from './toast.mjs';

/** @type {Record<string, [string, string, string]>} name, ending and type */
const FORMATS = {md: ['Markdown', 'md', 'text/markdown'], prompt: ['Prompt', 'txt', 'text/plain'], json: ['JSON', 'json', 'application/json'], html: ['HTML', 'html', 'text/html'], pdf: ['PDF', 'pdf', 'application/pdf']};

/** @param {number} id */
async function pdfOf(id) {
  const response = await send(`/api/handoffs/${id}?format=pdf`, {});
  return response.ok ? response.blob() : checked(response.status, await answerOf(response));
}

/** @param {string} markdown @param {string} format */
async function rendered(markdown, format) {
  const text = await core('render', {markdown, format});
  return format === 'json' ? JSON.stringify(JSON.parse(text), null, 2) : text;
}

/** @param {{markdown: string, name: string, id?: number}} props `id` of one that is stored: only that has a PDF */
export function DownloadHandoff({markdown, name, id}) {
  const {templates} = useTemplates();
  const [choice, setChoice] = useState('md');
  async function download() {
    try {
      const template = templates.find((one) => `template:${one.name}` === choice);
      if (template) {
        const {text, escaped} = template;
        return save(`${name}-${template.name}.${escaped ? 'html' : 'md'}`, await core('render', {markdown, template: text, escaped, name: template.name}), escaped ? 'text/html' : 'text/markdown');
      }
      const [, ending, type] = FORMATS[choice];
      save(`${name}.${ending}`, choice === 'pdf' && id !== undefined ? await pdfOf(id) : await rendered(markdown, choice), type);
    } catch (error) {
      toastFailure(error);
    }
  }
  const formats = Object.entries(FORMATS).filter(([word]) => word !== 'pdf' || id !== undefined);
  const names = [...new Set(templates.map((one) => one.name))];
  return html`<div class="flex gap-2">
    <select class="input w-auto!" aria-label="Form of the download" value=${choice} onChange=${(/** @type {any} */ event) => setChoice(event.target.value)}>
      ${formats.map(([word, [shown]]) => html`<option value=${word} selected=${word === choice}>${shown}</option>`)}
      ${names.length > 0 && html`<optgroup label="Templates">${names.map((one) => html`<option value=${`template:${one}`} selected=${`template:${one}` === choice}>${one}</option>`)}</optgroup>`}
    </select>
    <button type="button" class="button" onClick=${download}><${Icon} node=${DownloadIcon} />Download</button>
  </div>`;
}
