// Forms keep what was typed until the server took it, and show its objection at the field that it names.
import {useId, useRef, useState} from 'preact/hooks';
import {html} from '../html.mjs';
import {Progress} from './basics.mjs';

/**
 * A labelled field; `name` is that of the API.
 * @param {{label: string, name: string, hint?: any, fault?: any, kind?: string, value?: any, required?: boolean, rows?: number,
 *   options?: (string | [string, string])[], placeholder?: string, onInput?: (value: string) => void}} props
 */
export function Field({label, name, hint, fault, kind = 'text', rows, options, value, onInput, ...rest}) {
  const id = useId();
  const about = hint || fault ? `${id}-about` : undefined;
  const common = {id, name, class: 'input', 'aria-describedby': about, 'aria-invalid': fault ? 'true' : undefined, ...rest,
    onInput: onInput && ((/** @type {any} */ event) => onInput(event.target.value))};
  // What was typed into a field that nobody else holds is not set back when the form is drawn again.
  const held = value === undefined ? {} : onInput ? {value} : {defaultValue: value};
  const control = options
    ? html`<select ...${common} ...${onInput ? {value} : {}}>${options.map((option) => {
      const [word, shown] = typeof option === 'string' ? [option, option] : option;
      return html`<option value=${word} selected=${word === value}>${shown}</option>`;
    })}</select>`
    : rows ? html`<textarea ...${common} rows=${rows} ...${held}></textarea>`
      : html`<input ...${common} type=${kind} ...${held} />`;
  return html`<div class="field"><label for=${id}>${label}</label>${control}
    ${about && html`<div id=${about} class=${fault ? 'fault' : 'hint'} role=${fault ? 'alert' : undefined}>${fault ?? hint}</div>`}</div>`;
}

/**
 * @param {{submit: string, busy?: string, cancel?: () => void, onSubmit: (values: Record<string, string>, signal: AbortSignal, tell: (progress: string) => void) => Promise<any>,
 *   children: (faultOf: (name: string) => string | undefined) => any}} props
 */
export function Form({submit, busy = 'Working …', cancel, onSubmit, children}) {
  const [failure, setFailure] = useState(/** @type {any} */ (null));
  const [working, setWorking] = useState('');
  const controller = useRef(/** @type {AbortController | null} */ (null));
  const shown = useRef(/** @type {Set<string>} */ (new Set()));
  shown.current = new Set();
  /** @param {string} name */
  const faultOf = (name) => {
    shown.current.add(name);
    return failure?.field === name ? failure.message : undefined;
  };
  /** @param {SubmitEvent} event */
  async function submitted(event) {
    event.preventDefault();
    const values = /** @type {Record<string, string>} */ (Object.fromEntries(new FormData(/** @type {HTMLFormElement} */ (event.target))));
    controller.current = new AbortController();
    setWorking(busy);
    setFailure(null);
    try {
      await onSubmit(values, controller.current.signal, setWorking);
    } catch (error) {
      if (!controller.current.signal.aborted) setFailure(error);
    }
    setWorking('');
  }
  const fields = children(faultOf);
  const general = failure && !shown.current.has(failure.field);
  return html`<form class="grid gap-4" onSubmit=${submitted}>
    ${fields}
    ${general && html`<p class="note note-bad" role="alert">${failure.message ?? String(failure)}</p>`}
    ${working && html`<${Progress} label=${working} cancel=${() => controller.current?.abort()} />`}
    <div class="flex justify-end gap-2">
      ${cancel && html`<button type="button" class="button" onClick=${cancel}>Cancel</button>`}
      <button class="button button-main" disabled=${working !== ''}>${submit}</button>
    </div>
  </form>`;
}
