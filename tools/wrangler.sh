#!/usr/bin/env bash
# Runs wrangler, as package-lock.json pins it, under the Node that it needs: tools/wrangler.sh ARGUMENT…
# Nothing is sent home. `tools/wrangler.sh --install` only installs.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/node.sh
[ "${1:-}" != --install ] || exit 0
export WRANGLER_SEND_METRICS=false DO_NOT_TRACK=1
exec wrangler "$@"
