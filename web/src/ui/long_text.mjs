import {useState} from 'preact/hooks';
import {html} from '../html.mjs';

const SHOWN_AT_FIRST = 6000;

/** A text of any length, its beginning at first. @param {{text: string, children: (text: string, whole: boolean) => any}} props */
export function LongText({text, children}) {
  const [whole, setWhole] = useState(false);
  if (text.length <= SHOWN_AT_FIRST * 1.5 || whole) return children(text, true);
  return html`${children(text.slice(0, SHOWN_AT_FIRST), false)}
    <button class="button text-sm justify-self-start" onClick=${() => setWhole(true)}>Show all ${size(text.length)}</button>`;
}

/** @param {number} characters */
export const size = (characters) => (characters < 1000 ? `${characters} characters` : characters < 1e6 ? `${Math.round(characters / 1000)} kB` : `${(characters / 1e6).toFixed(1)} MB`);
