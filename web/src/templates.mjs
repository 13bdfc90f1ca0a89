// Templates of handoffs: those that the server knows, and those that are kept in this browser.
import {useData} from './data.mjs';

/** @typedef {{name: string, about: string, text: string, escaped: boolean, built_in: boolean, here?: boolean}} Template */

const KEY = 'templates';

/** @returns {Template[]} */
function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]');
  } catch {
    return [];
  }
}

/** @param {string} name @param {string} text @param {boolean} escaped */
export function keepTemplate(name, text, escaped) {
  const others = kept().filter((one) => one.name !== name);
  localStorage.setItem(KEY, JSON.stringify([...others, {name, text, escaped, about: 'kept in this browser', built_in: false, here: true}]));
}

/** @param {string} name */
export const dropTemplate = (name) => localStorage.setItem(KEY, JSON.stringify(kept().filter((one) => one.name !== name)));

/** All that there are; of one name the first counts. @returns {{templates: Template[], asked: import('./data.mjs').Asked}} */
export function useTemplates() {
  const asked = useData('/api/templates', {live: false});
  return {templates: [...kept(), ...(asked.data ?? [])], asked};
}
