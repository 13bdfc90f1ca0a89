#!/usr/bin/env bash
# The command line as people use it: the tour, exit codes, and databases that cannot be used. TAP.
. "$(dirname "$0")/lib.sh"
demo=$(cd "$(dirname "$0")/../../demo" && pwd)
export HOME=$scratch/home XDG_DATA_HOME=$scratch/data NO_COLOR=1 TZ=UTC
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
unset BATON_DB BATON_PROJECT BATON_TOKEN CLAUDE_CONFIG_DIR
mkdir -p "$HOME" "$scratch/work"
cd "$scratch/work" || exit 1

now() { date -u -d "${1:-now}" +%Y-%m-%dT%H:%M:%S.000Z; }

# transcript FILE SESSION CWD TIME TEXT: a user's words, a file written, a test that passes.
transcript() {
  local common="\"sessionId\":\"$2\",\"cwd\":\"$3\",\"timestamp\":\"$4\",\"gitBranch\":\"main\""
  mkdir -p "$(dirname "$1")"
  {
    echo "{\"type\":\"user\",\"uuid\":\"$2-1\",$common,\"message\":{\"role\":\"user\",\"content\":\"$5\"}}"
    echo "{\"type\":\"assistant\",\"uuid\":\"$2-2\",$common,\"message\":{\"id\":\"m1\",\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"$2-t\",\"name\":\"Write\",\"input\":{\"file_path\":\"$3/gate.py\",\"content\":\"open = True\"}}]}}"
    echo "{\"type\":\"user\",\"uuid\":\"$2-3\",$common,\"message\":{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"$2-t\",\"content\":\"File created\"}]}}"
    echo "{\"type\":\"assistant\",\"uuid\":\"$2-4\",$common,\"message\":{\"id\":\"m2\",\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"The gate opens. Next step: paint it.\"}]}}"
  } >>"$1"
}

# The tour ---------------------------------------------------------------------------------------
ok "help" "$BATON" help
has "help lists commands" "resume"
for command in status start resume save import pause done handoff sessions show search stats init \
  projects serve token redact forget doctor completion roles; do
  ok "help of $command" "$BATON" "$command" --help
  has "$command has examples" "Examples"
done
ok "version" "$BATON" --version
has "version is told" "baton 0."
for shell in bash zsh fish; do ok "completion for $shell" "$BATON" completion "$shell"; done
"$BATON" completion bash >"$scratch/completion" && ok "bash reads its completion" bash -n "$scratch/completion"
ok "status without anything" "$BATON"
has "status says what to do" "baton start"

ok "init" "$BATON" init demo
ok ".baton holds the uid" grep -Eq '[0-9a-f]{8}-[0-9a-f]{4}' .baton
code 4 "init does not overwrite" "$BATON" init demo
one_error_line "init says so in a line"
ok "import of a transcript" "$BATON" import "$demo/3-storm-alerts.jsonl"
has "one session came of it" "1 session"
ok "start" "$BATON" start "send the mail"
for text in app/alerts.py send_test_mail.py "when a day's prediction is cached" "mean high water"; do
  has "the handoff knows: $text" "$text"
done
ok "status shows the session" "$BATON"
has "its objective" "send the mail"
ok "save" "$BATON" save - <<<'[{"role":"user","content":"Use port 2525."},{"role":"assistant","content":"Done: port 2525 is used. key=ghp_x7Qm2Rk9Lp4TzV8bNc1WdF6sHj3YgE5uAaXo"}]'
has "two turns were saved" "2 turns saved"
ok "saving again" "$BATON" save - <<<'[{"role":"user","content":"Use port 2525."}]'
has "adds nothing" "0 turns saved"
ok "done" "$BATON" done --accomplished "mail goes out" --next "document the port" --credits 2
has "the receipt has what was done" "mail goes out"
has "and what is next" "document the port"
has "and says that one may stop" "Safe to stop."
ok "start again" "$BATON" start
has "shows the work before" "document the port"
ok "search" "$BATON" search port 2525
has "finds the turn" "demo#2:1"
ok "show a turn" "$BATON" show demo#2:2
has "with its secret masked" "[masked:"
hasnt "not told" "x7Qm2Rk9"
ok "show last" "$BATON" show last
ok "sessions" "$BATON" sessions
has "are listed" "Alerts for unusually high water"
ok "handoff as a prompt in a budget" "$BATON" handoff 1 --format prompt --budget 300
ok "budget is kept" test "$(wc -m <"$out")" -le 1201
ok "handoff show" "$BATON" handoff show 1
err_has "what was measured is told beside the document" "grounded "
hasnt "and not in it" "of the session"
ok "handoff list" "$BATON" handoff list
ok "handoff diff" "$BATON" handoff diff
has "tells what was done" "mail goes out"
ok "handoff diff of two" "$BATON" handoff diff 1 2
has "names both sessions" "Session 1 → 2"
code 3 "handoff diff of the first" "$BATON" handoff diff 1
err_has "says that there is none before" "No earlier session"
printf '# Session handoff\n\n## Goal\nPort 2525\n\n## Next steps\n- fix stuff\n' >"$scratch/bad.md"
code 0 "handoff lint of a file" "$BATON" handoff lint "$scratch/bad.md"
has "points at the line" "7:3: vague-step:"
has "tells the score" "Score 88 of 100"
code 1 "handoff lint with a higher bar" "$BATON" handoff lint "$scratch/bad.md" --least 95
has "says what would pass" "95 would pass"
code 1 "handoff lint of nothing" "$BATON" handoff lint - </dev/null
code 3 "handoff lint of no file" "$BATON" handoff lint "$scratch/none.md"
ok "handoff lint of a session" "$BATON" handoff lint 1
code 2 "handoff with an unknown action" "$BATON" handoff shown 1

