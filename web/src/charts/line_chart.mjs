// Curves over a number of sessions. What is predicted is dotted and soft; what was measured is a full line with points.
import {scaleLinear} from 'd3-scale';
import {line} from 'd3-shape';
import {useState} from 'preact/hooks';
import {html} from '../html.mjs';
import {ChartFigure, useWidth} from './figure.mjs';

const HEIGHT = 220;
const EDGE = {top: 14, right: 14, bottom: 26, left: 44};

/** @typedef {{name: string, kind: 'predicted' | 'measured', points: [number, number][]}} Series */

/** @param {Series[]} series @param {number[] | undefined} range */
function extent(series, range) {
  const xs = series.flatMap((one) => one.points.map(([x]) => x));
  const ys = series.flatMap((one) => one.points.map(([, y]) => y));
  const first = Math.min(...xs);
  // One point alone stands in the middle.
  return {x: [first, Math.max(...xs, first + 1)], y: range ?? [Math.min(...ys, 0), Math.max(...ys, 1)]};
}

/** The points nearest to a position. @param {Series[]} series @param {number} at */
const nearest = (series, at) => series.flatMap((one) => {
  if (one.points.length === 0) return [];
  const point = one.points.reduce((best, candidate) => (Math.abs(candidate[0] - at) < Math.abs(best[0] - at) ? candidate : best));
  return Math.abs(point[0] - at) < 1 ? [{name: one.name, kind: one.kind, point}] : [];
});

/** @param {Series[]} series @param {(value: number) => string} format */
function tableOf(series, format) {
  const xs = [...new Set(series.flatMap((one) => one.points.map(([x]) => x)))].sort((a, b) => a - b);
  const maps = series.map((one) => new Map(one.points));
  return xs.map((x) => [x, ...maps.map((map) => (map.has(x) ? format(/** @type {number} */ (map.get(x))) : '–'))]);
}

/** @param {{x: any, y: any, width: number, format: (value: number) => string}} props */
const Axes = ({x, y, width, format}) => html`${y.ticks(4).map((/** @type {number} */ value) => html`<g><line class="axis" x1=${EDGE.left} x2=${width - EDGE.right} y1=${y(value)} y2=${y(value)} /><text x=${EDGE.left - 6} y=${y(value) + 4} text-anchor="end">${format(value)}</text></g>`)}
  ${x.ticks(Math.max(2, Math.floor(width / 110))).filter(Number.isInteger).map((/** @type {number} */ value) => html`<text x=${x(value)} y=${HEIGHT - 8} text-anchor="middle">${value}</text>`)}`;

/** @param {{title: string, about?: any, series: Series[], today?: number, range?: number[], format?: (value: number) => string}} props */
export function LineChart({title, about, series, today, range, format = (value) => value.toFixed(1)}) {
  const {element, width} = useWidth();
  const [at, setAt] = useState(/** @type {number | null} */ (null));
  const bounds = extent(series, range);
  const x = scaleLinear(bounds.x, [EDGE.left, width - EDGE.right]);
  const y = scaleLinear(bounds.y, [HEIGHT - EDGE.bottom, EDGE.top]).nice(4);
  const drawn = line().x(([value]) => x(value)).y(([, value]) => y(value));
  const told = at === null ? [] : nearest(series, at);
  /** @param {PointerEvent} event */
  const moved = (event) => setAt(Math.round(x.invert(event.clientX - /** @type {Element} */ (event.currentTarget).getBoundingClientRect().left)));
  return html`<${ChartFigure} title=${title} about=${about} columns=${['Session', ...series.map((one) => one.name)]} rows=${tableOf(series, format)}>
    <div ref=${element} class="relative">
      <svg class="chart" width=${width} height=${HEIGHT} viewBox=${`0 0 ${width} ${HEIGHT}`} aria-hidden="true" onPointerMove=${moved} onPointerLeave=${() => setAt(null)}>
        <${Axes} x=${x} y=${y} width=${width} format=${format} />
        ${today !== undefined && html`<g><line class="today" x1=${x(today)} x2=${x(today)} y1=${EDGE.top} y2=${HEIGHT - EDGE.bottom} /><text class="label" x=${x(today) + (x(today) > width - 60 ? -5 : 5)} y=${EDGE.top + 8} text-anchor=${x(today) > width - 60 ? 'end' : 'start'}>today</text></g>`}
        ${series.map((one) => html`<path class=${one.kind} d=${drawn(one.points)} />`)}
        ${series.filter((one) => one.kind === 'measured' && one.points.length <= 80).flatMap((one) => one.points.map(([px, py]) => html`<circle class="point" cx=${x(px)} cy=${y(py)} r="3" />`))}
        ${told.length > 0 && html`<line class="cursor" x1=${x(told[0].point[0])} x2=${x(told[0].point[0])} y1=${EDGE.top} y2=${HEIGHT - EDGE.bottom} />`}
      </svg>
      <p class="hint flex flex-wrap gap-x-4 min-h-6">${told.length > 0 ? html`<span>Session ${told[0].point[0]}</span>${told.map((one) => html`<strong class="text-ink">${one.name} ${format(one.point[1])}</strong>`)}`
    : series.map((one) => html`<span class="inline-flex items-center gap-1.5"><svg class="chart w-6!" viewBox="0 0 24 8" aria-hidden="true"><path class=${one.kind} d="M1 4H23" />${one.kind === 'measured' && html`<circle class="point" cx="12" cy="4" r="3" />`}</svg>${one.name}</span>`)}</p>
    </div>
  </${ChartFigure}>`;
}
