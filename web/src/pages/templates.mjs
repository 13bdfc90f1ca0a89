import {html} from '../html.mjs';
import {Code} from '../ui/code.mjs';

const EXAMPLE = `# {{project}}, session {{session_number}}

{{goal}}

## Next
{{#next}}- {{text}} ({{reference}})
{{/next}}
{{^next}}Nothing is open.
{{/next}}`;

export const Templates = () => html`<div class="grid gap-3 max-w-prose">
  <p>A template shapes a handoff for a reader of your own. Templates lie on your machine, in <code>~/.config/baton/templates</code>, as <code>NAME.md</code>, <code>NAME.txt</code> or <code>NAME.html</code>; the command line renders them:</p>
  <${Code} text=${'baton handoff export 12 --template NAME\nbaton handoff export --template list'} language="bash" />
  <p>Names are those of a handoff's JSON:</p>
  <${Code} text=${EXAMPLE} language="markdown" />
</div>`;
