import {html} from '../html.mjs';
import {Empty, Head} from '../ui/basics.mjs';

export const Unknown = () => html`<${Head} title="No such page" />
  <${Empty} title="There is nothing at this address"><p>Go back, to <a href="/">today</a> or to the <a href="/projects">projects</a>.</p></${Empty}>`;
