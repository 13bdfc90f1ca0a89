// Addresses of the page: the history API, links, where it was scrolled to.
import {useEffect, useState} from 'preact/hooks';

/** @type {Set<() => void>} */
const listeners = new Set();
const changed = () => listeners.forEach((listener) => listener());

let key = 0;
/** @type {Map<number, number>} */
const positions = new Map();
if ('scrollRestoration' in history) history.scrollRestoration = 'manual';

const remember = () => positions.set(history.state?.key ?? 0, scrollY);

/** What is fetched arrives late: for a second the position is tried again until the page is long enough. @param {number} y @param {number} until */
function scrollBack(y, until) {
  scrollTo(0, y);
  if (Math.abs(scrollY - y) > 2 && performance.now() < until) requestAnimationFrame(() => scrollBack(y, until));
}

/** @param {string} target @param {{replace?: boolean, keep?: boolean}} [how] `keep` leaves the page where it is scrolled to */
export function go(target, {replace = false, keep = false} = {}) {
  remember();
  if (replace) history.replaceState({key: history.state?.key ?? 0}, '', target);
  else history.pushState({key: ++key + Date.now()}, '', target);
  if (!replace && !keep) scrollTo(0, 0);
  changed();
}

/** Changes some of the query and keeps the rest. @param {Record<string, string | number | null | undefined>} values @param {{replace?: boolean}} [how] */
export function goQuery(values, {replace = true} = {}) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(values))
    value === null || value === undefined || value === '' ? query.delete(name) : query.set(name, String(value));
  const text = query.toString();
  go(location.pathname + (text ? `?${text}` : ''), {replace, keep: true});
}

/** Whether a click on it stays in this page. @param {HTMLAnchorElement} link @param {MouseEvent} event */
function isOurs(link, event) {
  return link.origin === location.origin && !link.target && !link.hasAttribute('download') && event.button === 0 &&
    !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey && !link.pathname.startsWith('/api/') && !link.getAttribute('href')?.startsWith('#');
}

addEventListener('popstate', () => {
  changed();
  scrollBack(positions.get(history.state?.key ?? 0) ?? 0, performance.now() + 1000);
});
addEventListener('scroll', remember, {passive: true});
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || event.defaultPrevented || !isOurs(link, event)) return;
  event.preventDefault();
  go(link.pathname + link.search);
});

/** The address, again at each change. */
export function useAddress() {
  const [address, setAddress] = useState(location.pathname + location.search);
  useEffect(() => {
    const listener = () => setAddress(location.pathname + location.search);
    listeners.add(listener);
    listener();
    return () => void listeners.delete(listener);
  }, []);
  const [path, query = ''] = address.split(/\?(.*)/s);
  return {path, query: new URLSearchParams(query)};
}

/** The parameters of a path of that pattern (`/projects/:id/:tab?`), or null. @param {string} pattern @param {string} path */
export function matched(pattern, path) {
  const wanted = pattern.split('/').slice(1);
  const given = path.replace(/\/+$/, '').split('/').slice(1);
  if (given.length > wanted.length) return null;
  /** @type {Record<string, string>} */
  const parameters = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index];
    if (part.startsWith(':') && value) parameters[part.slice(1).replace('?', '')] = decoded(value);
    else if (part.endsWith('?') && value === undefined) continue;
    else if (part !== (value ?? '')) return null;
  }
  return parameters;
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
