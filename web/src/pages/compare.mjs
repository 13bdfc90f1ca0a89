import {html} from '../html.mjs';
import {Head} from '../ui/basics.mjs';

export const Compare = () => html`<${Head} title="Compare" />`;