ok "handoff as a page" "$BATON" handoff --format html
has "is HTML" "<!doctype html>"
hasnt "without a script" "<script"
ok "handoff for paper" "$BATON" handoff export --format print
has "has a page size" "@page{size:A4"
ok "handoff as a PDF" "$BATON" handoff export 1 --output "$scratch/handoff.pdf"
ok "is one" grep -q '^%PDF-' "$scratch/handoff.pdf"
if command -v pdftotext >/dev/null; then
  ok "a PDF is read as text" pdftotext -layout "$scratch/handoff.pdf" -
  has "with its headings" "Next steps"
else
  skip "a PDF is read as text" "needs pdftotext, of poppler-utils"
fi
code 2 "a PDF is nothing for JSON" "$BATON" --json handoff --format pdf
one_error_line "which is told in a line"
err_has "with what to do" "--output FILE"
ok "templates" "$BATON" handoff export --template list
has_line "are listed" 'pr +a pull request.*'
ok "handoff as a pull request" "$BATON" handoff export 1 --template pr
has "has its headings" "## Tested"
mkdir -p "$scratch/config/baton/templates"
printf 'Next: {{#next}}{{text}}; {{/next}}\n' >"$scratch/config/baton/templates/mine.md"
printf '\n{{nxet}}\n' >"$scratch/config/baton/templates/wrong.txt"
ok "a template of one's own" env XDG_CONFIG_HOME="$scratch/config" "$BATON" handoff export 1 --template mine
has "is filled" "Next: "
code 5 "a wrong name in a template" env XDG_CONFIG_HOME="$scratch/config" "$BATON" handoff export --template wrong
one_error_line "is told in a line"
err_has "with file and line" "templates/wrong.txt:2: there is no {{nxet}}"
code 3 "no such template" "$BATON" handoff export --template nope
code 2 "a template has no format" "$BATON" handoff export --template pr --format md
ok "stats" "$BATON" stats
ok "growth" "$BATON" stats --growth --sessions 50 --credits 10
has "predicted" "89.0 %"
has "and measured" "Measured"
ok "projects" "$BATON" projects
ok "token" "$BATON" token create laptop --role read
has_line "a token looks like one" 'baton_[A-Za-z0-9_-]{43}'
ok "token list" "$BATON" token list
has "names it" "laptop"
ok "token revoke" "$BATON" token revoke laptop
ok "token for one project" "$BATON" token create --for ci --role read --project demo
code 3 "no token for an unknown project" "$BATON" token create --for ci --project nowhere
ok "login link" "$BATON" token create phone --link
has_line "a link leads to the server" 'http://127\.0\.0\.1:8787/login\?code=[A-Za-z0-9_-]{43}'
ok "doctor" "$BATON" doctor
ok "rebuild" "$BATON" doctor --rebuild
ok "nothing is lost by it" "$BATON" show 1:1
"$BATON" redact >"$out" 2>"$err" <<<'token ghp_x7Qm2Rk9Lp4TzV8bNc1WdF6sHj3YgE5uAaXo end'
has "redact masks" "[masked:"
err_has "and counts on stderr" ": 1"

