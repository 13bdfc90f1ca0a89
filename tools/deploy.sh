#!/usr/bin/env bash
# Bundles the Worker into build/worker/ and, without --dry-run, migrates the database and deploys
# (docs/deploy.md): tools/deploy.sh [--dry-run]. The core with its shim may have at most 300 kB gzipped.
set -euo pipefail
cd "$(dirname "$0")/.."
tools/web.sh
tools/wrangler.sh deploy --dry-run --outdir build/worker
kilobytes=$(($(cat build/worker/*.wasm build/worker/worker.js | gzip -9 | wc -c) / 1000))
echo "core and shim: $kilobytes kB gzipped"
[ "${1:-}" != --dry-run ] || exit 0
tools/wrangler.sh d1 migrations apply DB --remote
tools/wrangler.sh deploy
