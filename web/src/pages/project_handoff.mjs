import {html} from '../html.mjs';

export const ProjectHandoff = () => html`<p>ProjectHandoff</p>`;
