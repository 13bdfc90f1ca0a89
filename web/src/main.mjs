import './style/main.css';
import {render} from 'preact';
import {App} from './app.mjs';
import {html} from './html.mjs';

render(html`<${App} />`, /** @type {Element} */ (document.querySelector('#app')));
