#!/usr/bin/env bash
# Configures (once) and builds: tools/build.sh PRESET [TARGET…]. Quiet unless something is to be done.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=$1
shift
folder=build/$preset
# The module is optimized by a program of npm's.
[ "$preset" != wasi ] || tools/wrangler.sh --install
configured=$folder/configured
if [ ! -f "$folder/build.ninja" ] || [ ! "$configured" -nt CMakePresets.json ]; then
  mkdir -p "$folder"
  cmake --preset "$preset" >"$folder/configure.log" 2>&1 || { cat "$folder/configure.log" >&2; exit 1; }
  touch "$configured"
fi
status=0
ninja -C "$folder" "$@" >"$folder/build.log" 2>&1 & ninja_id=$!
trap 'kill "$ninja_id" 2>/dev/null' EXIT
# Progress goes to a terminal only.
while [ -t 2 ] && kill -0 "$ninja_id" 2>/dev/null; do
  printf '\r\033[K%s' "$(tail -n 1 "$folder/build.log" | cut -c 1-100)" >&2
  sleep 0.3
done
wait "$ninja_id" || status=$?
trap - EXIT
[ -t 2 ] && printf '\r\033[K' >&2
[ "$status" -eq 0 ] || grep -v '^\[' "$folder/build.log" >&2
exit "$status"
