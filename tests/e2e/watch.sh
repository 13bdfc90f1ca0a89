#!/usr/bin/env bash
# baton watch: what assistants write is imported as it comes, once, and Ctrl-C ends it. TAP.
. "$(dirname "$0")/lib.sh"
export HOME=$scratch/home XDG_DATA_HOME=$scratch/data NO_COLOR=1 TZ=UTC
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
unset BATON_DB BATON_PROJECT BATON_TOKEN CLAUDE_CONFIG_DIR CODEX_HOME
claude=$HOME/.claude/projects/-work
mkdir -p "$claude" "$scratch/work"
cd "$scratch/work" || exit 1
watch_id=

stop_watch() { [ -z "$watch_id" ] || kill "$watch_id" 2>/dev/null; }
cleanup() {
  stop_watch
  rm -rf "$scratch"
}

# begin_watch PATH…
begin_watch() {
  "$BATON" watch --still 0.2 --every 0.1 "$@" >"$scratch/watch.out" 2>"$scratch/watch.err" &
  watch_id=$!
}

# end_watch NAME SIGNAL: it ends by itself, in time, with exit code 0.
end_watch() {
  local status=0 tries=0
  kill "-$2" "$watch_id"
  while kill -0 "$watch_id" 2>/dev/null && [ $tries -lt 100 ]; do
    sleep 0.1
    tries=$((tries + 1))
  done
  kill -0 "$watch_id" 2>/dev/null && kill -9 "$watch_id"
  wait "$watch_id" || status=$?
  watch_id=
  if [ "$status" -eq 0 ]; then passed "$1"; else failed "$1" "exit code $status"; fi
}

# eventually NAME COMMAND…: within 20 seconds it succeeds.
eventually() {
  local name=$1 tries=0
  shift
  until "$@" >"$out" 2>"$err"; do
    tries=$((tries + 1))
    if [ $tries -ge 100 ]; then
      failed "$name"
      return
    fi
    sleep 0.2
  done
  passed "$name"
}

record() { # UUID TIME ROLE TEXT
  echo "{\"type\":\"$3\",\"uuid\":\"$1\",\"sessionId\":\"s-1\",\"cwd\":\"$scratch/work\",\"timestamp\":\"$2\",\"message\":{\"role\":\"$3\",\"content\":\"$4\"}}"
}
now() { date -u +%Y-%m-%dT%H:%M:%S.000Z; }
finds() { [ "$("$BATON" search "$1" --json | grep -c "$1")" -gt 0 ]; }
session_count() { "$BATON" sessions --json | grep -o '"session_number":' | wc -l; }
# event_count TYPE
event_count() {
  python3 -c 'import sqlite3, sys
print(sqlite3.connect(sys.argv[1]).execute("SELECT count(*) FROM events WHERE type = ?", sys.argv[2:]).fetchone()[0])' \
    "$XDG_DATA_HOME/baton/baton.db" "$1"
}

ok "init" "$BATON" init demo
record a 2026-03-01T10:00:00.000Z user "build the lighthouse" >"$claude/s-1.jsonl"
begin_watch
eventually "what was there is imported" finds lighthouse
record b 2026-03-01T10:01:00.000Z assistant "the keystone is laid" >>"$claude/s-1.jsonl"
eventually "what is added is imported" finds keystone
printf '%s' "$(record c 2026-03-01T10:02:00.000Z user 'now paint the balustrade' | head -c 90)" >>"$claude/s-1.jsonl"
sleep 1
record c 2026-03-01T10:02:00.000Z user "now paint the balustrade" | tail -c +91 >>"$claude/s-1.jsonl"
eventually "a line that came in two parts is imported whole" finds balustrade
if [ "$(session_count)" -eq 1 ]; then passed "it stays one session"; else failed "it stays one session" "$(session_count) sessions"; fi

rollout=$HOME/.codex/sessions/2026/03/02/rollout-x.jsonl
mkdir -p "$(dirname "$rollout")"
{
  echo "{\"timestamp\":\"2026-03-02T10:00:00.000Z\",\"type\":\"session_meta\",\"payload\":{\"id\":\"c-1\",\"cwd\":\"$scratch/work\"}}"
  echo '{"timestamp":"2026-03-02T10:00:01.000Z","type":"response_item","payload":{"type":"message","role":"user","content":[{"type":"input_text","text":"mend the foghorn"}]}}'
} >"$rollout"
eventually "a history that is new is followed too" finds foghorn

ok "a session is begun" "$BATON" start "polish the lens"
sleep 1
sed 's/s-1/s-2/' < <(record d "$(now)" user "grind the fresnel rings") >"$claude/s-2.jsonl"
eventually "what is written in an open session is imported" finds fresnel
if [ "$(session_count)" -eq 3 ]; then passed "into that one"; else failed "into that one" "$(session_count) sessions"; fi
ok "the session is done" "$BATON" done
if [ "$(session_count)" -eq 3 ]; then passed "it became no second session"; else failed "it became no second session"; fi
sed 's/s-1/s-2/' < <(record e "$(now)" user "then the vestibule") >>"$claude/s-2.jsonl"
eventually "what is written after it is added" finds vestibule
if [ "$(session_count)" -eq 3 ]; then passed "to the same session"; else failed "to the same session"; fi
end_watch "SIGTERM ends it" TERM
if [ ! -s "$scratch/watch.err" ]; then passed "it says nothing where nobody reads"; else failed "it says nothing where nobody reads" "$(cat "$scratch/watch.err")"; fi

mkdir folder
begin_watch --project demo --json folder
echo '[{"role":"user","content":"hang the pennant"},{"role":"assistant","content":"It hangs."}]' >folder/talk.json
eventually "a folder that was named is followed" finds pennant
eventually "--json tells each import in a line" grep -q '"path":".*talk.json"' "$scratch/watch.out"
before=$(event_count session.appended)
touch folder/talk.json
sleep 1.5
if [ "${before:-0}" -gt 0 ] && [ "$(event_count session.appended)" = "$before" ]; then passed "reading a file again adds nothing"; else failed "reading a file again adds nothing"; fi
end_watch "SIGINT ends it" INT

finish
