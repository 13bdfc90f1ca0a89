// Markdown as elements. marked only cuts the text; HTML in it is shown as what it is, a text.
import {marked} from 'marked';
import {useMemo} from 'preact/hooks';
import {html} from '../html.mjs';
import {Code} from './code.mjs';

/** @typedef {any} Token */
/** @typedef {(text: string) => any} Draw how a plain piece of text is drawn */

// Text beyond this is not read as Markdown: nobody reads it as prose either.
const MOST_READ = 200_000;

/** marked escapes what it takes for a text's entities. @param {string} text */
const plain = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');

/** Only addresses that lead to a page; others are shown as their text. @param {string} address */
const isSafe = (address) => /^(https?:\/\/|mailto:|\/(?!\/)|#)/i.test(address);

/** @type {Record<string, (token: Token, draw: Draw) => any>} */
const INLINE = {
  text: (token, draw) => (token.tokens ? inline(token.tokens, draw) : draw(plain(token.text))),
  escape: (token, draw) => draw(plain(token.text)),
  html: (token, draw) => draw(token.raw),
  strong: (token, draw) => html`<strong>${inline(token.tokens, draw)}</strong>`,
  em: (token, draw) => html`<em>${inline(token.tokens, draw)}</em>`,
  del: (token, draw) => html`<del>${inline(token.tokens, draw)}</del>`,
  codespan: (token) => html`<code>${plain(token.text)}</code>`,
  br: () => html`<br />`,
  link: (token, draw) => (isSafe(token.href) ? html`<a href=${token.href} rel="noreferrer" target=${/^http/i.test(token.href) ? '_blank' : undefined}>${inline(token.tokens, draw)}</a>` : draw(token.raw)),
  // Nothing is loaded from elsewhere, so an image is its description.
  image: (token, draw) => html`<span>[image: ${draw(token.text || token.href)}]</span>`,
};

/** @param {Token[] | undefined} tokens @param {Draw} draw */
const inline = (tokens, draw) => (tokens ?? []).map((token) => INLINE[token.type]?.(token, draw) ?? draw(token.raw));

/** @param {Token} item @param {Draw} draw */
const listItem = (item, draw) => html`<li>${item.task && html`<input type="checkbox" disabled checked=${item.checked} aria-label=${item.checked ? 'done' : 'open'} /> `}${blocks(item.tokens.filter((/** @type {Token} */ token) => token.type !== 'checkbox'), draw)}</li>`;

/** @type {Record<string, (token: Token, draw: Draw) => any>} */
const BLOCKS = {
  heading: (token, draw) => html`<${`h${Math.min(6, token.depth + 1)}`}>${inline(token.tokens, draw)}</${`h${Math.min(6, token.depth + 1)}`}>`,
  paragraph: (token, draw) => html`<p>${inline(token.tokens, draw)}</p>`,
  text: (token, draw) => INLINE.text(token, draw),
  code: (token) => html`<${Code} text=${token.text} language=${token.lang?.split(/\s/)[0]} wrap=${token.lang === 'text'} />`,
  list: (token, draw) => (token.ordered ? html`<ol start=${token.start}>${token.items.map((/** @type {Token} */ item) => listItem(item, draw))}</ol>` : html`<ul>${token.items.map((/** @type {Token} */ item) => listItem(item, draw))}</ul>`),
  blockquote: (token, draw) => html`<blockquote>${blocks(token.tokens, draw)}</blockquote>`,
  hr: () => html`<hr />`,
  space: () => null,
  def: () => null,
  // A comment says nothing to a reader.
  html: (token, draw) => (/^\s*<!--[^]*-->\s*$/.test(token.raw) ? null : html`<p class="whitespace-pre-wrap">${draw(token.raw)}</p>`),
  table: (token, draw) => html`<div class="scroll" tabindex="0" role="region" aria-label="Table"><table><thead><tr>${token.header.map((/** @type {Token} */ cell) => html`<th>${inline(cell.tokens, draw)}</th>`)}</tr></thead>
    <tbody>${token.rows.map((/** @type {Token[]} */ row) => html`<tr>${row.map((cell) => html`<td>${inline(cell.tokens, draw)}</td>`)}</tr>`)}</tbody></table></div>`,
};

/** @param {Token[]} tokens @param {Draw} draw @returns {any} */
const blocks = (tokens, draw) => tokens.map((token) => (BLOCKS[token.type] ?? INLINE[token.type] ?? (() => draw(token.raw)))(token, draw));

/** @param {string} text @returns {Token[]} */
function tokensOf(text) {
  try {
    return marked.lexer(text.length > MOST_READ ? text.slice(0, MOST_READ) : text);
  } catch {
    return [{type: 'paragraph', tokens: [{type: 'text', text}]}];
  }
}

/** @param {{text: string, draw?: Draw}} props */
export function Markdown({text, draw = (piece) => piece}) {
  const tokens = useMemo(() => tokensOf(text), [text]);
  return html`<div class="prose" dir="auto">${blocks(tokens, draw)}</div>`;
}
