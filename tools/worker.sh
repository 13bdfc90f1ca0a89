#!/usr/bin/env bash
# Serves the Worker in workerd with a local D1 on http://127.0.0.1:PORT (8788).
#
#   PORT           the port
#   STATE          the folder of the local D1 (.wrangler/state)
#   LOCAL_OPEN=1   no token is asked for on this machine
set -euo pipefail
cd "$(dirname "$0")/.."
tools/web.sh
port=${PORT:-8788}
state=${STATE:-.wrangler/state}
options=(--ip 127.0.0.1 --port "$port" --inspector-port 0 --persist-to "$state" --show-interactive-dev-session=false
  --log-level "${LOG_LEVEL:-log}" --test-scheduled)
[ -z "${LOCAL_OPEN:-}" ] || options+=(--var "LOCAL_OPEN:$LOCAL_OPEN")
CI=1 tools/wrangler.sh d1 migrations apply DB --local --persist-to "$state" >/dev/null
exec tools/wrangler.sh dev "${options[@]}"
