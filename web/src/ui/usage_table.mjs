import {count, money} from '../format.mjs';
import {html} from '../html.mjs';

/** @param {{group: any, currency: string, name: any}} props */
const Row = ({group, currency, name}) => html`<tr><th scope="row" class="font-normal! text-ink!">${name}</th><td class="num">${count(group.messages)}</td><td class="num">${count(group.input_tokens)}</td>
  <td class="num">${count(group.cache_creation_input_tokens)}</td><td class="num">${count(group.cache_read_input_tokens)}</td><td class="num">${count(group.output_tokens)}</td>
  <td class="num">${money(group.cost, currency)}${group.unpriced_tokens > 0 ? html`<span title=${`${count(group.unpriced_tokens)} tokens have no price`}> *</span>` : ''}</td></tr>`;

/** @param {any} group */
const nameOf = (group) => group.name ?? (group.title !== undefined ? `${group.project_name} ${group.session_number}: ${group.title}` : group.key);

/** Tokens and their cost. @param {{usage: any, of: string}} props */
export const UsageTable = ({usage, of}) => html`<div class="card scroll" tabindex="0" role="region" aria-label="Tokens and cost"><table class="table">
    <thead><tr><th>${of}</th><th class="num">Answers</th><th class="num">Input</th><th class="num">Cache written</th><th class="num">Cache read</th><th class="num">Output</th><th class="num">Cost</th></tr></thead>
    <tbody>${usage.groups.map((/** @type {any} */ group) => html`<${Row} key=${group.key} group=${group} currency=${usage.currency} name=${nameOf(group)} />`)}</tbody>
    ${usage.groups.length > 1 && html`<tfoot class="font-semibold"><${Row} group=${usage.total} currency=${usage.currency} name="Together" /></tfoot>`}
  </table></div>
  <p class="hint">${usage.note} Prices of ${usage.prices_as_of}.${usage.total.unpriced_tokens > 0 ? ' * Some tokens have no price; set one in the settings.' : ''}</p>`;
