import {useState} from 'preact/hooks';
import {ask} from '../api.mjs';
import {useData} from '../data.mjs';
import {count, percent} from '../format.mjs';
import {html} from '../html.mjs';
import {go} from '../router.mjs';
import {useTitle} from '../title.mjs';
import {Figures, Head, Loaded, Status, Tabs} from '../ui/basics.mjs';
import {Confirm, Dialog} from '../ui/dialog.mjs';
import {Field, Form} from '../ui/form.mjs';
import {toast} from '../ui/toast.mjs';
import {ImportDialog} from './import_dialog.mjs';
import {ProjectChanges} from './project_changes.mjs';
import {ProjectFiles} from './project_files.mjs';
import {ProjectGrowth} from './project_growth.mjs';
import {ProjectHandoff} from './project_handoff.mjs';
import {ProjectSessions} from './project_sessions.mjs';
import {Knowledge} from './knowledge.mjs';
import {Tags, TagsField, tagsIn} from './projects.mjs';
import {StartSession} from './start_session.mjs';

const PARTS = /** @type {Record<string, [string, any]>} */ ({
  sessions: ['Sessions', ProjectSessions], handoff: ['Handoff', ProjectHandoff], files: ['Files', ProjectFiles], knowledge: ['Knowledge', Knowledge], growth: ['Growth', ProjectGrowth], changes: ['Changes', ProjectChanges],
});

/** @param {{project: any, close: () => void, reload: () => void}} props */
function Edit({project, close, reload}) {
  /** @param {Record<string, string>} values @param {AbortSignal} signal */
  async function save(values, signal) {
    await ask(`/api/projects/${project.id}`, {method: 'PATCH', body: {...values, tags: tagsIn(values.tags)}, signal});
    toast('Saved.');
    reload();
    close();
  }
  return html`<${Dialog} title="Change the project" close=${close}><${Form} submit="Save" cancel=${close} onSubmit=${save}>${(/** @type {any} */ faultOf) => html`
    <${Field} label="Name" name="name" required value=${project.name} fault=${faultOf('name')} />
    <${Field} label="Description" name="description" rows="4" value=${project.description} fault=${faultOf('description')} />
    <${TagsField} value=${project.tags} fault=${faultOf('tags')} />
    <${Field} label="Status" name="status" options=${['active', 'paused', 'completed', 'archived']} value=${project.status} fault=${faultOf('status')} />`}
  </${Form}></${Dialog}>`;
}

/** @param {{project: any, close: () => void}} props */
const Remove = ({project, close}) => html`<${Confirm} title=${`Delete ${project.name}?`} act="Delete it" close=${close} onConfirm=${async () => {
  await ask(`/api/projects/${project.id}`, {method: 'DELETE'});
  toast(`${project.name} is deleted.`);
  go('/projects', {replace: true});
}}>Its sessions and handoffs are no longer shown anywhere. <strong>Archive</strong> keeps them within reach.</${Confirm}>`;

/** @param {{overview: any}} props */
const Counts = ({overview: {project, counts}}) => html`<${Figures} figures=${[
  ['Sessions', count(counts.sessions)], ['Turns', count(counts.turns)], ['Handoffs', count(counts.handoffs)], ['Files', count(counts.files)],
  ['Preserved', project.context_preservation_rate > 0 ? percent(project.context_preservation_rate, 1) : '–', 'Measured: what handoffs keep of the facts of their sessions'],
]} />`;

/** @param {{id: string, tab?: string, query: URLSearchParams}} props */
export function Project({id, tab = 'sessions', query}) {
  const asked = useData(`/api/projects/${encodeURIComponent(id)}/overview`);
  const [dialog, setDialog] = useState('');
  const project = asked.data?.project;
  useTitle(project?.name);
  const close = () => setDialog('');
  const [name, Part] = PARTS[tab] ?? PARTS.sessions;
  return html`<${Loaded} asked=${asked}>${(/** @type {any} */ overview) => html`
    <${Head} title=${project.name} about=${html`<${Status} status=${project.status} />${project.description && html`<p class="mt-1 max-w-prose" dir="auto">${project.description}</p>`}${project.tags.length > 0 && html`<div class="mt-2"><${Tags} tags=${project.tags} /></div>`}`}>
      <button class="button button-main" onClick=${() => setDialog('start')}>${overview.open_session ? 'Go on' : 'Start a session'}</button>
      <button class="button" onClick=${() => setDialog('import')}>Import</button>
      <button class="button" onClick=${() => setDialog('edit')}>Change</button>
      <button class="button button-danger" onClick=${() => setDialog('remove')}>Delete</button>
    </${Head}>
    <${Counts} overview=${overview} />
    <${Tabs} label="Parts of the project" current=${name} tabs=${Object.entries(PARTS).map(([word, [shown]]) => [`/projects/${project.id}${word === 'sessions' ? '' : `/${word}`}`, shown])} />
    <${Part} project=${project} overview=${overview} query=${query} />
    ${dialog === 'start' && html`<${StartSession} project=${project} open=${overview.open_session} close=${close} />`}
    ${dialog === 'import' && html`<${ImportDialog} project=${project} close=${close} reload=${asked.reload} />`}
    ${dialog === 'edit' && html`<${Edit} project=${project} close=${close} reload=${asked.reload} />`}
    ${dialog === 'remove' && html`<${Remove} project=${project} close=${close} />`}`}
  </${Loaded}>`;
}
