import {html} from '../html.mjs';
import {Head} from '../ui/basics.mjs';

export const Settings = () => html`<${Head} title="Settings" />`;
