import {ask} from '../api.mjs';
import {html} from '../html.mjs';
import {go} from '../router.mjs';
import {Dialog} from '../ui/dialog.mjs';
import {Field, Form} from '../ui/form.mjs';
import {many} from '../format.mjs';
import {toast} from '../ui/toast.mjs';

/** @param {{project: any, open: any, close: () => void}} props */
export function StartSession({project, open, close}) {
  /** @param {Record<string, string>} values @param {AbortSignal} signal */
  async function start(values, signal) {
    const made = await ask('/api/sessions', {body: {project_id: project.id, ...values}, signal});
    toast(made.previous_handoff ? `Session ${made.session_number} starts from the handoff of session ${made.previous_handoff.session_number}.` : `Session ${made.session_number} is open.`);
    go(`/sessions/${made.session_id}`);
  }
  return html`<${Dialog} title="Start a session" close=${close}>
    ${open && html`<p class="note note-warn">Session ${open.session_number} is still ${open.status === 'paused' ? 'paused' : 'open'}, with ${many(open.conversation_count, 'turn')}. <a class="text-warn" href=${`/sessions/${open.id}`}>Go on with it</a>, or start another beside it.</p>`}
    <${Form} submit="Start" cancel=${close} onSubmit=${start}>${(/** @type {any} */ faultOf) => html`
      <${Field} label="Objective" name="objectives" rows="3" hint="What this session is to reach. It may stay empty." fault=${faultOf('objectives')} />
      <${Field} label="Account" name="account_name" hint="Which account's credits it uses, if you count them." fault=${faultOf('account_name')} />`}
    </${Form}>
  </${Dialog}>`;
}
