import {html} from '../html.mjs';
import {Head} from '../ui/basics.mjs';

export const AssistedHandoff = () => html`<${Head} title="AssistedHandoff" />`;
