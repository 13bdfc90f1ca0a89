import {useRef, useState} from 'preact/hooks';
import {Failure, withQuery} from '../api.mjs';
import {many} from '../format.mjs';
import {html} from '../html.mjs';
import {Progress} from '../ui/basics.mjs';
import {Dialog} from '../ui/dialog.mjs';
import {Drop} from '../ui/drop.mjs';
import {toast} from '../ui/toast.mjs';

/** Sends a file; only XMLHttpRequest says how far it is. @param {string} target @param {File} file @param {AbortSignal} signal @param {(done: number | undefined) => void} progress */
function send(target, file, signal, progress) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = (event) => progress(event.loaded < event.total ? event.loaded / event.total : undefined);
    request.onload = () => {
      try {
        const answer = JSON.parse(request.responseText);
        answer.success ? done(answer.data) : failed(new Failure(request.status, answer.error, answer.code));
      } catch (error) {
        failed(error);
      }
    };
    request.onerror = () => failed(new Failure(0, 'The server cannot be reached. What it took in so far stays; send the file again to go on.', 'unreachable'));
    signal.addEventListener('abort', () => request.abort());
    request.open('POST', target);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.send(file);
  });
}

/** @param {{project: any, close: () => void, reload: () => void}} props */
export function ImportDialog({project, close, reload}) {
  const [state, setState] = useState(/** @type {{name?: string, done?: number, error?: string, results: string[]}} */ ({results: []}));
  const controller = useRef(new AbortController());
  /** @param {File[]} files */
  async function take(files) {
    controller.current = new AbortController();
    /** @type {string[]} */
    const results = [];
    try {
      for (const file of files) {
        setState({name: file.name, results});
        const target = withQuery('/api/imports', {project: project.uid, name: file.name});
        const made = await send(target, file, controller.current.signal, (done) => setState({name: file.name, done, results}));
        results.push(`${file.name}: ${said(made)}`);
      }
      toast(`${many(files.length, 'file')} imported.`);
      setState({results});
    } catch (error) {
      setState({results, error: error instanceof Error ? error.message : String(error)});
    }
    reload();
  }
  const stop = () => (controller.current.abort(), setState({results: state.results, error: 'Cancelled. What was taken in so far stays; sending the file again goes on.'}));
  return html`<${Dialog} title=${`Import into ${project.name}`} close=${close}>
    <${Drop} multiple onFiles=${take} disabled=${state.name !== undefined}>Transcripts of Claude Code, Codex, Gemini CLI, ChatGPT, aider or SpecStory, conversations as JSON or Markdown, handoff documents. Importing again adds only what is new.</${Drop}>
    ${state.name && html`<${Progress} label=${`${state.name} is ${state.done === undefined ? 'being read' : 'being sent'}`} done=${state.done} cancel=${stop} />`}
    ${state.error && html`<p class="note note-bad" role="alert">${state.error}</p>`}
    ${state.results.length > 0 && html`<ul class="text-sm">${state.results.map((line) => html`<li>${line}</li>`)}</ul>`}
  </${Dialog}>`;
}

/** @param {any} made */
function said(made) {
  const all = Array.isArray(made) ? made : made.sessions ?? [made];
  return all.length > 1 ? many(all.length, 'session') : `session ${all[0]?.session_number ?? ''}${all[0]?.created === false ? ', already known' : ''}`;
}