# JSON -------------------------------------------------------------------------------------------
for command in status projects sessions "handoff" "handoff list" "handoff lint" "handoff diff" "show 1" "show 1:1" "search mail" stats \
  "stats --growth" "token list" doctor; do
  # shellcheck disable=SC2086  # words are meant to be split
  ok "--json $command" "$BATON" --json $command
  json "$command answers JSON"
done
code 3 "--json of a failure" "$BATON" --json show 99
json "is JSON too"

# Exit codes -------------------------------------------------------------------------------------
code 2 "an unknown command" "$BATON" strat
err_has "suggests the nearest" "Did you mean start?"
code 2 "an unknown option" "$BATON" start --budgt 5
code 2 "no session's name" "$BATON" show x
code 3 "no such session" "$BATON" show 99
one_error_line "is one line"
code 3 "no such project" "$BATON" --project none status
code 3 "no such file" "$BATON" import "$scratch/none.jsonl"
code 5 "no conversation" "$BATON" save - <<<'just words'
code 5 "no transcript" "$BATON" import "$BATON"
"$BATON" done >/dev/null 2>&1
code 4 "nothing to complete" "$BATON" done
code 4 "nothing to stop at once" "$BATON" done --emergency
mkdir -p "$scratch/bin"
printf '#!/bin/sh\necho "$# word: $1"\n' >"$scratch/bin/claude"
chmod +x "$scratch/bin/claude"
ok "what hands over to an assistant" "$BATON" handoff --to claude
has_line "is a line for the shell" 'claude "\$\(baton handoff show --format prompt\)"'
cp "$XDG_DATA_HOME/baton/baton.db" "$scratch/it's mine.db"
ok "with a database of its own" "$BATON" --db "$scratch/it's mine.db" handoff --to claude --budget 900
cp "$out" "$scratch/line"
ok "the line is for the shell too" env PATH="$scratch/bin:$(dirname "$BATON"):$PATH" sh "$scratch/line"
has "and starts the assistant with it" "1 word: # Notes recorded"
ok "the assistant is started" env PATH="$scratch/bin:$PATH" "$BATON" handoff --to claude --exec
has "with the handoff as one word" "1 word: # Notes recorded"
code 3 "an assistant that is not installed" env PATH=/nowhere "$BATON" handoff --to codex --exec
ok "an emergency waits for no server" "$BATON" --remote http://127.0.0.1:9 done --emergency
has "and says where it wrote" "emergency-"
code 6 "a remote that is not there" "$BATON" --remote http://127.0.0.1:9 projects

# The machine's histories, sorted into projects ----------------------------------------------------
git init -q "$scratch/repo" && cd "$scratch/repo" || exit 1
git -c user.name=t -c user.email=t@t commit -q --allow-empty -m one
git worktree add -q "$scratch/tree" -b side 2>/dev/null
histories=$HOME/.claude/projects
transcript "$histories/a/aaaaaaaa-0000-4000-8000-000000000001.jsonl" \
  aaaaaaaa-0000-4000-8000-000000000001 "$scratch/repo" 2026-01-01T10:00:00.000Z "Make the gate open"
transcript "$histories/b/aaaaaaaa-0000-4000-8000-000000000002.jsonl" \
  aaaaaaaa-0000-4000-8000-000000000002 "$scratch/tree/sub" 2026-01-02T10:00:00.000Z "Now the fence"
transcript "$histories/c/aaaaaaaa-0000-4000-8000-000000000003.jsonl" \
  aaaaaaaa-0000-4000-8000-000000000003 /nowhere/else 2026-01-03T10:00:00.000Z "Something else"
echo '{"type":"summary","summary":"nothing","leafUuid":"x"}' >"$histories/c/empty.jsonl"
printf '{"torn' >>"$histories/c/aaaaaaaa-0000-4000-8000-000000000003.jsonl"
ok "import finds what is here" "$BATON" import
has "three sessions" "3 sessions"
has "a worktree is its repository's project" "repo: 2 sessions"
has "a folder that is gone has a project of its own" "else: 1 session"
has "the torn line is counted" "1 damaged line"
ok "import again" "$BATON" import
has "adds nothing" "3 unchanged"
ok "start in the repository" "$BATON" start
has "begins from the newest of them" "Now the fence"

# done takes in what was written since start -----------------------------------------------------
transcript "$histories/a/bbbbbbbb-0000-4000-8000-000000000001.jsonl" \
  bbbbbbbb-0000-4000-8000-000000000001 "$scratch/repo" "$(now '+1 minute')" "Paint the gate"
