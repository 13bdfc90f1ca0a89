import {Copy as CopyIcon, Download as DownloadIcon} from 'lucide';
import {html} from '../html.mjs';
import {Icon} from './icon.mjs';
import {toast, toastFailure} from './toast.mjs';

/** @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast('Copied.');
  } catch {
    toastFailure(new Error('The browser does not let this page copy: an address with https or on this machine is needed.'));
  }
}

/** @param {{text: string, children: any, main?: boolean}} props */
export const Copy = ({text, children, main}) => html`<button type="button" class=${main ? 'button button-main' : 'button'} onClick=${() => copy(text)}><${Icon} node=${CopyIcon} />${children}</button>`;

/** @param {string} name @param {string} text @param {string} type */
function save(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], {type}));
  Object.assign(document.createElement('a'), {href: address, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A text as a file. @param {{name: string, text: string | (() => Promise<string>), type?: string, children: any}} props */
export const Download = ({name, text, type = 'text/plain', children}) => html`<button type="button" class="button" onClick=${async () => {
  try {
    save(name, typeof text === 'string' ? text : await text(), type);
  } catch (error) {
    toastFailure(error);
  }
}}><${Icon} node=${DownloadIcon} />${children}</button>`;
