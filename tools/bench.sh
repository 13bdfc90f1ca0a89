#!/usr/bin/env bash
# Runs every benchmark, or the named one: tools/bench.sh [NAME]. A benchmark is a program
# tests/bench/NAME_bench.cpp or a script tests/bench/NAME.sh.
set -euo pipefail
cd "$(dirname "$0")/.."
export BATON="$PWD/build/release/baton"
found=0
for benchmark in build/release/bench/${1:-*_bench} tests/bench/${1:-*}.sh; do
  [ -x "$benchmark" ] || continue
  found=1
  echo "== $(basename "$benchmark" .sh)"
  "$benchmark"
done
[ "$found" -eq 1 ] || { echo "bench: no benchmark '${1:-}' in tests/bench/" >&2; exit 1; }
