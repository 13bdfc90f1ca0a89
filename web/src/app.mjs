import {useEffect, useErrorBoundary, useRef, useState} from 'preact/hooks';
import {onRefused} from './api.mjs';
import {forgetAll} from './data.mjs';
import {html} from './html.mjs';
import {connect} from './live.mjs';
import {logInByLink} from './login.mjs';
import {pageAt} from './pages.mjs';
import {Login} from './pages/login.mjs';
import {go, useAddress} from './router.mjs';
import {Shortcuts} from './shortcuts.mjs';
import {Problem} from './ui/basics.mjs';
import {Shell} from './ui/shell.mjs';
import {Toasts} from './ui/toast.mjs';

/** A fault of one page leaves the others usable. @param {{children: any}} props */
function Guarded({children}) {
  const [error, again] = useErrorBoundary((fault) => console.error(fault));
  return error ? html`<${Problem} error=${error} again=${again} />` : children;
}

/** After a navigation the new page's heading is focused, for whoever hears the page. @param {string} path */
function useFocus(path) {
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) /** @type {HTMLElement | null} */ (document.querySelector('main h1, main'))?.focus({preventScroll: true});
    first.current = false;
  }, [path]);
}

export function App() {
  const {path, query} = useAddress();
  const [entry, setEntry] = useState(/** @type {'waiting' | 'open' | 'refused'} */ ('waiting'));
  const [reason, setReason] = useState('');
  useFocus(path);
  useEffect(() => {
    onRefused(() => setEntry('refused'));
    logInByLink().then(() => setEntry('open'), (error) => (setReason(error.message), setEntry('refused')));
  }, []);
  useEffect(() => {
    if (entry === 'open') connect();
  }, [entry]);
  if (entry === 'waiting') return null;
  if (entry === 'refused') return html`<${Login} reason=${reason} entered=${() => (forgetAll(), setEntry('open'), path === '/login' && go('/', {replace: true}))} />`;
  const {page: Page, parameters} = pageAt(path);
  return html`<${Shell} path=${path}><${Guarded} key=${path.split('/')[1]}><${Page} ...${parameters} query=${query} /></${Guarded}></${Shell}>
    <${Toasts} /><${Shortcuts} />`;
}
