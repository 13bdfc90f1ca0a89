// Sessions in time, as legs of a relay: each a bar, and a baton where it was handed over.
import {scaleTime} from 'd3-scale';
import {useState} from 'preact/hooks';
import {date, dateTime, duration, shortDateTime} from '../format.mjs';
import {html} from '../html.mjs';
import {go} from '../router.mjs';
import {useWidth} from './figure.mjs';

const LANE = 22;
const MOST = 400;
const MOST_LANES = 8;

/** @typedef {{session: any, from: number, to: number, lane: number}} Leg */

/** Each session in the first lane that is free, in pixels. @param {any[]} sessions @param {(at: number) => number} x @returns {Leg[]} */
function legs(sessions, x) {
  /** @type {number[]} */
  const ends = [];
  return sessions.map((session) => {
    const from = x(new Date(session.started_at).getTime());
    const to = Math.max(from + 6, x(session.completed_at ? new Date(session.completed_at).getTime() : Date.now()));
    let lane = ends.findIndex((end) => end + 9 < from);
    if (lane < 0) lane = Math.min(ends.length, MOST_LANES - 1);
    ends[lane] = to;
    return {session, from, to, lane};
  });
}

/** @param {{leg: Leg, show: (session: any) => void}} props */
const LegBar = ({leg: {session, from, to, lane}, show}) => html`<g class="cursor-pointer" onPointerEnter=${() => show(session)} onClick=${() => go(`/sessions/${session.id}`)}>
  <rect fill="transparent" x=${from - 3} y=${lane * LANE} width=${to - from + 12} height=${LANE} />
  <rect class=${session.status === 'completed' ? 'leg' : 'bar'} x=${from} y=${lane * LANE + 7} width=${to - from} height="6" rx="3" />
  ${session.handoff_count > 0 && html`<rect class="baton" x=${to + 1} y=${lane * LANE + 1} width="3.5" height="18" rx="1.75" transform=${`rotate(24 ${to + 2} ${lane * LANE + 10})`} />`}</g>`;

/** The list of the sessions stands beside it: that is its table. @param {{sessions: any[]}} props */
export function Timeline({sessions}) {
  const {element, width} = useWidth();
  const [told, setTold] = useState(/** @type {any} */ (null));
  const shown = [...sessions].slice(-MOST).sort((a, b) => a.started_at.localeCompare(b.started_at));
  const first = new Date(shown[0].started_at).getTime();
  const last = Math.max(...shown.map((session) => new Date(session.completed_at ?? Date.now()).getTime()));
  const span = Math.max(last - first, 3_600_000);
  const x = scaleTime([first - span * 0.01, first + span * 1.01], [4, width - 14]);
  const drawn = legs(shown, x);
  const ticks = x.ticks(Math.max(2, Math.floor(width / 150)));
  const named = ticks.length > 1 && ticks[1].getTime() - ticks[0].getTime() < 86_400_000 ? shortDateTime : date;
  const height = (Math.max(...drawn.map((leg) => leg.lane)) + 1) * LANE + 24;
  return html`<figure class="grid gap-1" aria-label="Sessions in time; the list below has the same">
    <div ref=${element}><svg class="chart" width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`} aria-hidden="true" onPointerLeave=${() => setTold(null)}>
      ${ticks.map((tick) => html`<g><line class="axis" x1=${x(tick)} x2=${x(tick)} y1="0" y2=${height - 18} /><text x=${Math.min(width - 45, Math.max(45, x(tick)))} y=${height - 4} text-anchor="middle">${named(tick.toISOString())}</text></g>`)}
      ${shown.length <= 80 && drawn.slice(1).map((leg, index) => html`<line class="between" x1=${drawn[index].to + 8} x2=${leg.from - 3} y1=${drawn[index].lane * LANE + 10} y2=${leg.lane * LANE + 10} />`)}
      ${drawn.map((leg) => html`<${LegBar} key=${leg.session.uid} leg=${leg} show=${setTold} />`)}
    </svg></div>
    <figcaption class="hint min-h-5">${told ? html`<strong class="text-ink">${told.session_number} ${told.title || told.objectives}</strong> ${dateTime(told.started_at)}, ${told.duration_minutes === null ? 'open' : duration(told.duration_minutes)}` : sessions.length > MOST ? `The last ${MOST} sessions; a slanted stroke is a handoff` : 'A slanted stroke is a handoff'}</figcaption>
  </figure>`;
}
