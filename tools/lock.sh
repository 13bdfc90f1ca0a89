#!/usr/bin/env bash
# Writes package-lock.json anew after package.json changed; with --check, says whether it is as this writes it. An
# optional package's `engines` is left out: npm leaves a package out, without a word, whose engines are not those of
# the Node that npm runs under, and a distribution's may be older than the Node that comes with the packages.
set -euo pipefail
cd "$(dirname "$0")/.."
[ "${1:-}" = --check ] || npm install --package-lock-only --loglevel=error
node - "${1:-}" <<'END'
const fs = require('fs');
const lock = JSON.parse(fs.readFileSync('package-lock.json'));
const odd = Object.entries(lock.packages).filter(([, one]) => (one.optional && one.engines) || one.resolved);
for (const [name] of process.argv[2] ? odd : []) console.log(`package-lock.json, ${name}: run tools/lock.sh`);
if (process.argv[2]) process.exit(odd.length ? 1 : 0);
for (const [, one] of odd) delete one.engines;
fs.writeFileSync('package-lock.json', JSON.stringify(lock, null, 2) + '\n');
END
