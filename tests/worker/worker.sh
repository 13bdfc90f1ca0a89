#!/usr/bin/env bash
# The API's suites against the Worker in workerd with a local D1: open on this machine, then behind
# tokens; and simulated syncs with it. TAP.
set -u
cd "$(dirname "$0")/../.."
. tools/node.sh
scratch=$(mktemp -d)
server=
stop() {
  [ -z "$server" ] || kill -- "-$server" 2>/dev/null
  wait 2>/dev/null
  server=
}
trap 'stop; rm -rf "$scratch"' EXIT
status=0

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# start NAME VARIABLE=VALUE…: serves the Worker with a database of its own; its address is in $address.
start() {
  local name=$1 port
  shift
  port=$(free_port)
  address=http://127.0.0.1:$port
  env "$@" PORT="$port" STATE="$scratch/$name" CONFIG="$scratch/${config:-wrangler}.toml" LOG_LEVEL=error \
    setsid tools/worker.sh >"$scratch/$name.log" 2>&1 &
  server=$!
  for _ in $(seq 300); do
    ! curl -sf -o /dev/null "$address/api/health" || return 0
    sleep 0.2
  done
  echo "not ok - the Worker starts ($name)"
  sed 's/^/# /' "$scratch/$name.log"
  exit 1
}

tests/worker/config.sh "$scratch"
sed "s|^main = .*|main = \"$PWD/tests/worker/trapping_worker.mjs\"|" "$scratch/wrangler.toml" >"$scratch/trapping.toml"

start open LOCAL_OPEN=1
node tests/conformance/original_client.mjs "$address" || status=1
node tests/conformance/page.mjs "$address" || status=1
node tests/conformance/stream.mjs "$address" || status=1
curl -sf -H 'Content-Type: application/json' -d '{"name":"notes"}' "$address/api/projects" >/dev/null
PROJECT=notes node tests/e2e/mcp.mjs "$address" || status=1
node tests/conformance/live.mjs "$address" || status=1
BATON_CONFORMANCE_MOST=${BATON_CONFORMANCE_MOST:-500} node tests/conformance/http.mjs "$address" || status=1
node tests/worker/scheduled.mjs "$address" || status=1
stop

start browser LOCAL_OPEN=1
SLOWER=3 node tests/browser/suite.mjs "$address" || status=1
stop

config=trapping start trapping LOCAL_OPEN=1
node tests/worker/traps.mjs "$address" || status=1
stop

issuer=$(free_port)
start access ACCESS_ISSUER="http://127.0.0.1:$issuer" ACCESS_AUDIENCE=the-audience ACCESS_ROLE=write
node tests/worker/access.mjs "$address" "$issuer" || status=1
stop

export BATON_TOKEN=an-administrators-secret-of-the-test
start closed BATON_ADMIN_TOKEN="$BATON_TOKEN"
node tests/conformance/http.mjs "$address" tokens routes service projects || status=1
node tests/conformance/live.mjs "$address" || status=1
node tests/conformance/who_may.mjs "$address" || status=1
stop

tests/worker/simulation.sh || status=1
exit $status