echo x >new.txt
ok "done in an emergency" "$BATON" done --emergency --next "call the neighbour"
has "says that the session is paused" "is paused; what is known is written"
has "has what was said" "call the neighbour"
ok "its handoff" "$BATON" handoff show last
has "draws on the end of the transcript" "Paint the gate"
ok "done" "$BATON" done
has "still has what was said" "call the neighbour"
has "took in the transcript" "4 turns"
has "knows what is not committed" "new.txt"
has "and says that one should not stop" "Not safe to stop: 1 file not committed"
ok "import afterwards" "$BATON" import
has "makes no second session of it" "4 unchanged"
git clone -q "$scratch/repo" "$scratch/clone" && cd "$scratch/clone" || exit 1
git -c user.name=t -c user.email=t@t commit -q --allow-empty -m two
ok "a clone is the same project" "$BATON" sessions
has "with its sessions" "completed"
code 1 "resume finds that a file is gone" "$BATON" resume
has "and names it" "gate.py is gone"
has "but begins" "has begun"
ok "done in the clone" "$BATON" done
has "counts what is not pushed" "1 commit not pushed"

# Killed in the middle of an import -------------------------------------------------------------
export BATON_DB=$scratch/killed.db
large=$scratch/large.jsonl
python3 - "$large" <<'PYTHON'
import json, sys
with open(sys.argv[1], "w") as file:
    for i in range(60000):
        role = "user" if i % 2 == 0 else "assistant"
        content = f"turn {i} " + f"word{i * 7919 % 100003} " * 40
        if role == "assistant": content = [{"type": "text", "text": content}]
        file.write(json.dumps({"type": role, "uuid": f"u{i}", "sessionId": "cccccccc-0000-4000-8000-000000000001",
            "cwd": "/nowhere/large", "timestamp": "2026-01-01T10:00:00.000Z",
            "message": {"role": role, "content": content}}) + "\n")
PYTHON
for delay in 0.15 0.4 0.8; do
  "$BATON" import "$large" >/dev/null 2>&1 &
  importing=$!
  sleep "$delay"
  kill -9 "$importing" 2>/dev/null
  wait "$importing" 2>/dev/null
done
ok "the database is whole after kills" "$BATON" doctor
ok "import after kills" "$BATON" import "$large"
ok "every turn is there" "$BATON" --json show large#1
has "once" '"conversation_count":60000'
has "the session is completed" '"status":"completed"'
ok "import once more" "$BATON" import "$large"
has "adds nothing" "1 unchanged"
"$BATON" --json sessions >"$scratch/before"
for delay in 0.03 0.1 0.2 0.4 0.8; do
  "$BATON" doctor --rebuild >/dev/null 2>&1 & rebuilding=$!
  sleep "$delay"
  kill -9 "$rebuilding" 2>/dev/null
  wait "$rebuilding" 2>/dev/null
  ok "a rebuild killed after $delay s changes nothing" sh -c '"$0" --json sessions | cmp - "$1"' "$BATON" "$scratch/before"
done
ok "the log folds to the same" "$BATON" doctor --rebuild
ok "as it was" sh -c '"$0" --json sessions | cmp - "$1"' "$BATON" "$scratch/before"
ok "the database is whole after rebuilds" "$BATON" doctor
ok "the daily upkeep" "$BATON" doctor --daily
has "says what it did" "Dropped 0 left-over tables"
ok "the search index is dropped" "$BATON" doctor --index drop
code 6 "search says so" "$BATON" search gate
err_has "and what to do" "--index rebuild"
ok "doctor says so too" "$BATON" doctor
has "as a note" "search index was dropped"
ok "the search index is made again" "$BATON" doctor --index rebuild
ok "search finds again" "$BATON" search gate

# Purging ----------------------------------------------------------------------------------------
ok "no secret is stored" "$BATON" doctor --secrets
has "and it says what it looked at" "No secret is stored: looked at"
ok "what is to be forgotten is there" sh -c 'cat "$0"* | grep -aq "turn 4242 word"' "$BATON_DB"
code 1 "nothing is purged unasked" "$BATON" forget --text "turn 4242 word" </dev/null
err_has "says how" "--yes"
ok "a text is forgotten" "$BATON" forget --text "turn 4242 word" --yes
has "and told" "Purged from 1 text"
ok "no byte of it is left" sh -c '! cat "$0"* | grep -aq "turn 4242 word"' "$BATON_DB"
ok "search finds as before" "$BATON" search gate
code 2 "forget needs to know what" "$BATON" forget
code 5 "a short text is not purged everywhere" "$BATON" forget --text gate --yes
ok "the database is whole after purges" "$BATON" doctor

