// Days of the last half year, how much happened on each: by size, not by colour alone.
import {useState} from 'preact/hooks';
import {localDay} from '../format.mjs';
import {html} from '../html.mjs';
import {ChartFigure, useWidth} from './figure.mjs';

const CELL = 15;
const LEFT = 30;
const DAY = 86_400_000;

/** @param {number} weeks @returns {Date[]} days from a Monday on, today the last */
function daysOf(weeks) {
  const today = new Date();
  today.setHours(12, 0, 0, 0);
  const back = (weeks - 1) * 7 + ((today.getDay() + 6) % 7);
  return Array.from({length: back + 1}, (_, i) => new Date(today.getTime() - (back - i) * DAY));
}

const named = new Intl.DateTimeFormat(undefined, {weekday: 'long', day: 'numeric', month: 'long'});
const month = new Intl.DateTimeFormat(undefined, {month: 'short'});
const weekday = new Intl.DateTimeFormat(undefined, {weekday: 'short'});

/** @param {{title: string, note?: string, unit: string, days: Map<string, number>}} props `days`: an amount by the day */
export function Calendar({title, note, unit, days}) {
  const {element, width} = useWidth();
  const [told, setTold] = useState('');
  const all = daysOf(Math.max(8, Math.min(53, Math.floor((width - LEFT) / CELL))));
  const most = Math.max(1, ...all.map((day) => days.get(localDay(day)) ?? 0));
  const rows = [...days].sort(([a], [b]) => a.localeCompare(b)).map(([day, amount]) => [day, amount.toLocaleString()]);
  return html`<${ChartFigure} title=${title} about=${told || note} columns=${['Day', unit]} rows=${rows}>
    <div ref=${element}><svg class="chart" width=${width} height=${7 * CELL + 18} viewBox=${`0 0 ${width} ${7 * CELL + 18}`} aria-hidden="true" onPointerLeave=${() => setTold('')}>
      ${[0, 2, 4].map((row) => html`<text x="0" y=${row * CELL + 27}>${weekday.format(all[row])}</text>`)}
      ${all.map((day, index) => {
        const amount = days.get(localDay(day)) ?? 0;
        const size = amount === 0 ? 3 : 5 + 8 * Math.sqrt(amount / most);
        const [cx, cy] = [LEFT + Math.floor(index / 7) * CELL + CELL / 2, 16 + (index % 7) * CELL + CELL / 2];
        return html`<g onPointerEnter=${() => setTold(`${named.format(day)}: ${amount.toLocaleString()} ${unit.toLowerCase()}`)}>
          ${index % 7 === 0 && day.getDate() <= 7 && html`<text x=${LEFT + Math.floor(index / 7) * CELL} y="10">${month.format(day)}</text>`}
          <rect fill="transparent" x=${cx - CELL / 2} y=${cy - CELL / 2} width=${CELL} height=${CELL} />
          <rect class=${amount === 0 ? 'bar-none' : 'bar'} x=${cx - size / 2} y=${cy - size / 2} width=${size} height=${size} rx="2" /></g>`;
      })}
    </svg></div>
  </${ChartFigure}>`;
}
