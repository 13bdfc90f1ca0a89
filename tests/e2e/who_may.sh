#!/usr/bin/env bash
# Who may do what of the sync from the network, where nobody comes in without a token. TAP.
set -u
cd "$(dirname "$0")/../.."
BATON=${BATON:-build/release/baton}
scratch=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; wait 2>/dev/null; rm -rf "$scratch"' EXIT
BATON_TOKEN=$("$BATON" --db "$scratch/baton.db" --json token create admin --role admin | grep -o 'baton_[A-Za-z0-9_-]*' | head -n 1)
export BATON_TOKEN
"$BATON" --db "$scratch/baton.db" serve --host 0.0.0.0 --port 0 >"$scratch/address" 2>"$scratch/log" & server=$!
for _ in $(seq 100); do [ -s "$scratch/address" ] && break; sleep 0.1; done
port=$(sed -n '1s/.*://p' "$scratch/address")
[ -n "$port" ] || { cat "$scratch/log"; echo "not ok 1 - the server starts"; exit 1; }
node tests/conformance/who_may.mjs "http://127.0.0.1:$port"
