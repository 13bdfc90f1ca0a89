// Dialogs are <dialog>s: the browser traps the focus, closes on Escape and gives the focus back.
import {X} from 'lucide';
import {useId, useLayoutEffect, useRef, useState} from 'preact/hooks';
import {classes, html} from '../html.mjs';
import {Icon} from './icon.mjs';

/** @param {{title: string, close: () => void, wide?: boolean, children: any}} props */
export function Dialog({title, close, wide, children}) {
  const element = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const leaving = useRef(false);
  const id = useId();
  useLayoutEffect(() => {
    const opener = document.activeElement;
    const dialog = element.current;
    dialog?.showModal();
    /** @type {HTMLElement | null | undefined} */ (dialog?.querySelector('input, textarea, select'))?.focus();
    return () => {
      leaving.current = true;
      // While it is open nothing else can have the focus.
      dialog?.close();
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  /** @param {MouseEvent} event */
  const beside = (event) => event.target === element.current && close();
  return html`<dialog ref=${element} class=${classes('dialog', wide && 'dialog-wide')} aria-labelledby=${id} onClose=${() => !leaving.current && close()}
      onCancel=${(/** @type {Event} */ event) => (event.preventDefault(), close())} onMouseDown=${beside}>
    <div class="p-5 grid gap-4">
      <div class="flex items-start gap-3"><h2 class="flex-1" id=${id}>${title}</h2>
        <button type="button" class="button button-quiet -my-1" aria-label="Close" onClick=${close}><${Icon} node=${X} /></button></div>
      ${children}
    </div>
  </dialog>`;
}

/** Asks before what cannot be taken back. @param {{title: string, act: string, close: () => void, onConfirm: () => Promise<any>, children: any}} props */
export function Confirm({title, act, close, onConfirm, children}) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  async function confirm() {
    setBusy(true);
    try {
      await onConfirm();
      close();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      setBusy(false);
    }
  }
  return html`<${Dialog} title=${title} close=${close}>
    <div>${children}</div>
    ${problem && html`<p class="fault" role="alert">${problem}</p>`}
    <div class="flex justify-end gap-2">
      <button type="button" class="button" onClick=${close}>Cancel</button>
      <button type="button" class="button button-danger" disabled=${busy} onClick=${confirm}>${act}</button>
    </div>
  </${Dialog}>`;
}
