import {useEffect, useState} from 'preact/hooks';
import {html} from './html.mjs';
import {go} from './router.mjs';
import {Dialog} from './ui/dialog.mjs';

const PLACES = /** @type {Record<string, [string, string]>} */ ({
  t: ['/', 'Today'], p: ['/projects', 'Projects'], s: ['/search', 'Search'], h: ['/handoff', 'New handoff'], c: ['/compare', 'Compare'],
  a: ['/analytics', 'Analytics'], f: ['/troubleshooting', 'Troubleshooting'], m: ['/monitoring', 'Monitoring'], e: ['/settings', 'Settings'],
});

/** @param {EventTarget | null} target */
const isTyping = (target) => target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** @param {string} key */
function goToSearch(key) {
  if (key !== '/') return false;
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector('main input[type="search"]'));
  if (field) field.focus();
  else go('/search');
  return true;
}

export function Shortcuts() {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    let afterG = 0;
    /** @param {KeyboardEvent} event */
    function pressed(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector('dialog[open]')) return;
      const place = PLACES[event.key];
      const isSecond = performance.now() - afterG < 1500;
      afterG = event.key === 'g' ? performance.now() : 0;
      if (isSecond && place) go(place[0]);
      else if (event.key === '?') setShown(true);
      else if (!goToSearch(event.key)) return;
      event.preventDefault();
    }
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
  if (!shown) return null;
  return html`<${Dialog} title="Keyboard" close=${() => setShown(false)}>
    <dl class="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
      <dt><kbd>/</kbd></dt><dd>Search, in the page or everywhere</dd>
      ${Object.entries(PLACES).map(([key, [, name]]) => html`<dt><kbd>g</kbd> <kbd>${key}</kbd></dt><dd>${name}</dd>`)}
      <dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>Next and previous in a list</dd>
      <dt><kbd>Space</kbd></dt><dd>Play and pause a replay</dd>
      <dt><kbd>Esc</kbd></dt><dd>Close a dialog</dd>
      <dt><kbd>?</kbd></dt><dd>This list</dd>
    </dl>
  </${Dialog}>`;
}
