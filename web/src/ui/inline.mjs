import {html} from '../html.mjs';

/** A line in which `code` stands between backticks. @param {{text: string}} props */
export const Inline = ({text}) => text.split(/(`[^`]+`)/).map((part) => (part.length > 2 && part.startsWith('`') && part.endsWith('`') ? html`<code>${part.slice(1, -1)}</code>` : part));
