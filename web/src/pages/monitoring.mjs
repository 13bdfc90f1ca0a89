import {html} from '../html.mjs';
import {Head} from '../ui/basics.mjs';

export const Monitoring = () => html`<${Head} title="Monitoring" />`;
