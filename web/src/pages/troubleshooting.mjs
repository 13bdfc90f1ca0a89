import {html} from '../html.mjs';
import {Head} from '../ui/basics.mjs';

export const Troubleshooting = () => html`<${Head} title="Troubleshooting" />`;
