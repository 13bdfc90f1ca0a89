import {html} from '../html.mjs';
import {Head} from '../ui/basics.mjs';

export const Analytics = () => html`<${Head} title="Analytics" />`;
