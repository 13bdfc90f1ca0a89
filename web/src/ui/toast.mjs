// Outcomes, told in passing.
import {X} from 'lucide';
import {useEffect, useState} from 'preact/hooks';
import {html} from '../html.mjs';
import {Icon} from './icon.mjs';

const SHOWN_FOR = 6000;

/** @typedef {{id: number, text: string, bad: boolean, action?: {label: string, act: () => void}}} Toast */
/** @type {Toast[]} */
let toasts = [];
let last = 0;
/** @type {Set<(toasts: Toast[]) => void>} */
const listeners = new Set();

/** @param {Toast[]} next */
function show(next) {
  toasts = next;
  listeners.forEach((listener) => listener(next));
}

/** @param {number} id */
const drop = (id) => show(toasts.filter((toast) => toast.id !== id));

/** @param {string} text @param {{bad?: boolean, action?: {label: string, act: () => void}}} [how] a failure stays until it is closed */
export function toast(text, {bad = false, action} = {}) {
  const id = ++last;
  show([...toasts.slice(-3), {id, text, bad, action}]);
  if (!bad) setTimeout(() => drop(id), SHOWN_FOR);
}

/** @param {any} error */
export function toastFailure(error) {
  if (error?.name !== 'AbortError') toast(error?.message ?? String(error), {bad: true});
}

/** @param {Toast} toast */
function act(toast) {
  drop(toast.id);
  toast.action?.act();
}

export function Toasts() {
  const [shown, setShown] = useState(toasts);
  useEffect(() => {
    listeners.add(setShown);
    return () => void listeners.delete(setShown);
  }, []);
  return html`<div class="toasts" role="status" aria-live="polite">
    ${shown.map((toast) => html`<div class="toast" key=${toast.id} role=${toast.bad ? 'alert' : undefined}>
      <span class="flex-1">${toast.text}</span>
      ${toast.action && html`<button class="underline" onClick=${() => act(toast)}>${toast.action.label}</button>`}
      <button aria-label="Close" onClick=${() => drop(toast.id)}><${Icon} node=${X} /></button>
    </div>`)}
  </div>`;
}
