#!/usr/bin/env bash
# The API's conformance cases and the original system's client, against `baton serve`. TAP.
set -u
cd "$(dirname "$0")/../.."
BATON=${BATON:-build/release/baton}
scratch=$(mktemp -d)
"$BATON" --db "$scratch/baton.db" serve --port 0 >"$scratch/address" 2>"$scratch/log" & server=$!
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; rm -rf "$scratch"' EXIT
for _ in $(seq 100); do [ -s "$scratch/address" ] && break; sleep 0.1; done
address=$(head -n 1 "$scratch/address")
[ -n "$address" ] || { cat "$scratch/log"; echo "not ok 1 - the server starts"; exit 1; }

status=0
node tests/conformance/codes.mjs || status=1
node tests/conformance/original_client.mjs "$address" || status=1
node tests/conformance/page.mjs "$address" || status=1
node tests/conformance/stream.mjs "$address" || status=1
BATON_CONFORMANCE_MOST=${BATON_CONFORMANCE_MOST:-2000} node tests/conformance/http.mjs "$address" || status=1
exit $status
