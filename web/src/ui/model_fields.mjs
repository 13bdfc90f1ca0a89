import {useState} from 'preact/hooks';
import {useData} from '../data.mjs';
import {html} from '../html.mjs';
import {Field} from './form.mjs';

/** Which model helps, if any: one that is configured, or Hugging Face's with a token of one's own. @param {{faultOf: (name: string) => string | undefined}} props */
export function ModelFields({faultOf}) {
  const models = useData('/api/models');
  const [choice, setChoice] = useState('');
  const names = (models.data ?? []).map((/** @type {any} */ model) => [`model:${model.name}`, `${model.name} (${model.provider})`]);
  return html`<${Field} label="Model" name="choice" value=${choice} onInput=${setChoice} fault=${faultOf('model')}
      options=${[['', 'none: nothing leaves this server'], ...names, ['token', 'Hugging Face, with a token of mine']]} />
    ${choice === 'token' && html`<${Field} label="Token of Hugging Face" name="huggingFaceToken" kind="password" autocomplete="off" required hint="It is sent to Hugging Face for this one request and kept nowhere." fault=${faultOf('huggingFaceToken')} />`}`;
}

/** What a request says of that choice. @param {Record<string, string>} values */
export function modelOf({choice, huggingFaceToken}) {
  if (!choice) return {useAI: false};
  return choice === 'token' ? {useAI: true, huggingFaceToken} : {useAI: true, model: choice.slice('model:'.length)};
}
