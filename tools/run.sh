#!/usr/bin/env bash
# Loads the demo into var/demo.db, once, and serves it on 127.0.0.1:${PORT:-8787}.
set -euo pipefail
cd "$(dirname "$0")/.."
baton=build/release/baton
database=var/demo.db
mkdir -p var
if [ ! -f "$database" ] && [ -x tools/demo.sh ]; then
  tools/demo.sh "$baton" "$database" || { rm -f "$database" "$database"-wal "$database"-shm; exit 1; }
fi
exec "$baton" --db "$database" serve --port "${PORT:-8787}"
