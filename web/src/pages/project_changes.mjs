import {useData} from '../data.mjs';
import {words} from '../format.mjs';
import {html} from '../html.mjs';
import {Ago, Empty, Loaded} from '../ui/basics.mjs';

const DONE = /** @type {Record<string, string>} */ ({'project.created': 'Begun', 'project.deleted': 'Deleted', 'project.restored': 'Brought back', 'project.merged': 'Merged'});
const SHOWN = new Set(['name', 'description', 'status']);

/** A field as people know it: a tag that is given or taken away, or a value. @param {string} field @param {unknown} value */
function inWords(field, value) {
  if (field.startsWith('tag:')) return `${value ? '+' : '−'} #${field.slice(4)}`;
  return SHOWN.has(field) ? `${words(field)}: ${value === '' ? '(none)' : value}` : '';
}

/** What a change set to another value than it had: the words, and whether a later change set another. @param {any[]} changes latest first @param {number} at */
function setBy(changes, at) {
  const {set, stands} = changes[at];
  const had = (/** @type {string} */ field) => changes.slice(at + 1).find((earlier) => field in earlier.set)?.set[field];
  const replaced = (/** @type {string} */ field) => !stands.includes(field) && changes.slice(0, at).some((later) => field in later.set && later.set[field] !== set[field]);
  return Object.keys(set).filter((field) => set[field] !== had(field)).map((field) => ({shown: inWords(field, set[field]), replaced: replaced(field)})).filter(({shown}) => shown);
}

/** One change; a value that a later change replaced is struck through. @param {{changes: any[], at: number}} props */
const Change = ({changes, at}) => html`<li class="p-3 grid gap-1">
  <span class="flex gap-3 items-baseline"><strong>${DONE[changes[at].type] ?? 'Changed'}</strong> <span class="hint"><${Ago} at=${changes[at].at} /> ${changes[at].here ? 'here' : html`on device <code>${changes[at].device_id.slice(0, 8)}</code>`}</span></span>
  ${setBy(changes, at).map(({shown, replaced}) => html`<span dir="auto">${replaced ? html`<del title="A later change stands">${shown}</del>` : shown}</span>`)}
</li>`;

/** What was changed of a project, wherever that was. @param {{project: any}} props */
export function ProjectChanges({project}) {
  const asked = useData(`/api/projects/${project.id}/history`);
  return html`<${Loaded} asked=${asked}>${(/** @type {any[]} */ changes) => changes.length === 0
    ? html`<${Empty} title="No changes"><p>Nothing was changed yet.</p></${Empty}>`
    : html`<ol class="card rows" aria-label="Changes of the project">${changes.map((_, at) => html`<${Change} key=${at} changes=${changes} at=${at} />`)}</ol>`}</${Loaded}>`;
}
