// What a model takes part in tells how it goes (docs/models.md): a draft at once, progress, then the result.
import {answerOf, checked, send} from './api.mjs';
import {count} from './format.mjs';

/** @param {any} progress */
function said({model, part, parts, characters, waiting, notice}) {
  if (waiting) return `${notice} Asking again in ${Math.ceil(waiting / 1000)} s …`;
  const which = parts > 1 ? `, part ${part} of ${parts}` : '';
  return `${model} is asked${which} …${characters > 0 ? ` ${count(characters)} characters so far` : ''}`;
}

/** The events of a stream as they come. @param {ReadableStream<Uint8Array>} body */
async function* eventsOf(body) {
  const reader = body.pipeThrough(/** @type {any} */ (new TextDecoderStream())).getReader();
  for (let text = ''; ; ) {
    const {done, value} = await reader.read();
    if (done) return;
    text += value;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const [, name, data] = text.slice(0, end).match(/^event: (\w+)\ndata: (.*)$/s) ?? [];
      text = text.slice(end + 2);
      if (name) yield {name, data: JSON.parse(data)};
    }
  }
}

/**
 * The `data` of an answer that may take long.
 * @param {string} target @param {import('./api.mjs').Asked} asked
 * @param {{tell?: (progress: string) => void, draft?: (draft: any) => void}} how `draft` is given all that is drafted so far
 */
export async function askStream(target, asked, {tell, draft}) {
  const response = await send(target, asked, {Accept: 'text/event-stream'});
  if (!response.headers.get('Content-Type')?.startsWith('text/event-stream') || !response.body) return checked(response.status, await answerOf(response)).data;
  let drafted = {};
  for await (const {name, data} of eventsOf(response.body)) {
    if (name === 'progress') tell?.(said(data));
    else if (name === 'draft') draft?.((drafted = {...drafted, ...data}));
    else if (name === 'result' || name === 'error') return checked(response.status, data).data;
  }
  throw new Error('The answer broke off. Try again.');
}
