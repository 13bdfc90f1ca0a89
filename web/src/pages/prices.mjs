import {ask} from '../api.mjs';
import {useData} from '../data.mjs';
import {html} from '../html.mjs';
import {Loaded} from '../ui/basics.mjs';
import {Field, Form} from '../ui/form.mjs';
import {toast} from '../ui/toast.mjs';

/** @param {{prices: any[], label: string}} props */
const Table = ({prices, label}) => html`<div class="card scroll max-h-96" tabindex="0" role="region" aria-label=${label}><table class="table"><thead><tr><th>Model</th><th class="num">Input</th><th class="num">Output</th><th class="num">Cache written</th><th class="num">Cache read</th></tr></thead>
  <tbody>${prices.map((price) => html`<tr key=${price.model}><td><code>${price.model}</code></td><td class="num">${price.input}</td><td class="num">${price.output}</td><td class="num">${price.cache_write}</td><td class="num">${price.cache_read}</td></tr>`)}</tbody></table></div>`;

export function Prices() {
  const asked = useData('/api/prices');
  /** @param {Record<string, string>} values @param {AbortSignal} signal */
  async function set({model, input, output}, signal) {
    const own = (asked.data?.own ?? []).filter((/** @type {any} */ price) => price.model !== model);
    await ask('/api/prices', {method: 'PATCH', signal, body: {own: [...own, {model, input, output}]}});
    toast(`${model} is counted at these prices.`);
    asked.reload();
  }
  return html`<${Loaded} asked=${asked}>${(/** @type {any} */ data) => html`
    <section class="grid gap-3"><h2>Your own</h2><p class="hint">US dollars for a million tokens. They go before the built-in ones.</p>
      ${data.own?.length > 0 && html`<${Table} prices=${data.own} label="Your own prices" />`}
      <div class="max-w-xl"><${Form} submit="Set the price" onSubmit=${set}>${(/** @type {any} */ faultOf) => html`<div class="grid gap-3 sm:grid-cols-[1fr_7rem_7rem]">
        <${Field} label="Model" name="model" required fault=${faultOf('model')} placeholder="gpt-5" /><${Field} label="Input" name="input" required inputmode="decimal" fault=${faultOf('input')} /><${Field} label="Output" name="output" required inputmode="decimal" fault=${faultOf('output')} /></div>`}</${Form}></div></section>
    <section class="grid gap-3"><h2>Built in</h2><p class="hint">List prices of ${data.as_of}</p><${Table} prices=${data.built_in} label="Built-in prices" /></section>`}</${Loaded}>`;
}
