import {html} from '../html.mjs';

export const Session = () => html`<p>Session</p>`;
