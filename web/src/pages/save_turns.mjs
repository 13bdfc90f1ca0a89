import {useEffect} from 'preact/hooks';
import {ask} from '../api.mjs';
import {core, load} from '../core/core.mjs';
import {html} from '../html.mjs';
import {Dialog} from '../ui/dialog.mjs';
import {Field, Form} from '../ui/form.mjs';
import {toast} from '../ui/toast.mjs';

/** @param {{session: any, close: () => void, reload: () => void}} props */
export function SaveTurns({session, close, reload}) {
  useEffect(() => void load(), []);
  /** @param {Record<string, string>} values @param {AbortSignal} signal */
  async function save({conversation}, signal) {
    const {turns} = await core('turns', {text: conversation});
    await ask('/api/conversations/save', {body: {session_id: session.id, conversation: turns.map((/** @type {any} */ {role, content}) => ({role, content}))}, signal});
    toast('Saved. What was there already is not added twice.');
    reload();
    close();
  }
  return html`<${Dialog} title="Add turns" close=${close} wide>
    <${Form} submit="Add them" cancel=${close} onSubmit=${save}>${(/** @type {any} */ faultOf) => html`
      <${Field} label="Conversation" name="conversation" rows="14" required fault=${faultOf('conversation')} hint=${html`Lines that begin with <code>User:</code> or <code>Assistant:</code> begin a turn; a transcript in any format that can be imported is read too. Secrets are masked before it is sent.`} />`}
    </${Form}></${Dialog}>`;
}
