#!/usr/bin/env bash
# The Model Context Protocol over standard input and output, and over HTTP from `baton serve`. TAP.
set -u
cd "$(dirname "$0")/../.."
. tests/e2e/lib.sh
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; rm -rf "$scratch"' EXIT
export BATON_DB=$scratch/baton.db BATON_PROJECT=notes
status=0
(cd "$scratch" && "$BATON" init notes >/dev/null)
"$BATON" serve --port 0 >"$scratch/address" 2>"$scratch/log" & server=$!
for _ in $(seq 100); do [ -s "$scratch/address" ] && break; sleep 0.1; done
address=$(head -n 1 "$scratch/address")

node tests/e2e/mcp.mjs "$BATON" --db "$BATON_DB" --project notes mcp || status=1
PROJECT=notes node tests/e2e/mcp.mjs "$address" || status=1

# What only a client without manners does.
printf '%s\n' '' 'no json' '{"jsonrpc":"2.0","method":"notifications/initialized"}' \
  '{"jsonrpc":"2.0","id":1,"method":"ping"}' >"$scratch/said"
head -c 9000000 /dev/zero | tr '\0' 'a' >>"$scratch/said"
"$BATON" mcp <"$scratch/said" >"$scratch/out" 2>"$scratch/err"
code=$?
lines=$(node -e 'const lines=require("fs").readFileSync(process.argv[1],"utf8").trim().split("\n").map(JSON.parse);
console.log(lines.map((m)=>m.jsonrpc==="2.0"?m.error?.code??"ok":"?").join(" "))' "$scratch/out")
name='only the protocol comes out, and the end of the input ends it'
if [ "$code" = 0 ] && [ "$lines" = "-32700 ok -32603" ] && [ ! -s "$scratch/err" ]; then passed "$name"; else failed "$name" "$code: $lines"; fi
finish || status=1
exit $status
