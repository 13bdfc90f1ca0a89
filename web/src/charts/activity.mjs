import {html} from '../html.mjs';
/** @param {{projects: any[]}} props */
export const Activity = ({projects}) => html`<span hidden>${projects.length}</span>`;
