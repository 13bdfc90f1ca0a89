#!/usr/bin/env bash
# The page in a headless Chromium, against `baton serve`. TAP.
set -u
cd "$(dirname "$0")/../.."
BATON=${BATON:-build/release/baton}
. tools/node.sh
scratch=$(mktemp -d)
"$BATON" --db "$scratch/baton.db" serve --port 0 >"$scratch/address" 2>"$scratch/log" & server=$!
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; rm -rf "$scratch"' EXIT
for _ in $(seq 100); do [ -s "$scratch/address" ] && break; sleep 0.1; done
address=$(head -n 1 "$scratch/address")
[ -n "$address" ] || { cat "$scratch/log"; echo "not ok 1 - the server starts"; exit 1; }
node tests/browser/suite.mjs "$address"
