import {html} from '../html.mjs';

export const Knowledge = () => html`<p>Knowledge</p>`;
