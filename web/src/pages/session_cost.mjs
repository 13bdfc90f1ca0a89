import {useData} from '../data.mjs';
import {html} from '../html.mjs';
import {Empty, Loaded} from '../ui/basics.mjs';
import {UsageTable} from '../ui/usage_table.mjs';

/** @param {{session: any}} props */
export function SessionCost({session}) {
  const asked = useData(`/api/usage?by=model&session=${session.id}`);
  return html`<${Loaded} asked=${asked}>${(/** @type {any} */ usage) => (usage.groups.length === 0
    ? html`<${Empty} title="Nothing is known of its cost"><p>Tokens are counted where the transcript tells them, as those of Claude Code and Codex do.</p></${Empty}>`
    : html`<${UsageTable} usage=${usage} of="Model" />`)}</${Loaded}>`;
}
