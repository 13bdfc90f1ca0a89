// Sessions in time, as legs of a relay: each a bar, and a baton where it was handed over.
import {scaleTime} from 'd3-scale';
import {useState} from 'preact/hooks';
import {date, dateTime, duration} from '../format.mjs';
import {html} from '../html.mjs';
import {go} from '../router.mjs';
import {useWidth} from './figure.mjs';

const LANE = 16;
const MOST = 400;
const MOST_LANES = 8;

/** @typedef {{session: any, from: number, to: number, lane: number}} Leg */

/** Each session in the first lane that is free, in pixels. @param {any[]} sessions @param {(at: number) => number} x @returns {Leg[]} */
function legs(sessions, x) {
  /** @type {number[]} */
  const ends = [];
  return sessions.map((session) => {
    const from = x(new Date(session.started_at).getTime());
    const to = Math.max(from + 7, x(session.completed_at ? new Date(session.completed_at).getTime() : Date.now()));
    let lane = ends.findIndex((end) => end + 3 < from);
    if (lane < 0) lane = Math.min(ends.length, MOST_LANES - 1);
    ends[lane] = to;
    return {session, from, to, lane};
  });
}

/** @param {{leg: Leg, show: (session: any) => void}} props */
const LegBar = ({leg: {session, from, to, lane}, show}) => html`<g class="cursor-pointer" onPointerEnter=${() => show(session)} onClick=${() => go(`/sessions/${session.id}`)}>
  <rect class=${session.status === 'completed' ? 'bar-2' : 'bar'} x=${from} y=${lane * LANE + 3} width=${to - from} height="10" rx="2" />
  ${session.handoff_count > 0 && html`<rect class="bar" x=${to - 1.5} y=${lane * LANE + 1} width="3" height="14" rx="1.5" transform=${`rotate(24 ${to} ${lane * LANE + 8})`} />`}</g>`;

/** The list of the sessions stands beside it: that is its table. @param {{sessions: any[]}} props */
export function Timeline({sessions}) {
  const {element, width} = useWidth();
  const [told, setTold] = useState(/** @type {any} */ (null));
  const shown = [...sessions].slice(-MOST).sort((a, b) => a.started_at.localeCompare(b.started_at));
  const first = new Date(shown[0].started_at).getTime();
  const last = Math.max(...shown.map((session) => new Date(session.completed_at ?? Date.now()).getTime()));
  const span = Math.max(last - first, 3_600_000);
  const x = scaleTime([first - span * 0.01, first + span * 1.01], [4, width - 8]);
  const drawn = legs(shown, x);
  const height = (Math.max(...drawn.map((leg) => leg.lane)) + 1) * LANE + 24;
  return html`<figure class="grid gap-1" aria-label="Sessions in time; the list below has the same">
    <div ref=${element}><svg class="chart" width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`} aria-hidden="true" onPointerLeave=${() => setTold(null)}>
      ${x.ticks(Math.max(2, Math.floor(width / 140))).map((tick) => html`<g><line class="axis" x1=${x(tick)} x2=${x(tick)} y1="0" y2=${height - 18} /><text x=${x(tick)} y=${height - 4} text-anchor="middle">${span < 172_800_000 ? dateTime(tick.toISOString()) : date(tick.toISOString())}</text></g>`)}
      ${drawn.map((leg) => html`<${LegBar} key=${leg.session.uid} leg=${leg} show=${setTold} />`)}
    </svg></div>
    <figcaption class="hint min-h-5">${told ? html`<strong class="text-ink">${told.session_number} ${told.title || told.objectives}</strong> ${dateTime(told.started_at)}, ${told.duration_minutes === null ? 'open' : duration(told.duration_minutes)}` : sessions.length > MOST ? `The last ${MOST} sessions; a slanted stroke is a handoff` : 'A slanted stroke is a handoff'}</figcaption>
  </figure>`;
}
