import {percent} from '../format.mjs';
import {html} from '../html.mjs';

const NUMBERS = /** @type {[string, string, string][]} */ ([
  ['preservation', 'Preserved', 'How much of the session’s salient facts it keeps'],
  ['groundedness', 'Grounded', 'How many of its claims the session or the repository shows'],
  ['compression', 'Length', 'How long it is, beside its session'],
]);

/** The three numbers of a handoff, as bars with their figures. @param {{of: any}} props */
export const ThreeNumbers = ({of}) => html`<dl class="grid gap-x-6 gap-y-2 sm:grid-cols-3">${NUMBERS.map(([name, shown, meaning]) => html`<div title=${meaning} class="grid gap-1">
  <dt class="hint flex justify-between"><span>${shown}</span><strong class="text-ink tabular-nums">${of?.[name] > 1 ? '> 100 %' : percent(of?.[name], 1)}</strong></dt>
  <dd class="progress h-1.5!" aria-hidden="true"><span style=${{width: `${Math.max(0, Math.min(1, of?.[name] ?? 0)) * 100}%`}}></span></dd></div>`)}</dl>`;
