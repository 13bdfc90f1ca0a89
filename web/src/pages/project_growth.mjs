import {html} from '../html.mjs';

export const ProjectGrowth = () => html`<p>ProjectGrowth</p>`;
