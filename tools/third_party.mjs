#!/usr/bin/env node
// Prints the licences of what is linked or built into the program: libraries from the packages that they were
// installed by, npm's packages from those that the page imports and what these need.
import {execFileSync} from 'node:child_process';
import {existsSync, readdirSync, readFileSync, realpathSync} from 'node:fs';
import {join} from 'node:path';

process.chdir(join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..'));
const quiet = {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']};
const ask = (...words) => { try { return execFileSync(words[0], words.slice(1), quiet).trim(); } catch { return ''; } };
const fail = (message) => { console.error(`third_party: ${message}`); process.exit(1); };

/** The file that a compiler would link; it is called by one name on Debian, by another on macOS. */
const linked = (file) => ask('clang++-19', `-print-file-name=${file}`);
const LIBRARIES = [
  {name: 'SQLite', file: linked('libsqlite3.a'), brew: 'sqlite'},
  {name: 'zlib', file: linked('libz.a'), brew: 'zlib'},
  {name: 'Boost', file: '/usr/include/boost/version.hpp', brew: 'boost', only: boost},
  {name: 'JSON for Modern C++', file: '/usr/include/nlohmann/json.hpp', brew: 'nlohmann-json'},
  {name: 'CLI11', file: '/usr/include/CLI/CLI.hpp', brew: 'cli11'},
  {name: 'libstdc++ and libgcc', file: linked('libstdc++.a')},
];

/** Of Boost's thousands of stanzas, the licence, and zlib's notice, from which Beast's is derived. */
function boost(text) {
  const licence = text.split('\n\n').find((stanza) => /^License: BSL-1\.0\n/.test(stanza));
  const zlib = readFileSync('/usr/include/boost/beast/zlib/zlib.hpp', 'utf8').match(/\/\*[^]*?\*\//);
  if (!licence || !zlib) fail('Boost\'s licence is not where it was');
  return `${licence}\n\nBoost.Beast, zlib/:\n${zlib[0].slice(2, -2)}`;
}

function ofDebian(library) {
  const owner = ask('dpkg', '-S', realpathSync(library.file)).split('\n')[0];
  const name = owner.slice(0, owner.indexOf(':'));
  if (!name) fail(`no package has ${library.file}`);
  const text = readFileSync(`/usr/share/doc/${name}/copyright`, 'utf8');
  const version = ask('dpkg-query', '-W', '-f', '${Version}', name);
  return {title: `${library.name} (${name} ${version})`, text: library.only ? library.only(text) : text};
}

function ofHomebrew(library) {
  const folder = ask('brew', '--prefix', library.brew);
  const file = readdirSync(folder).find((one) => /^(LICEN[CS]E|COPYING)/i.test(one));
  return {title: library.name, text: file ? readFileSync(join(folder, file), 'utf8') : 'See its own site.'};
}

/** Every file of the page that may import something. */
function* sources(folder) {
  for (const entry of readdirSync(folder, {withFileTypes: true})) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (/\.(mjs|css)$/.test(entry.name)) yield path;
  }
}

/** The npm packages that the page imports and, of those, what they need, by name. */
function packagesOfPage() {
  const found = new Set();
  const add = (name) => {
    if (found.has(name)) return;
    found.add(name);
    const described = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'));
    for (const needed of Object.keys(described.dependencies ?? {})) add(needed);
  };
  for (const path of sources('web/src')) {
    const text = readFileSync(path, 'utf8');
    for (const [, name] of text.matchAll(/(?:from|import|import\()\s*['"]((?:@[^/'"]+\/)?[a-z][^/'"]*)/g)) add(name);
  }
  return [...found].sort();
}

function ofNpm(name) {
  const folder = `node_modules/${name}`;
  const described = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((one) => /^(licen[cs]e|copying)/i.test(one));
  const text = file ? readFileSync(join(folder, file), 'utf8') : `Licence: ${described.license}`;
  return {title: `${name} ${described.version} (npm)`, text};
}

const parts = [];
for (const library of LIBRARIES) {
  if (process.platform !== 'darwin') parts.push(ofDebian(library));
  else if (library.brew) parts.push(ofHomebrew(library));
}
if (existsSync('node_modules')) parts.push(...packagesOfPage().map(ofNpm));
else fail('node_modules/ is not there: build the page first');
const rule = '='.repeat(100);
for (const {title, text} of parts) console.log(`${rule}\n${title}\n${rule}\n\n${text.trim()}\n`);
