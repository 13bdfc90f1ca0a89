import {useMemo} from 'preact/hooks';
import {ask} from '../api.mjs';
import {useCore} from '../core/core.mjs';
import {useData} from '../data.mjs';
import {count, dateTime, many, words} from '../format.mjs';
import {html} from '../html.mjs';
import {Loaded} from '../ui/basics.mjs';
import {Copy, Download} from '../ui/copy.mjs';
import {Markdown} from '../ui/markdown.mjs';
import {ThreeNumbers} from '../ui/three_numbers.mjs';

const REFERENCE = /(?<=[(\s])(\d+):(\d+)(?=[),;])/;

/** Text in which `(12:758)` leads to the turn. @param {(number: number) => number | string | undefined} sessionOf */
export const withReferences = (sessionOf) => (/** @type {string} */ text) => {
  const parts = text.split(REFERENCE);
  if (parts.length === 1) return text;
  return parts.map((part, index) => {
    if (index % 3 === 2) return null;
    const id = index % 3 === 1 ? sessionOf(Number(part)) : undefined;
    const shown = index % 3 === 1 ? `${part}:${parts[index + 1]}` : part;
    return id === undefined ? shown : html`<a class="tabular-nums" href=${`/sessions/${id}?turn=${parts[index + 1]}`}>${shown}</a>`;
  });
};

/** @param {{handoff: any}} props */
function Actions({handoff}) {
  const name = `handoff-${handoff.session_number}`;
  const address = `/api/handoffs/${handoff.id}`;
  return html`<div class="flex flex-wrap gap-2">
    <${Copy} text=${handoff.master_prompt} main>Copy the prompt</${Copy}>
    <${Copy} text=${handoff.content}>Copy Markdown</${Copy}>
    <${Download} name=${`${name}.md`} text=${handoff.content} type="text/markdown">Markdown</${Download}>
    <${Download} name=${`${name}.txt`} text=${handoff.master_prompt}>Prompt</${Download}>
    <${Download} name=${`${name}.json`} type="application/json" text=${async () => JSON.stringify((await ask(`${address}?format=json`)).handoff, null, 2)}>JSON</${Download}>
    <a class="button" href=${`${address}?format=html&download=true`} download>HTML</a>
    <a class="button" href=${`${address}?format=print`} target="_blank" rel="noreferrer">Print</a>
  </div>`;
}

/** @param {{markdown: string}} props */
export function Checks({markdown}) {
  const asked = useCore('lint', {markdown});
  if (!asked.data) return null;
  const {score, findings} = asked.data;
  return html`<details class="card" open=${score < 80}>
    <summary class="px-4 py-2 flex gap-3 items-baseline"><h2>Checks</h2><span class=${score < 80 ? 'badge badge-bad' : 'badge badge-on'}>${score} of 100</span><span class="hint">${findings.length === 0 ? 'nothing that a reader would miss' : many(findings.length, 'finding')}</span></summary>
    ${findings.length > 0 && html`<ul class="rows border-t border-line">${findings.map((/** @type {any} */ finding) => html`<li class="px-4 py-2 grid gap-0.5">
      <span><span class="hint tabular-nums">line ${finding.line}</span> ${finding.message}</span><code class="text-soft truncate">${finding.text}</code></li>`)}</ul>`}
  </details>`;
}

/** A handoff with its measures, its checks and what can be done with it. @param {{id: number, sessionOf: (number: number) => number | string | undefined, check?: boolean}} props */
export function HandoffDocument({id, sessionOf}) {
  const asked = useData(`/api/handoffs/${id}`, {live: false});
  const draw = useMemo(() => withReferences(sessionOf), [sessionOf]);
  return html`<${Loaded} asked=${asked} lines=${8}>${(/** @type {any} */ handoff) => html`<div class="grid gap-4 grid-cols-[minmax(0,1fr)]">
    <div class="grid gap-3">
      <p class="hint">${words(handoff.handoff_type)}${handoff.ai_model ? ` with ${handoff.ai_model}` : ''}, ${dateTime(handoff.created_at)}${handoff.branch ? html`, on <code>${handoff.branch}</code>` : ''}${handoff.tokens ? `, ${count(handoff.tokens)} tokens` : ''}</p>
      <${ThreeNumbers} of=${handoff} /><${Actions} handoff=${handoff} />
    </div>
    <${Checks} markdown=${handoff.content} />
    <div class="card p-5"><${Markdown} text=${handoff.content} draw=${draw} /></div>
  </div>`}</${Loaded}>`;
}
