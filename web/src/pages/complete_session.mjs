import {useData} from '../data.mjs';
import {many} from '../format.mjs';
import {html} from '../html.mjs';
import {go} from '../router.mjs';
import {askStream} from '../stream.mjs';
import {Dialog} from '../ui/dialog.mjs';
import {Field, Form} from '../ui/form.mjs';
import {toast} from '../ui/toast.mjs';

/** @param {string} text */
const lines = (text) => text.split('\n').map((line) => line.trim()).filter(Boolean);

/** @param {{session: any, close: () => void, reload: () => void}} props */
export function CompleteSession({session, close, reload}) {
  const models = useData('/api/models');
  /** @param {Record<string, string>} values @param {AbortSignal} signal @param {(progress: string) => void} tell */
  async function complete(values, signal, tell) {
    const made = await askStream(`/api/sessions/${session.id}/complete`, {signal, body: {
      accomplishments: lines(values.accomplishments), blockers: lines(values.blockers), next: lines(values.next),
      ...(values.credits_used ? {credits_used: values.credits_used} : {}), ...(values.model ? {model: values.model} : {}),
    }}, {tell});
    toast(made.notice || `Session ${session.session_number} is completed and handed over.`);
    reload();
    close();
    go(`/sessions/${session.id}/handoff`);
  }
  return html`<${Dialog} title=${`Complete session ${session.session_number}`} close=${close}>
    <p class="text-soft">The handoff is written from its ${many(session.conversation_count, 'turn')}. What you say here stands in it too, one statement a line.</p>
    <${Form} submit="Complete" busy="The handoff is being written …" cancel=${close} onSubmit=${complete}>${(/** @type {any} */ faultOf) => html`
      <${Field} label="Accomplished" name="accomplishments" rows="3" fault=${faultOf('accomplishments')} />
      <${Field} label="In the way" name="blockers" rows="2" fault=${faultOf('blockers')} />
      <${Field} label="Next" name="next" rows="3" fault=${faultOf('next')} />
      <${Field} label="Credits used" name="credits_used" inputmode="decimal" fault=${faultOf('credits_used')} />
      ${models.data?.length > 0 && html`<${Field} label="A model may improve it" name="model" options=${[['', 'none'], ...models.data.map((/** @type {any} */ model) => model.name)]} fault=${faultOf('model')}
        hint="The session's turns are sent to it. What it says and the session does not show is thrown out." />`}`}
    </${Form}></${Dialog}>`;
}
