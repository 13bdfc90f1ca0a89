import {useEffect, useState} from 'preact/hooks';
import {html} from '../html.mjs';
import {connect, onState} from '../live.mjs';

/** @type {Record<import('../live.mjs').State, [string, string, string]>} */
const SAID = {
  connecting: ['badge', 'connecting', 'The log is being connected to'],
  live: ['badge badge-on', 'live', 'Changes appear as they happen'],
  lost: ['badge badge-bad', 'not connected', 'What is shown may be old; it is tried again by itself'],
  refused: ['badge badge-half', 'not live', 'Your token may not follow the log; load the page again to see changes'],
};

/** Whether what is shown is current. */
export function Connection() {
  const [state, setState] = useState(/** @type {import('../live.mjs').State} */ ('connecting'));
  useEffect(() => onState(setState), []);
  const [look, word, meaning] = SAID[state];
  return html`<div class="flex items-center gap-2 px-2.5 min-h-8" role="status" data-connection=${state}>
    <span class=${look} title=${meaning}>${word}</span>
    ${state === 'lost' && html`<button class="text-accent underline text-sm" onClick=${connect}>Try now</button>`}
  </div>`;
}
