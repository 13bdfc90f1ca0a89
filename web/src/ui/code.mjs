// Code with its parts in colours. The highlighter comes when there is code, and what it makes are elements.
import {useEffect, useState} from 'preact/hooks';
import {classes, html} from '../html.mjs';

// More than this is shown as it is: colouring it would take too long.
const MOST_COLOURED = 20_000;

/** @type {Promise<typeof import('./highlight.mjs')> | undefined} */
let highlighter;

/** @param {any} node a part of the highlighter's tree */
function drawn(node) {
  if (node.type === 'text') return node.value;
  return html`<span class=${classes(...(node.properties?.className ?? []))}>${node.children.map(drawn)}</span>`;
}

/** @param {{text: string, language?: string, wrap?: boolean}} props */
export function Code({text, language, wrap}) {
  const [tree, setTree] = useState(/** @type {any} */ (null));
  useEffect(() => {
    setTree(null);
    if (!language || text.length > MOST_COLOURED) return;
    let wanted = true;
    highlighter ??= import('./highlight.mjs');
    highlighter.then(({highlight}) => wanted && setTree(highlight(text, language)));
    return () => void (wanted = false);
  }, [text, language]);
  return html`<pre class=${classes('code', wrap && 'code-wrap')} tabindex="0" dir="ltr"><code>${tree ? tree.children.map(drawn) : text}</code></pre>`;
}
