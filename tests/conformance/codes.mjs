#!/usr/bin/env node
// Whether every error code that the core can answer is expected by a case. Prints TAP; exit 1 if one is not.
//
//   node tests/conformance/codes.mjs

import { readdirSync, readFileSync } from 'node:fs';
import { assert, test } from '../wasm/tap.mjs';

const root = new URL('../../', import.meta.url);
const textOf = (path) => readFileSync(new URL(path, root), 'utf8');
const filesIn = (folder, ending) => readdirSync(new URL(folder, root), { recursive: true })
  .filter((name) => name.endsWith(ending)).map((name) => `${folder}/${name}`);

/**
 * Codes of which no case can tell: templates, settings of assistants and their events are the command line's,
 * and the rest takes a clock, many requests, a server elsewhere or a lost connection; tests/unit/ has these. Tools
 * for models say theirs in words; whether there is a PDF is the host's.
 */
const elsewhere = ['bad_template', 'broken_settings', 'code_expired', 'cut', 'model_not_json', 'no_open_session', 'no_pdf',
  'no_project', 'no_session', 'rate_limited', 'remote_failed', 'remote_refused', 'timeout', 'transient'];

const fault = /Fault::\w+,\s*"([a-z0-9_]+)"/g;
const refusal = /refuse\([^;]*"([a-z0-9_]+)"\)/g;
const thing = /\bunknown\("([a-z_]+)"/g;

function codesOf(source) {
  const codes = [...source.matchAll(fault), ...source.matchAll(refusal)].map((match) => match[1]);
  const unknown = [...source.matchAll(thing)].map((match) => `unknown_${match[1]}`);
  return [...codes, ...unknown].filter((code) => code !== 'unknown_');
}

const sources = filesIn('core', '.cpp').map(textOf);
const codes = [...new Set(sources.flatMap(codesOf))].filter((code) => !elsewhere.includes(code)).sort();
const cases = filesIn('tests/conformance/cases', '.json').map(textOf).join('\n');

await test('the codes are found in the sources', () => {
  for (const code of ['malformed_json', 'too_long', 'unknown_project']) assert.ok(codes.includes(code), code);
});
for (const code of codes)
  await test(`a case expects ${code}`, () => assert.ok(cases.includes(`"${code}"`), `no case expects ${code}`));
