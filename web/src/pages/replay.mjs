import {Pause, Play, SkipBack} from 'lucide';
import {useEffect, useRef, useState} from 'preact/hooks';
import {duration, time} from '../format.mjs';
import {html} from '../html.mjs';
import {usePages} from '../paged.mjs';
import {joined} from '../turns.mjs';
import {Empty, Problem, Waiting} from '../ui/basics.mjs';
import {Icon} from '../ui/icon.mjs';
import {Turns} from '../ui/turns.mjs';

const SPEEDS = [1, 4, 16, 64];
const SHORTEST = 60;
const LONGEST = 4000;
const SHOWN = 12;

/** How long the next turn is waited for, in ms: as long as it took, at that speed, within bounds. @param {any} turn @param {any} next @param {number} speed */
function pauseBetween(turn, next, speed) {
  const took = turn && next ? new Date(next.created_at).getTime() - new Date(turn.created_at).getTime() : 0;
  return Math.min(LONGEST, Math.max(SHORTEST, took / speed));
}

/** @param {{current: () => void}} toggle */
function useSpace(toggle) {
  useEffect(() => {
    /** @param {KeyboardEvent} event */
    function pressed(event) {
      if (event.key !== ' ' || document.querySelector('dialog[open]')) return;
      if (event.target instanceof HTMLElement && event.target.closest('button, a, select, summary, textarea, input:not([type="range"])')) return;
      event.preventDefault();
      toggle.current();
    }
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
}

/** @param {{turns: any[]}} props */
function Player({turns}) {
  const [at, setAt] = useState(1);
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(16);
  const end = turns.length;
  useEffect(() => {
    if (!playing) return;
    if (at >= end) return setPlaying(false);
    const timer = setTimeout(() => setAt(at + 1), pauseBetween(turns[at - 1], turns[at], speed));
    return () => clearTimeout(timer);
  }, [playing, at, speed, end]);
  const toggle = useRef(() => {});
  toggle.current = () => {
    if (at >= end) setAt(1);
    setPlaying(!playing);
  };
  useSpace(toggle);
  const passed = (new Date(turns[at - 1].created_at).getTime() - new Date(turns[0].created_at).getTime()) / 60_000;
  return html`<div class="card p-3 flex flex-wrap items-center gap-3 sticky top-12 md:top-2 z-10">
      <button class="button" aria-label="To the beginning" onClick=${() => setAt(1)}><${Icon} node=${SkipBack} /></button>
      <button class="button button-main" onClick=${() => toggle.current()}><${Icon} node=${playing ? Pause : Play} />${playing ? 'Pause' : 'Play'}</button>
      <input class="flex-1 min-w-40 accent-accent" type="range" min="1" max=${end} value=${at} aria-label="Turn" aria-valuetext=${`Turn ${at} of ${end}`} onInput=${(/** @type {any} */ event) => (setPlaying(false), setAt(Number(event.target.value)))} />
      <span class="hint tabular-nums whitespace-nowrap min-w-44 text-right">turn ${at} of ${end}, ${time(turns[at - 1].created_at)}</span>
      <label class="hint flex items-center gap-1">Speed<select class="input w-auto!" value=${speed} onChange=${(/** @type {any} */ event) => setSpeed(Number(event.target.value))}>${SPEEDS.map((value) => html`<option value=${value} selected=${value === speed}>${value}×</option>`)}</select></label>
    </div>
    <p class="hint" role="status">${playing ? '' : `${duration(passed)} into the session`}</p>
    <${Turns} turns=${turns.slice(Math.max(0, at - SHOWN), at).reverse()} />`;
}

/** The session as it went, the newest turn on top. @param {{session: any}} props */
export function Replay({session}) {
  const {items, done, error, reload} = usePages(`/api/sessions/${session.id}/turns`, {limit: 500});
  if (error) return html`<${Problem} error=${error} again=${reload} />`;
  if (!done) return html`<${Waiting} />`;
  return items.length === 0 ? html`<${Empty} title="No turns yet"><p>There is nothing to replay.</p></${Empty}>` : html`<${Player} turns=${joined(items)} />`;
}
