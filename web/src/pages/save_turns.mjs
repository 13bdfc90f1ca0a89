import {ask} from '../api.mjs';
import {html} from '../html.mjs';
import {Dialog} from '../ui/dialog.mjs';
import {Field, Form} from '../ui/form.mjs';
import {toast} from '../ui/toast.mjs';

/** Turns of a text in which `User:` and `Assistant:` begin them; without those it is one of the user's. @param {string} text */
export function turnsIn(text) {
  const parts = text.split(/^[#*\s]*(user|human|assistant|system)\**:\**\s*/im);
  if (parts.length === 1) return [{role: 'user', content: text.trim()}];
  const turns = [];
  for (let i = 1; i < parts.length; i += 2) turns.push({role: parts[i].toLowerCase().replace('human', 'user'), content: parts[i + 1].trim()});
  return turns.filter((turn) => turn.content);
}

/** @param {{session: any, close: () => void, reload: () => void}} props */
export function SaveTurns({session, close, reload}) {
  /** @param {Record<string, string>} values @param {AbortSignal} signal */
  async function save({conversation}, signal) {
    await ask('/api/conversations/save', {body: {session_id: session.id, conversation: turnsIn(conversation)}, signal});
    toast('Saved. What was there already is not added twice.');
    reload();
    close();
  }
  return html`<${Dialog} title="Add turns" close=${close} wide>
    <${Form} submit="Add them" cancel=${close} onSubmit=${save}>${(/** @type {any} */ faultOf) => html`
      <${Field} label="Conversation" name="conversation" rows="14" required fault=${faultOf('conversation')} hint=${html`Lines that begin with <code>User:</code> or <code>Assistant:</code> begin a turn.`} />`}
    </${Form}></${Dialog}>`;
}
