import {useMemo} from 'preact/hooks';
import {useCore} from '../core/core.mjs';
import {useData} from '../data.mjs';
import {count, dateTime, many, words} from '../format.mjs';
import {html} from '../html.mjs';
import {Loaded} from '../ui/basics.mjs';
import {Copy} from '../ui/copy.mjs';
import {DownloadHandoff} from '../ui/download_handoff.mjs';
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
const Actions = ({handoff}) => html`<div class="flex flex-wrap gap-2">
  <${Copy} text=${handoff.master_prompt} main>Copy the prompt</${Copy}>
  <${Copy} text=${handoff.content}>Copy Markdown</${Copy}>
  <${DownloadHandoff} markdown=${handoff.content} name=${`handoff-${handoff.session_number}`} id=${handoff.id} />
  <a class="button" href=${`/api/handoffs/${handoff.id}?format=print`} target="_blank" rel="noreferrer">Print</a>
</div>`;

/** @param {{markdown: string}} props */
export function Checks({markdown}) {
  const asked = useCore('lint', {markdown});
  if (!asked.data) return null;
  const {score, findings} = asked.data;
  return html`<details class="card" open=${score < 80}>
    <summary class="px-4 py-2 flex flex-wrap gap-x-3 items-baseline"><h2 class="whitespace-nowrap">Checks</h2><span class=${score < 80 ? 'badge badge-bad' : 'badge badge-on'}>${score} of 100</span><span class="hint">${findings.length === 0 ? 'nothing that a reader would miss' : many(findings.length, 'finding')}</span></summary>
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
