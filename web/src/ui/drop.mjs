import {Upload} from 'lucide';
import {useState} from 'preact/hooks';
import {classes, html} from '../html.mjs';
import {Icon} from './icon.mjs';

/** Files, dropped or chosen. @param {{onFiles: (files: File[]) => void, multiple?: boolean, disabled?: boolean, children: any}} props */
export function Drop({onFiles, multiple, disabled, children}) {
  const [over, setOver] = useState(false);
  /** @param {FileList | null | undefined} files */
  const take = (files) => files && files.length > 0 && !disabled && onFiles(multiple ? [...files] : [files[0]]);
  /** @param {DragEvent} event */
  function dropped(event) {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer?.files);
  }
  /** @param {DragEvent} event */
  const dragged = (event) => (event.preventDefault(), setOver(true));
  return html`<label class=${classes('grid gap-1 justify-items-center text-center p-6 border-2 border-dashed rounded-lg cursor-pointer focus-within:border-accent', over ? 'border-accent bg-tint' : 'border-line')}
      onDragOver=${dragged} onDragLeave=${() => setOver(false)} onDrop=${dropped}>
    <${Icon} node=${Upload} /><strong>Drop ${multiple ? 'files' : 'a file'} here, or choose</strong>
    <span class="hint max-w-md">${children}</span>
    <input class="sr-only" type="file" multiple=${multiple} disabled=${disabled} onChange=${(/** @type {any} */ event) => (take(event.target.files), event.target.value = '')} />
  </label>`;
}
