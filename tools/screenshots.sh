#!/usr/bin/env bash
# Pictures of every page of the dashboard, with the demo, in both themes and two widths, into build/screenshots/.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/node.sh
baton=build/release/baton
scratch=$(mktemp -d)
tools/demo.sh "$baton" "$scratch/demo.db" >/dev/null
"$baton" --db "$scratch/demo.db" serve --port 0 >"$scratch/address" & server=$!
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null || true; rm -rf "$scratch"' EXIT
until [ -s "$scratch/address" ]; do sleep 0.1; done
rm -rf build/screenshots
node tests/browser/screenshots.mjs "$(head -n 1 "$scratch/address")" build/screenshots
ls build/screenshots
