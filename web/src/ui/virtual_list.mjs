// A list of which only what is seen is drawn, in the page's own scrolling. All rows are equally high.
import {useEffect, useLayoutEffect, useRef, useState} from 'preact/hooks';
import {html} from '../html.mjs';

const BEYOND = 8;

/** @param {HTMLElement | null} element @param {number} height @param {number} length */
function seen(element, height, length) {
  const top = element ? element.getBoundingClientRect().top : 0;
  const first = Math.max(0, Math.floor(-top / height) - BEYOND);
  return {first, last: Math.min(length, Math.ceil((innerHeight - top) / height) + BEYOND)};
}

/**
 * @param {{items: any[], height: number, label: string, keyOf: (item: any) => string | number, children: (item: any) => any}} props
 *   `height` in pixels; `j` and `k` walk over the rows' links
 */
export function VirtualList({items, height, label, keyOf, children}) {
  const element = useRef(/** @type {HTMLElement | null} */ (null));
  const [range, setRange] = useState({first: 0, last: 40});
  const wanted = useRef(/** @type {number | null} */ (null));
  useLayoutEffect(() => {
    const update = () => setRange((old) => {
      const next = seen(element.current, height, items.length);
      return old.first === next.first && old.last === next.last ? old : next;
    });
    update();
    addEventListener('scroll', update, {passive: true});
    addEventListener('resize', update);
    return () => (removeEventListener('scroll', update), removeEventListener('resize', update));
  }, [items.length, height]);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    /** @type {HTMLElement | null | undefined} */ (element.current?.querySelector(`[data-index="${wanted.current}"] a`))?.focus({preventScroll: true});
    wanted.current = null;
  });
  useWalk(element, items.length, (index) => {
    wanted.current = index;
    const top = (element.current?.getBoundingClientRect().top ?? 0) + index * height;
    if (top < 80 || top > innerHeight - 2 * height) scrollBy(0, top - innerHeight / 2);
    setRange({...seen(element.current, height, items.length)});
  });
  const shown = items.slice(range.first, range.last);
  return html`<ul ref=${element} aria-label=${label} class="relative" style=${{height: `${items.length * height}px`}}>
    ${shown.map((item, offset) => html`<li key=${keyOf(item)} data-index=${range.first + offset} aria-setsize=${items.length} aria-posinset=${range.first + offset + 1}
      class="absolute inset-x-0 border-b border-line last:border-0" style=${{top: `${(range.first + offset) * height}px`, height: `${height}px`}}>${children(item)}</li>`)}
  </ul>`;
}

/** `j` and `k` move the focus. @param {{current: HTMLElement | null}} element @param {number} length @param {(index: number) => void} focus */
function useWalk(element, length, focus) {
  useEffect(() => {
    /** @param {KeyboardEvent} event */
    function pressed(event) {
      if (!['j', 'k'].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
      if (event.target instanceof HTMLElement && ['INPUT', 'TEXTAREA', 'SELECT'].includes(event.target.tagName)) return;
      const at = Number(document.activeElement?.closest('[data-index]')?.getAttribute('data-index') ?? (event.key === 'j' ? -1 : length));
      const next = event.key === 'j' ? at + 1 : at - 1;
      if (element.current && next >= 0 && next < length) focus(next);
    }
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  });
}
