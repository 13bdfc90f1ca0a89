import {html} from '../html.mjs';
import {useTitle} from '../title.mjs';
import {Head, Tabs} from '../ui/basics.mjs';
import {Accounts} from './accounts.mjs';
import {Models} from './models.mjs';
import {Prices} from './prices.mjs';
import {Templates} from './templates.mjs';
import {Tokens} from './tokens.mjs';

const PARTS = /** @type {Record<string, [string, any]>} */ ({models: ['Models', Models], tokens: ['Tokens', Tokens], prices: ['Prices', Prices], accounts: ['Accounts', Accounts], templates: ['Templates', Templates]});

/** @param {{tab?: string}} props */
export function Settings({tab = 'models'}) {
  const [name, Part] = PARTS[tab] ?? PARTS.models;
  useTitle(`${name} · Settings`);
  return html`<${Head} title="Settings" />
    <${Tabs} label="Settings" current=${name} tabs=${Object.entries(PARTS).map(([word, [shown]]) => [`/settings/${word}`, shown])} />
    <${Part} />`;
}
