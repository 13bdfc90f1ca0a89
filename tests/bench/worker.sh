#!/usr/bin/env bash
# The Worker in workerd with a local D1 under wrk, beside a bare Worker on a copy of the same database
# that runs one query a path and returns its string, without static assets and with: wrangler puts a router
# before a Worker that has some. The ratio is the median over pairs of runs, one
# right after the other. Then the core's own time, and the memory. Prints table lines: figure, measured,
# what it is to be. Usage: worker.sh [PAIRS] [SECONDS]
set -euo pipefail
cd "$(dirname "$0")/../.."
pairs=${1:-7}
seconds=${2:-2}
folder=$(mktemp -d)
processes=()
leave() {
  for process in "${processes[@]}"; do kill -- "-$process" 2>/dev/null || true; done
  rm -rf "$folder"
}
trap leave EXIT

# serve NAME PORT COMMAND…: starts a server in a process group of its own and waits for its health.
serve() {
  local name=$1 address=http://127.0.0.1:$2
  shift 2
  setsid "$@" >"$folder/$name.log" 2>&1 &
  processes+=($!)
  for _ in $(seq 300); do
    ! curl -sf -o /dev/null "$address/api/stats" || return 0
    sleep 0.2
  done
  cat "$folder/$name.log" >&2
  echo "worker.sh: $name does not start" >&2
  exit 1
}

rate() {
  wrk -t 1 -c 16 -d "${2}s" "$1" | awk '
    /Non-2xx/ { print "worker.sh: " $0 > "/dev/stderr"; exit 1 }
    /Requests\/sec/ { print $2 }'
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
send() { curl -sf -H 'Content-Type: application/json' "$ours$1" -d "$2"; }

ours=http://127.0.0.1:18788
bare=http://127.0.0.1:18789
assets=http://127.0.0.1:18790
LOG_LEVEL=error LOCAL_OPEN=1 PORT=18788 STATE="$folder/state" serve baton 18788 tools/worker.sh
for number in $(seq 100); do
  send /api/projects "{\"name\":\"Project $number\",\"description\":\"Number $number of a hundred projects\"}" >/dev/null
done
project=$(curl -sf "$ours/api/projects" | sed 's/^[^[]*\[{"id":\([0-9]*\),.*/\1/')
for number in $(seq 50); do
  send /api/sessions "{\"project_id\":$project,\"objectives\":\"Session $number of fifty\"}" >/dev/null
done
# bare NAME PORT CONFIG: on a copy of the database.
bare() {
  cp -r "$folder/state" "$folder/$1"
  serve "$1" "$2" tools/wrangler.sh dev --config "$3" --ip 127.0.0.1 --port "$2" --inspector-port 0 \
    --persist-to "$folder/$1" --log-level error
}
sed "s|^main = .*|main = \"$PWD/tests/bench/bare_worker/worker.mjs\"|" tests/bench/bare_worker/wrangler.toml \
  >"$folder/assets.toml"
printf '[assets]\ndirectory = "%s"\nrun_worker_first = ["/api/*"]\n' "$PWD/build/web" >>"$folder/assets.toml"
bare bare 18789 tests/bench/bare_worker/wrangler.toml
bare assets 18790 "$folder/assets.toml"

for path in /api/projects /api/stats "/api/projects/$project/sessions"; do
  rm -f "$folder"/rates_*
  rate "$ours$path" 1 >/dev/null
  rate "$bare$path" 1 >/dev/null
  rate "$assets$path" 1 >/dev/null
  for pair in $(seq "$pairs"); do
    if ((pair % 2)); then order='ours bare assets'; else order='assets bare ours'; fi
    for name in $order; do rate "${!name}$path" "$seconds" >>"$folder/rates_$name"; done
  done
  for other in bare assets; do
    percent=$(paste "$folder/rates_ours" "$folder/rates_$other" | awk '{ print 100 * $1 / $2 }' | median)
    [ "$other" = bare ] && what='with one query' || what='with one query and static assets too'
    printf '| GET %s on the Worker, of a bare Worker %s | %.0f %% (%.0f of %.0f a second) | >= 90 %% |\n' \
      "${path/$project/:id}" "$what" "$percent" "$(median <"$folder/rates_ours")" "$(median <"$folder/rates_$other")"
  done
done

# Saving 200 turns at once, beside one INSERT a turn.
session=$(send /api/sessions "{\"project_id\":$project}" | sed 's/.*"session_id":\([0-9]*\).*/\1/')
turns() {
  python3 -c 'import json, sys
turns = [{"role": "user" if i % 2 else "assistant", "content": f"turn {i} of round {sys.argv[2]}: " + "word " * 130} for i in range(200)]
print(json.dumps({"session_id": int(sys.argv[1]), "conversation": turns}))' "$session" "$1"
}
seconds_of() { curl -sf -o "$folder/answer" -w '%{time_total}\n' -H 'Content-Type: application/json' --data-binary @"$folder/turns" "$1"; }
for round in $(seq "$pairs"); do
  turns "$round" >"$folder/turns"
  seconds_of "$ours/api/conversations/save" >>"$folder/saved"
  seconds_of "$bare/api/conversations/save" >>"$folder/inserted"
done
saved=$(median <"$folder/saved")
inserted=$(median <"$folder/inserted")
awk -v a="$saved" -v b="$inserted" 'BEGIN {
  printf "| saving 200 turns of 700 bytes on the Worker, beside one INSERT a turn | %.0f times faster (%.0f ms, %.0f ms) | >= 25 times |\n", b / a, 1000 * a, 1000 * b }'
node tests/bench/module.mjs
