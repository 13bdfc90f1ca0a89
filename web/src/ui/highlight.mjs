import {common, createLowlight} from 'lowlight';

const lowlight = createLowlight(common);
const ENDINGS = /** @type {Record<string, string>} */ ({hpp: 'cpp', cc: 'cpp', h: 'cpp', mjs: 'javascript', cjs: 'javascript', jsx: 'javascript', tsx: 'typescript', py: 'python', rs: 'rust', sh: 'bash', yml: 'yaml', md: 'markdown', html: 'xml', svg: 'xml', toml: 'ini', rb: 'ruby', kt: 'kotlin', cs: 'csharp'});

/** The tree of a text in a language, named or by a file's ending; null if it is not known. @param {string} text @param {string} language */
export function highlight(text, language) {
  const name = ENDINGS[language] ?? language;
  return lowlight.registered(name) ? lowlight.highlight(name, text) : null;
}
