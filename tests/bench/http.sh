#!/usr/bin/env bash
# GET /api/projects with 100 projects under wrk, beside a bare Beast server that runs the same
# statement on the same file, and the memory of the idle server. The ratio is the median over pairs
# of runs, one right after the other, so that what else the machine does falls on both. Prints table
# lines: figure, measured, what it is to be. Usage: http.sh [PAIRS] [SECONDS]
set -euo pipefail

baton=${BATON:-build/release/baton}
bare=${BARE_SERVER:-build/release/bench/bare_server}
pairs=${1:-15}
seconds=${2:-1}
for tool in wrk curl; do
  command -v "$tool" >/dev/null || { echo "http.sh: $tool is missing (package $tool)" >&2; exit 1; }
done

folder=$(mktemp -d)
processes=()
leave() {
  for process in "${processes[@]}"; do kill "$process" 2>/dev/null && wait "$process" || true; done
  rm -rf "$folder"
}
trap leave EXIT

# start NAME COMMAND…: starts a server and puts its address in NAME_address, its process in NAME_process.
start() {
  local name=$1 address=''
  shift
  : >"$folder/$name"
  "$@" >>"$folder/$name" &
  processes+=($!)
  printf -v "${name}_process" %s $!
  for _ in $(seq 200); do
    address=$(head -n 1 "$folder/$name")
    [ -n "$address" ] && break
    sleep 0.05
  done
  [ -n "$address" ] || { echo "http.sh: $name does not start" >&2; exit 1; }
  printf -v "${name}_address" %s "$address"
}

resident() { awk '/^VmRSS/ { printf "%.1f", $2 / 1024 }' "/proc/$1/status"; }

# Requests per second of one run.
rate() {
  wrk -t 2 -c 16 -d "${2}s" "$1/api/projects" | awk '
    /Non-2xx/ { print "http.sh: " $0 > "/dev/stderr"; exit 1 }
    /Requests\/sec/ { print $2 }'
}

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

start served "$baton" --db "$folder/bench.db" serve --port 0
sleep 1
idle=$(resident "$served_process")
for number in $(seq 100); do
  curl -sf -o "$folder/made" -H 'Content-Type: application/json' "$served_address/api/projects" -d \
    "{\"name\":\"Project $number\",\"description\":\"Number $number of a hundred projects\"}"
done
start plain "$bare" "$folder/bench.db"

# The two must send the same bytes, or the comparison says nothing.
curl -sf "$served_address/api/projects" >"$folder/served.json"
curl -sf "$plain_address/api/projects" >"$folder/plain.json"
cmp "$folder/served.json" "$folder/plain.json"

rate "$served_address" 1 >"$folder/warm"
rate "$plain_address" 1 >"$folder/warm"
for pair in $(seq "$pairs"); do
  # Each goes first every other time.
  if ((pair % 2)); then order='served plain'; else order='plain served'; fi
  for name in $order; do
    address=${name}_address
    rate "${!address}" "$seconds" >>"$folder/rates_$name"
  done
done

ours=$(median <"$folder/rates_served")
theirs=$(median <"$folder/rates_plain")
percent=$(paste "$folder/rates_served" "$folder/rates_plain" | awk '{ print 100 * $1 / $2 }' | median)
printf '| GET /api/projects, 100 projects, of a bare Beast server | %.0f %% (%.0f of %.0f a second) | >= 90 %% |\n' \
  "$percent" "$ours" "$theirs"
echo "| memory of the idle server | $idle MB | <= 25 MB |"
echo "| memory of the server after the load | $(resident "$served_process") MB | |"
