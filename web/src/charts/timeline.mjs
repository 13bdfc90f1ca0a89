import {html} from '../html.mjs';
/** @param {{sessions: any[]}} props */
export const SessionTimeline = ({sessions}) => html`<span hidden>${sessions.length}</span>`;
