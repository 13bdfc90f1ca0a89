import {useData} from '../data.mjs';
import {html} from '../html.mjs';
import {Chart} from './lazy.mjs';

/** Answers of models by day, over all projects. */
export function Activity() {
  const asked = useData('/api/usage?by=day');
  if (!asked.data || asked.data.groups.length === 0) return null;
  const days = new Map(asked.data.groups.map((/** @type {any} */ group) => [group.key, group.messages]));
  return html`<${Chart} kind="Calendar" title="Activity" note="days in UTC" unit="Answers" days=${days} />`;
}
