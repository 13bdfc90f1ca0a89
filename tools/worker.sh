#!/usr/bin/env bash
# Serves the Worker in workerd with a local D1 on http://127.0.0.1:PORT (8788).
#
#   PORT           the port
#   STATE          the folder of the local D1 (.wrangler/state)
#   LOCAL_OPEN=1   no token is asked for on this machine
#   BATON_ADMIN_TOKEN   a token of an admin, at least 16 characters
#   ACCESS_ISSUER, ACCESS_AUDIENCE, ACCESS_ROLE   whom Cloudflare Access lets in (docs/deploy.md)
#   CONFIG         wrangler.toml
#   MADE=1         the page is built and the D1 in STATE has its tables: it only serves
set -euo pipefail
cd "$(dirname "$0")/.."
[ -n "${MADE:-}" ] || tools/web.sh
port=${PORT:-8788}
state=${STATE:-.wrangler/state}
config=${CONFIG:-wrangler.toml}
options=(--config "$config" --ip 127.0.0.1 --port "$port" --inspector-port 0 --persist-to "$state" --show-interactive-dev-session=false
  --log-level "${LOG_LEVEL:-log}" --test-scheduled)
for name in LOCAL_OPEN BATON_ADMIN_TOKEN ACCESS_ISSUER ACCESS_AUDIENCE ACCESS_ROLE; do
  [ -z "${!name:-}" ] || options+=(--var "$name:${!name}")
done
[ -n "${MADE:-}" ] ||
  CI=1 tools/wrangler.sh d1 migrations apply DB --config "$config" --local --persist-to "$state" >/dev/null
exec tools/wrangler.sh dev "${options[@]}"
