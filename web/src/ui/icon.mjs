import {h} from 'preact';

/** @typedef {readonly (readonly [string, Record<string, any>])[]} IconNode */

/** An icon of lucide's; decoration unless it has a label. @param {{node: any, label?: string}} props */
export function Icon({node, label}) {
  const parts = /** @type {IconNode} */ (node).map(([tag, attributes]) => h(tag, attributes));
  return h('svg', {class: 'icon', viewBox: '0 0 24 24', role: label ? 'img' : undefined, 'aria-label': label, 'aria-hidden': label ? undefined : 'true'}, parts);
}
