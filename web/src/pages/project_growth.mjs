import {Chart} from '../charts/lazy.mjs';
import {useCore} from '../core/core.mjs';
import {useData} from '../data.mjs';
import {count, duration, localDay, percent} from '../format.mjs';
import {html} from '../html.mjs';
import {usePages} from '../paged.mjs';
import {Figures, Loaded} from '../ui/basics.mjs';

/** How far the curves are drawn: what lies ahead is as long as what lies behind. @param {number} sessions */
export const reach = (sessions) => Math.min(1000, Math.max(20, sessions * 2));

/** @param {any[]} curve @param {string} name @returns {[number, number][]} */
export const points = (curve, name) => curve.map((point) => [point.session, point[name]]);

/** @param {{stats: any}} props */
const Measured = ({stats}) => html`<section class="grid gap-2"><h2>Measured</h2><${Figures} figures=${[
  ['Preserved', percent(stats.measured_preservation, 1), 'What handoffs keep of their sessions’ facts'], ['Grounded', percent(stats.measured_groundedness, 1), 'Claims that the session shows'], ['Length', percent(stats.measured_compression, 1), 'How long handoffs are, beside their sessions'],
  ['A session takes', duration(stats.minutes_per_session)], ['To the first edit', stats.first_edit_seconds === null ? '–' : duration(stats.first_edit_seconds / 60), 'Median from start to first edit; the goal is five minutes'],
  ['Credits a session', stats.credits_per_session === null ? '–' : count(stats.credits_per_session)],
]} /></section>`;

/** Sessions by the day that they began on. @param {{project: any}} props */
function Days({project}) {
  const {items, done} = usePages(`/api/projects/${project.id}/sessions`);
  if (!done || items.length === 0) return null;
  /** @type {Map<string, number>} */
  const days = new Map();
  for (const {started_at} of items) days.set(localDay(started_at), (days.get(localDay(started_at)) ?? 0) + 1);
  return html`<${Chart} kind="Calendar" title="Sessions by day" unit="Sessions" days=${days} />`;
}

/** @param {{project: any}} props */
export function ProjectGrowth({project}) {
  const stats = useData(`/api/projects/${project.id}/stats`);
  const handoffs = useData(`/api/projects/${project.id}/handoffs?limit=200`);
  const curves = useCore('growth', stats.data ? {sessions: reach(stats.data.sessions)} : null);
  const measured = (handoffs.data ?? []).filter((/** @type {any} */ handoff) => handoff.preservation !== null).map((/** @type {any} */ handoff) => [handoff.session_number, handoff.preservation]).reverse();
  return html`<${Loaded} asked=${stats}>${(/** @type {any} */ figures) => html`<${Measured} stats=${figures} />`}</${Loaded}>
  ${measured.length > 0 && html`<${Chart} kind="LineChart" title="What handoffs preserve" about="measured" range=${[0, 1]} format=${percent} series=${[{name: 'preserved', kind: 'measured', points: measured}]} />`}
  <${Days} project=${project} />
  <${Loaded} asked=${curves}>${(/** @type {any} */ {curve}) => html`<section class="grid gap-4"><div><h2>Predicted</h2><p class="hint">By the growth formulas, from the number of sessions alone: nothing of this was measured.</p></div>
    <div class="grid gap-6 md:grid-cols-2">
      <${Chart} kind="LineChart" title="Efficiency" today=${stats.data.sessions} range=${[0.6, 1]} format=${percent} series=${[{name: 'predicted efficiency', kind: 'predicted', points: points(curve, 'efficiency')}]} />
      <${Chart} kind="LineChart" title="Knowledge" today=${stats.data.sessions} series=${[{name: 'predicted knowledge', kind: 'predicted', points: points(curve, 'knowledge')}]} />
    </div></section>`}</${Loaded}>`;
}
