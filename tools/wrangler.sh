#!/usr/bin/env bash
# Runs wrangler, as package-lock.json pins it, under the Node that it needs: tools/wrangler.sh ARGUMENT…
# Nothing is sent home. `tools/wrangler.sh --install` only installs.
set -euo pipefail
cd "$(dirname "$0")/.."
installed=node_modules/.installed
if ! cmp -s package-lock.json "$installed"; then
  npm ci --loglevel=error >&2
  cp package-lock.json "$installed"
fi
[ "${1:-}" != --install ] || exit 0
# npm's own packages of Node come first: a distribution's may be too old for wrangler.
for folder in node_modules/node-linux-*/bin; do [ ! -x "$folder/node" ] || PATH=$PWD/$folder:$PATH; done
export PATH="$PWD/node_modules/.bin:$PATH" WRANGLER_SEND_METRICS=false DO_NOT_TRACK=1
exec wrangler "$@"
