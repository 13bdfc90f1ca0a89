import {useState} from 'preact/hooks';
import {many} from '../format.mjs';
import {html} from '../html.mjs';
import {usePages} from '../paged.mjs';
import {Ago, Empty, Problem, Waiting} from '../ui/basics.mjs';
import {Field} from '../ui/form.mjs';
import {VirtualList} from '../ui/virtual_list.mjs';

/** The folder that all paths are below. @param {string[]} paths */
export function commonFolder(paths) {
  if (paths.length < 2) return '';
  let folder = paths[0].slice(0, paths[0].lastIndexOf('/') + 1);
  while (folder && !paths.every((path) => path.startsWith(folder))) folder = folder.slice(0, folder.slice(0, -1).lastIndexOf('/') + 1);
  return folder;
}

const MARKS = /** @type {Record<string, string>} */ ({created: '+', modified: '~', deleted: '−'});

/** Files with how each was changed. @param {{target: string, of: string}} props */
export function Files({target, of}) {
  const {items, done, error, reload} = usePages(target);
  const [sought, setSought] = useState('');
  if (error) return html`<${Problem} error=${error} again=${reload} />`;
  if (items.length === 0) return done ? html`<${Empty} title="No files"><p>No session's transcript shows that it changed a file.</p></${Empty}>` : html`<${Waiting} />`;
  const folder = commonFolder(items.map((file) => file.path));
  const shown = items.filter((file) => file.path.toLowerCase().includes(sought.toLowerCase()));
  return html`<div class="flex flex-wrap gap-3 items-end"><div class="flex-1 min-w-52"><${Field} label="Search these files" name="files" kind="search" value=${sought} onInput=${setSought} /></div>
      <span class="hint pb-2" role="status">${many(shown.length, 'file')}${folder && html` in <code>${folder}</code>`}</span></div>
    <div class="card rows overflow-hidden"><${VirtualList} items=${shown} height=${36} label=${`Files of ${of}`} keyOf=${(/** @type {any} */ file) => file.path}>${(/** @type {any} */ file) => html`
      <div class="flex items-center gap-3 px-3 h-full"><span class="w-20 hint"><span aria-hidden="true" class="font-mono">${MARKS[file.change] ?? '·'}</span> ${file.change}</span>
        <code class="flex-1 min-w-0 truncate" title=${file.path}>${file.path.slice(folder.length)}</code>
        <span class="hint hidden sm:inline">${file.session_number ? `session ${file.session_number}` : html`<${Ago} at=${file.changed_at} />`}</span></div>`}</${VirtualList}></div>`;
}

/** @param {{project: any}} props */
export const ProjectFiles = ({project}) => html`<${Files} target=${`/api/projects/${project.id}/files`} of="the project" />`;
