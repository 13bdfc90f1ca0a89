import {useEffect, useId, useRef, useState} from 'preact/hooks';
import {html} from '../html.mjs';

/** The width that an element has, in pixels. */
export function useWidth(first = 640) {
  const element = useRef(/** @type {HTMLElement | null} */ (null));
  const [width, setWidth] = useState(first);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.max(240, Math.round(entry.contentRect.width))));
    if (element.current) observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return {element, width};
}

/** A drawing with its title, and its values as a table behind it. @param {{title: string, about?: any, columns: string[], rows: any[][], most?: number, children: any}} props */
export function ChartFigure({title, about, columns, rows, most = 400, children}) {
  const id = useId();
  return html`<figure class="grid gap-2 min-w-0" aria-labelledby=${id}>
    <figcaption class="flex flex-wrap items-baseline gap-x-3"><h3 id=${id}>${title}</h3>${about && html`<span class="hint">${about}</span>`}</figcaption>
    ${children}
    <details class="text-sm"><summary class="hint">As a table</summary><div class="card scroll max-h-80 mt-2" tabindex="0" role="region" aria-label=${`${title}, as a table`}><table class="table">
      <thead><tr>${columns.map((name, index) => html`<th class=${index > 0 ? 'num' : ''}>${name}</th>`)}</tr></thead>
      <tbody>${rows.slice(-most).map((row) => html`<tr>${row.map((cell, index) => html`<td class=${index > 0 ? 'num' : ''}>${cell}</td>`)}</tr>`)}</tbody></table></div></details>
  </figure>`;
}
