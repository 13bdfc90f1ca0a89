// What surrounds every page: where one can go, and whether what is shown is current.
import {ArrowLeftRight, Activity, ChartLine, FileText, Folder, LogOut, Menu, Search as SearchIcon, Settings, Sun, Wrench} from 'lucide';
import {useEffect, useState} from 'preact/hooks';
import {classes, html} from '../html.mjs';
import {hasEntered, leave} from '../login.mjs';
import {Connection} from './connection.mjs';
import {Icon} from './icon.mjs';
import {useTheme} from './theme.mjs';
import {toastFailure} from './toast.mjs';

const PLACES = [
  ['/', 'Today', Sun], ['/projects', 'Projects', Folder], ['/search', 'Search', SearchIcon], null,
  ['/handoff', 'New handoff', FileText], ['/compare', 'Compare', ArrowLeftRight], ['/troubleshooting', 'Troubleshooting', Wrench], null,
  ['/analytics', 'Analytics', ChartLine], ['/monitoring', 'Monitoring', Activity], ['/settings', 'Settings', Settings],
];

/** @param {string} address @param {string} path */
const isAt = (address, path) => (address === '/' ? path === '/' : path === address || path.startsWith(`${address}/`));

/** @param {{path: string}} props */
const Places = ({path}) => html`${PLACES.map((place) => place === null ? html`<hr />` : html`
  <a href=${place[0]} aria-current=${isAt(/** @type {string} */ (place[0]), path) ? 'page' : undefined}><${Icon} node=${place[2]} />${place[1]}</a>`)}`;

function ThemeChoice() {
  const [theme, setTheme] = useTheme();
  return html`<label class="flex items-center gap-2 px-2.5 text-soft text-sm"><span class="whitespace-nowrap">Theme</span>
    <select class="input py-0 min-h-7! text-sm" value=${theme} onChange=${(/** @type {any} */ event) => setTheme(event.target.value)}>
      ${['system', 'light', 'dark'].map((name) => html`<option value=${name} selected=${name === theme}>${name}</option>`)}
    </select></label>`;
}

/** @param {{path: string, children: any}} props */
export function Shell({path, children}) {
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(false), [path]);
  return html`<a class="skip" href="#main">To the content</a>
  <div class="shell">
    <header class="topbar"><a class="brand" href="/">Baton</a><${Connection} />
      <button class="button button-quiet" aria-label="Menu" aria-expanded=${open} aria-controls="places" onClick=${() => setOpen(!open)}><${Icon} node=${Menu} /></button></header>
    <nav id="places" class=${classes('rail', open && 'open')} aria-label="Baton">
      <a class="brand" href="/">Baton</a>
      <${Places} path=${path} />
      <div class="mt-auto pt-4 grid gap-2">
        <${ThemeChoice} />
        ${hasEntered() && html`<button class="button button-quiet justify-start" onClick=${() => leave().catch(toastFailure)}><${Icon} node=${LogOut} />Log out</button>`}
        <${Connection} />
      </div>
    </nav>
    <main class="main" id="main" tabindex="-1"><div class="page">${children}</div></main>
  </div>`;
}
