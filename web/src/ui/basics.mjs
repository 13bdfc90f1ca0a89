// The small parts that every page is made of.
import {useEffect, useRef, useState} from 'preact/hooks';
import {classes, html} from '../html.mjs';
import {ago, exactly, words} from '../format.mjs';

/** A time as how long ago, exactly on hover. @param {{at: string | null | undefined}} props */
export function Ago({at}) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 30_000);
    return () => clearInterval(timer);
  }, []);
  return at ? html`<time datetime=${at} title=${exactly(at)}>${ago(at)}</time>` : html`<span>–</span>`;
}

const LOOKS = /** @type {Record<string, string>} */ ({active: 'badge-on', in_progress: 'badge-on', paused: 'badge-half', failed: 'badge-bad'});
/** A status by its word, its form and its colour. @param {{status: string}} props */
export const Status = ({status}) => html`<span class=${classes('badge', LOOKS[status])}>${words(status)}</span>`;

/** @param {{title: any, about?: any, children?: any}} props */
export const Head = ({title, about, children}) => html`<header class="head">
  <div><h1 tabindex="-1">${title}</h1>${about && html`<div class="text-soft mt-1">${about}</div>`}</div>
  ${children && html`<div class="flex flex-wrap gap-2">${children}</div>`}
</header>`;

/** @param {{figures: [string, any, string?][]}} props name, value and what it means */
export const Figures = ({figures}) => html`<dl class="figures">
  ${figures.map(([name, value, meaning]) => html`<div title=${meaning}><dt>${name}</dt><dd>${value}</dd></div>`)}
</dl>`;

/** Nothing is there yet, and what to do about it. @param {{title: string, children?: any}} props */
export const Empty = ({title, children}) => html`<div class="card p-6 grid gap-2 justify-items-start">
  <h2>${title}</h2>${children}
</div>`;

/** @param {{error: any, again?: () => void}} props */
export const Problem = ({error, again}) => html`<div class="note note-bad flex flex-wrap gap-3 items-center" role="alert">
  <span class="flex-1">${error?.message ?? String(error)}</span>
  ${again && html`<button class="button" onClick=${again}>Try again</button>`}
</div>`;

export const Waiting = ({lines = 4}) => html`<div class="waiting" role="status" aria-label="Loading">
  ${Array.from({length: lines}, (_, i) => html`<span class=${['w-11/12', 'w-3/4', 'w-5/6', 'w-2/3'][i % 4]}></span>`)}
</div>`;

/** What was asked, once it is there. @param {{asked: import('../data.mjs').Asked, children: (data: any) => any, lines?: number}} props */
export function Loaded({asked, children, lines}) {
  if (asked.error && asked.data === undefined) return html`<${Problem} error=${asked.error} again=${asked.reload} />`;
  if (asked.data === undefined) return html`<${Waiting} lines=${lines} />`;
  return html`${asked.error && html`<${Problem} error=${asked.error} again=${asked.reload} />`}${children(asked.data)}`;
}

/** Links that are a page's parts; on a narrow screen the current one is scrolled to. @param {{label: string, tabs: [string, string][], current: string}} props address and name */
export function Tabs({label, tabs, current}) {
  const element = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    const [row, tab] = [element.current, /** @type {HTMLElement | null | undefined} */ (element.current?.querySelector('[aria-current]'))];
    if (row && tab) row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
  }, [current]);
  return html`<nav ref=${element} class="tabs" aria-label=${label}>
    ${tabs.map(([address, name]) => html`<a href=${address} aria-current=${name === current ? 'page' : undefined}>${name}</a>`)}
  </nav>`;
}

/** How far something is, or that it is under way. @param {{label: string, done?: number, cancel?: () => void}} props `done` 0 to 1 */
export const Progress = ({label, done, cancel}) => html`<div class="flex items-center gap-3">
  <div class="flex-1 grid gap-1">
    <span class="hint">${label}</span>
    <div class=${classes('progress', done === undefined && 'progress-open')} role="progressbar" aria-label=${label}
      aria-valuenow=${done === undefined ? undefined : Math.round(done * 100)}><span style=${done === undefined ? {} : {width: `${done * 100}%`}}></span></div>
  </div>
  ${cancel && html`<button type="button" class="button" onClick=${cancel}>Cancel</button>`}
</div>`;
