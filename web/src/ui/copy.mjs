import {Copy as CopyIcon} from 'lucide';
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

/** Gives a file to the browser to keep. @param {string} name @param {BlobPart} text @param {string} type */
export function save(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], {type}));
  Object.assign(document.createElement('a'), {href: address, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
