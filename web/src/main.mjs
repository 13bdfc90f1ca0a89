import './style/main.css';
import {render} from 'preact';
import {App} from './app.mjs';
import {html} from './html.mjs';
import {toast} from './ui/toast.mjs';

// What is loaded later has another name in another version.
addEventListener('vite:preloadError', () => toast('Baton was updated, or cannot be reached.', {bad: true, action: {label: 'Load again', act: () => location.reload()}}));
render(html`<${App} />`, /** @type {Element} */ (document.querySelector('#app')));
