import {html} from '../html.mjs';
import {Head} from '../ui/basics.mjs';

export const Search = () => html`<${Head} title="Search" />`;