# Databases that cannot be used -----------------------------------------------------------------
cd "$scratch/work" || exit 1
head -c 20000 /dev/zero | tr '\0' x >"$scratch/text.db"
before=$(sha256sum <"$scratch/text.db")
code 5 "a file that is no database" "$BATON" --db "$scratch/text.db" projects
one_error_line "is told in a line"
err_has "with its name" "$scratch/text.db"
ok "and is left alone" test "$before" = "$(sha256sum <"$scratch/text.db")"
code 5 "a folder is no database" "$BATON" --db "$scratch" projects
one_error_line "which is told in a line"
code 5 "a path below a file" "$BATON" --db "$scratch/text.db/x.db" import "$demo/1-first-endpoint.jsonl"
one_error_line "is told in a line too"
for command in status projects sessions "search x" done "doctor --rebuild"; do
  code 3 "a mistyped database: $command" "$BATON" --db "$scratch/mis/typed.db" $command
  one_error_line "is told in a line"
  err_has "with what makes one" "baton init"
done
code 1 "which doctor finds bad" "$BATON" --db "$scratch/mis/typed.db" doctor
ok "and nothing makes it" test ! -e "$scratch/mis"

"$BATON" --db "$scratch/newer.db" import "$demo/1-first-endpoint.jsonl" >/dev/null
python3 - "$scratch/newer.db" <<'PYTHON'
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as database:
    tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type='table'")]
    table = next((name for name in tables if "migration" in name), None)
    if table:
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
        names = {"name": "9999_later.sql", "id": 9999, "number": 9999, "version": 9999}
        used = [column for column in columns if column in names]
        marks = ", ".join("?" for _ in used)
        database.execute(f"INSERT INTO {table} ({', '.join(used)}) VALUES ({marks})", [names[c] for c in used])
    database.execute(f"PRAGMA user_version = {database.execute('PRAGMA user_version').fetchone()[0] + 9999}")
PYTHON
code 5 "a newer schema" "$BATON" --db "$scratch/newer.db" projects
one_error_line "is told in a line"

code 6 "output on a full disk" sh -c '"$0" help >/dev/full' "$BATON"
ok "a closed pipe is quiet" sh -c '"$0" help | head -n 1' "$BATON"
err_is_empty "nothing on stderr"

if [ "$(id -u)" -eq 0 ] && mkdir -p "$scratch/small" && mount -t tmpfs -o size=1m tmpfs "$scratch/small" 2>/dev/null; then
  cleanup() { umount "$scratch/small" 2>/dev/null; rm -rf "$scratch"; }
  "$BATON" --db "$scratch/small/baton.db" import "$demo/1-first-endpoint.jsonl" >/dev/null 2>&1
  code 6 "a full disk" "$BATON" --db "$scratch/small/baton.db" import "$large"
  one_error_line "is told in a line"
  err_has "with what it is" "full"
  ok "what was there is there" "$BATON" --db "$scratch/small/baton.db" projects
else
  skip "a full disk" "no tmpfs can be mounted here"
fi

if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
  as_other() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
  chmod -R a+rX "$scratch"
  mkdir "$scratch/readonly" && cp "$scratch/newer.db" "$scratch/readonly/other.db"
  "$BATON" --db "$scratch/readonly/baton.db" init readonly >/dev/null 2>&1
  (cd "$scratch/readonly" && "$BATON" --db "$scratch/readonly/baton.db" init readonly >/dev/null 2>&1)
  chmod -R a-w "$scratch/readonly"
  cd "$scratch/readonly" || exit 1
  code 5 "a read-only file" as_other "$BATON" --db "$scratch/readonly/baton.db" start
  one_error_line "is told in a line"
  ok "but can be read" as_other "$BATON" --db "$scratch/readonly/baton.db" projects
  has "with what is in it" "readonly"
else
  skip "a read-only file" "needs another user"
fi
# The whole history moves house ---------------------------------------------------------------------
ok "export" "$BATON" export --all -o "$scratch/history.jsonl"
code 2 "export without --all" "$BATON" export
ok "import of the export" "$BATON" --db "$scratch/moved.db" import "$scratch/history.jsonl"
ok "export of what was imported" "$BATON" --db "$scratch/moved.db" export --all -o "$scratch/again.jsonl"
ok "both exports are the same" cmp "$scratch/history.jsonl" "$scratch/again.jsonl"
head -n 3 "$scratch/history.jsonl" >"$scratch/torn.jsonl"
code 5 "import of a torn export" "$BATON" --db "$scratch/torn.db" import "$scratch/torn.jsonl"
err_has "a torn export is told" "breaks off"

finish
