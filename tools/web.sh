#!/usr/bin/env bash
# Builds the page, as a web server gives it out, into build/web/, and the same gzipped into build/web.gz/. Does
# nothing, at once, if nothing changed.
set -euo pipefail
cd "$(dirname "$0")/.."
built=build/web.built
tools/build.sh page page
digest=$(find web build/page/page.wasm package-lock.json tools/web.sh -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum)
if [ -f build/web/index.html ] && [ "$(cat "$built" 2>/dev/null)" = "$digest" ]; then
  touch "$built"
  exit 0
fi
NPM_PART=page . tools/node.sh
mkdir -p build
rm -f "$built"
vite build --logLevel warn web
rm -rf build/web.gz
mkdir build/web.gz
for file in build/web/*.*; do gzip -9nc "$file" >"build/web.gz/${file##*/}.gz"; done
echo "$digest" >"$built"
