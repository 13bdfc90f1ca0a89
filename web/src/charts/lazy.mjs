// Charts come when one is shown: the first page does without what draws them.
import {useEffect, useState} from 'preact/hooks';
import {html} from '../html.mjs';

/** @type {typeof import('./charts.mjs') | undefined} */
let charts;

/** @param {{kind: 'LineChart' | 'Timeline' | 'Calendar' | 'Bars', [prop: string]: any}} props */
export function Chart({kind, ...props}) {
  const [, ready] = useState(charts !== undefined);
  useEffect(() => {
    let wanted = true;
    import('./charts.mjs').then((loaded) => ((charts = loaded), wanted && ready(true)));
    return () => void (wanted = false);
  }, []);
  return charts ? html`<${charts[kind]} ...${props} />` : html`<div class="min-h-40" aria-busy="true"></div>`;
}
