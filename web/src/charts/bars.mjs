import {scaleBand, scaleLinear} from 'd3-scale';
import {useState} from 'preact/hooks';
import {html} from '../html.mjs';
import {ChartFigure, useWidth} from './figure.mjs';

const HEIGHT = 180;
const EDGE = {top: 10, right: 8, bottom: 24, left: 56};

/** @param {{title: string, about?: any, unit: string, bars: {key: string, name: string, value: number}[], format: (value: number) => string}} props */
export function Bars({title, about, unit, bars, format}) {
  const {element, width} = useWidth();
  const [told, setTold] = useState(/** @type {any} */ (null));
  const x = scaleBand(bars.map((bar) => bar.key), [EDGE.left, width - EDGE.right]).padding(0.25);
  const y = scaleLinear([0, Math.max(...bars.map((bar) => bar.value), 0) || 1], [HEIGHT - EDGE.bottom, EDGE.top]).nice(4);
  const every = Math.ceil(bars.length / Math.max(1, Math.floor(width / 90)));
  return html`<${ChartFigure} title=${title} about=${told ? html`<strong class="text-ink">${told.name}: ${format(told.value)}</strong>` : about} columns=${['', unit]} rows=${bars.map((bar) => [bar.name, format(bar.value)])}>
    <div ref=${element}><svg class="chart" width=${width} height=${HEIGHT} viewBox=${`0 0 ${width} ${HEIGHT}`} aria-hidden="true" onPointerLeave=${() => setTold(null)}>
      ${y.ticks(4).map((value) => html`<g><line class="axis" x1=${EDGE.left} x2=${width - EDGE.right} y1=${y(value)} y2=${y(value)} /><text x=${EDGE.left - 6} y=${y(value) + 4} text-anchor="end">${format(value)}</text></g>`)}
      ${bars.map((bar, index) => html`<g onPointerEnter=${() => setTold(bar)}><rect fill="transparent" x=${x(bar.key)} y=${EDGE.top} width=${x.step()} height=${HEIGHT - EDGE.top - EDGE.bottom} />
        <rect class="bar" x=${(x(bar.key) ?? 0) + Math.max(0, x.bandwidth() - 40) / 2} y=${y(bar.value)} width=${Math.min(40, x.bandwidth())} height=${HEIGHT - EDGE.bottom - y(bar.value)} rx="1.5" />
        ${index % every === 0 && html`<text x=${(x(bar.key) ?? 0) + x.bandwidth() / 2} y=${HEIGHT - 8} text-anchor="middle">${bar.name}</text>`}</g>`)}
    </svg></div>
  </${ChartFigure}>`;
}
