// A session's turns: what was said in full, calls of tools folded to a line each.
import {useMemo} from 'preact/hooks';
import {exactly, time, words} from '../format.mjs';
import {classes, html} from '../html.mjs';
import {Code} from './code.mjs';
import {LongText, size} from './long_text.mjs';
import {Markdown} from './markdown.mjs';

/** @typedef {{turn_number: number, role: string, kind: string, content: string, tool: string | null, agent: string | null, failed: boolean, typed: boolean, created_at: string}} Turn */

/** The input of a call, where it is JSON. @param {string} text */
function inputOf(text) {
  try {
    const input = JSON.parse(text);
    return input && typeof input === 'object' ? input : null;
  } catch {
    return null;
  }
}

const TELLING = ['command', 'cmd', 'file_path', 'path', 'notebook_path', 'pattern', 'query', 'url', 'description', 'prompt'];

/** What a call is about, in a line. @param {Turn} turn */
function gist(turn) {
  const input = inputOf(turn.content);
  if (Array.isArray(input?.todos)) return `${input.todos.filter((/** @type {any} */ todo) => todo.status === 'completed').length} of ${input.todos.length} done`;
  const told = input && TELLING.map((name) => input[name]).find((value) => typeof value === 'string' || Array.isArray(value));
  return String(Array.isArray(told) ? told.join(' ') : told ?? turn.content).slice(0, 300).replace(/\s+/g, ' ');
}

/** @param {{text: string, language?: string}} props */
const Long = ({text, language}) => html`<${LongText} text=${text}>${(/** @type {string} */ shown) => html`<${Code} text=${shown} language=${language} wrap />`}</${LongText}>`;

/** What a call was given. @param {{turn: Turn}} props */
function Input({turn}) {
  const input = inputOf(turn.content);
  if (!input) return html`<${Long} text=${turn.content} />`;
  const ending = String(input.file_path ?? input.path ?? '').split('.').pop();
  const long = Object.entries(input).filter(([name, value]) => typeof value === 'string' && (name === 'command' || value.includes('\n') || value.length > 80));
  const rest = Object.fromEntries(Object.entries(input).filter(([name]) => !long.some(([other]) => other === name)));
  const {description, ...others} = rest;
  return html`${typeof description === 'string' && html`<p class="hint">${description}</p>`}${Object.keys(others).length > 0 && html`<${Code} text=${JSON.stringify(others, null, 2)} language="json" wrap />`}
    ${long.map(([name, value]) => html`<div class="grid gap-1">${name !== 'command' && html`<span class="hint">${words(name)}</span>`}<${Long} text=${value} language=${name === 'command' ? 'bash' : ending} /></div>`)}`;
}

/** @param {{call?: Turn, result?: Turn}} props */
function Tool({call, result}) {
  const turn = /** @type {Turn} */ (call ?? result);
  return html`<details class="group" id=${`turn-${turn.turn_number}`}>
    <summary class="flex items-baseline gap-2 px-3 py-1 text-sm hover:bg-sunk">
      <span class="font-semibold">${turn.tool || 'tool'}</span>
      <code class="flex-1 min-w-0 truncate text-soft">${call ? gist(call) : size(turn.content.length)}</code>
      ${result?.failed && html`<span class="badge badge-bad">failed</span>`}
      <a class="hint no-underline tabular-nums" href=${`?turn=${turn.turn_number}`}>${turn.turn_number}</a>
    </summary>
    <div class="px-3 pb-3 grid gap-2">
      ${call && html`<${Input} turn=${call} />`}
      ${result && html`<div class="grid gap-1"><span class=${result.failed ? 'fault' : 'hint'}>${result.failed ? 'failed with' : 'answered'}</span><${Long} text=${result.content} /></div>`}
    </div>
  </details>`;
}

const SPEAKERS = /** @type {Record<string, string>} */ ({user: 'You', assistant: 'Assistant', system: 'System', tool: 'Tool'});

/** @param {{turn: Turn}} props */
const Said = ({turn}) => html`<article id=${`turn-${turn.turn_number}`} class=${classes('grid gap-1 pl-4 border-l-2', turn.role === 'user' ? 'border-accent' : 'border-line')}>
  <header class="flex items-baseline gap-2"><h2 class="text-sm">${turn.kind === 'thinking' ? 'Thinking' : turn.kind === 'summary' ? 'Summary of what was before' : turn.role === 'user' && !turn.typed ? 'Put in by a program' : SPEAKERS[turn.role] ?? turn.role}</h2>
    ${turn.agent && html`<span class="chip">${turn.agent}</span>`}<time class="hint" datetime=${turn.created_at} title=${exactly(turn.created_at)}>${time(turn.created_at)}</time>
    <a class="hint no-underline tabular-nums ml-auto" href=${`?turn=${turn.turn_number}`} aria-label=${`Link to turn ${turn.turn_number}`}>${turn.turn_number}</a></header>
  <div class=${classes(turn.kind === 'thinking' && 'text-soft italic', 'grid gap-2 min-w-0')}>
    <${LongText} text=${turn.content}>${(/** @type {string} */ text) => (text.length > 50_000 ? html`<pre class="code code-wrap" tabindex="0" dir="auto">${text}</pre>` : html`<${Markdown} text=${text} />`)}</${LongText}></div>
</article>`;

/** Calls with their results, several in a row as one group. @param {Turn[]} turns @returns {(Turn | {call?: Turn, result?: Turn}[])[]} */
export function grouped(turns) {
  /** @type {any[]} */
  const groups = [];
  for (const turn of turns) {
    const isTool = turn.kind === 'tool_call' || turn.kind === 'tool_result';
    if (!isTool) {
      groups.push(turn);
      continue;
    }
    if (!Array.isArray(groups.at(-1))) groups.push([]);
    const group = groups.at(-1);
    const waiting = turn.kind === 'tool_result' && group.find((/** @type {any} */ pair) => pair.call && !pair.result && pair.call.tool === turn.tool);
    if (waiting) waiting.result = turn;
    else group.push(turn.kind === 'tool_call' ? {call: turn} : {result: turn});
  }
  return groups;
}

/** @param {{turns: Turn[]}} props */
export function Turns({turns}) {
  const groups = useMemo(() => grouped(turns), [turns]);
  return html`<div class="grid gap-4 grid-cols-[minmax(0,1fr)]">${groups.map((group) => Array.isArray(group)
    ? html`<div class="card rows overflow-hidden ml-4" key=${(group[0].call ?? group[0].result)?.turn_number}>${group.map((pair) => html`<${Tool} ...${pair} key=${(pair.call ?? pair.result)?.turn_number} />`)}</div>`
    : html`<${Said} turn=${group} key=${group.turn_number} />`)}</div>`;
}
