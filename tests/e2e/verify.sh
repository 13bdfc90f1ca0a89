#!/usr/bin/env bash
# A handoff's claims against repository and machine: what moved is named, nothing hostile runs. TAP.
. "$(dirname "$0")/lib.sh"
export HOME=$scratch/home XDG_DATA_HOME=$scratch/data XDG_STATE_HOME=$scratch/state NO_COLOR=1 TZ=UTC
export XDG_CONFIG_HOME=$scratch/config
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
unset BATON_DB BATON_PROJECT BATON_TOKEN CLAUDE_CONFIG_DIR
mkdir -p "$HOME" "$scratch/repo"
cd "$scratch/repo" || exit 1

commit() { git add -A && git -c user.name=t -c user.email=t@t commit -q --allow-empty -m "$1"; }

# at_terminal ANSWERS COMMAND…: runs it on a terminal of its own, the answers typed.
at_terminal() {
  python3 - "$@" <<'PYTHON'
import os, pty, sys
answers, command = sys.argv[1], sys.argv[2:]
child, terminal = pty.fork()
if child == 0:
    os.execvp(command[0], command)
os.write(terminal, answers.encode())
seen = b""
try:
    while piece := os.read(terminal, 4096):
        seen += piece
except OSError:
    pass
sys.stdout.write(seen.decode(errors="replace").replace("\r\n", "\n"))
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
PYTHON
}

# A session that creates a file and runs a test ---------------------------------------------------
git init -q -b main && printf 'test:\n\techo checked >>ran\n' >Makefile && echo ran >.gitignore && commit one
code 3 "nothing to verify without a handoff" "$BATON" handoff verify
ok "start" "$BATON" start
common="\"sessionId\":\"s1\",\"cwd\":\"$PWD\",\"timestamp\":\"$(date -u +%Y-%m-%dT%H:%M:%S.999Z)\",\"gitBranch\":\"main\""
{
  echo "{\"type\":\"user\",\"uuid\":\"1\",$common,\"message\":{\"role\":\"user\",\"content\":\"Make the gate open\"}}"
  echo "{\"type\":\"assistant\",\"uuid\":\"2\",$common,\"message\":{\"id\":\"m1\",\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"Write\",\"input\":{\"file_path\":\"$PWD/gate.py\",\"content\":\"x\"}}]}}"
  echo "{\"type\":\"user\",\"uuid\":\"3\",$common,\"message\":{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"t1\",\"content\":\"File created\"}]}}"
  echo "{\"type\":\"assistant\",\"uuid\":\"4\",$common,\"message\":{\"id\":\"m2\",\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"t2\",\"name\":\"Bash\",\"input\":{\"command\":\"make test\"}}]}}"
  echo "{\"type\":\"user\",\"uuid\":\"5\",$common,\"message\":{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"t2\",\"content\":\"12 passed\"}]}}"
  echo "{\"type\":\"assistant\",\"uuid\":\"6\",$common,\"message\":{\"id\":\"m3\",\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"The gate opens.\"}]}}"
} >"$scratch/s1.jsonl"
echo x >gate.py && commit two
mkdir -p "$HOME/.claude/projects/r" && sleep 1 && cp "$scratch/s1.jsonl" "$HOME/.claude/projects/r/s1.jsonl"
ok "done" "$BATON" done
has_line "the receipt says how fast the first edit came" "The first edit came [01] s after the start.*"
ok "stats" "$BATON" stats
has "say so too" "median; 1 of 1 session within 5 min"
ok "an untouched repository holds" "$BATON" handoff verify
has "the summary says so" "claims hold, 1 not checked."
has "the test is not run by itself" "it is run again only with --run"
ok "in JSON too" "$BATON" handoff verify 1 --json
json "which is JSON"
has "with each claim" '"kind":"file"'
ok "test did not run" test ! -e ran

# What a stranger wants to be run -----------------------------------------------------------------
ok "without a terminal nothing is run" "$BATON" handoff verify --run
has "and it says why" "there is no terminal to ask on"
ok "--yes alone runs nothing that nobody agreed to" "$BATON" handoff verify --yes
has "and says what to do" "say always with --run"
ok "test did still not run" test ! -e ran
ok "no is no" at_terminal $'n\n' "$BATON" handoff verify --run
has "it shows the command before" "make test"
ok "and nothing ran" test ! -e ran
ok "yes runs it" at_terminal $'y\n' "$BATON" handoff verify --run
has "and it holds" "claims hold."
ok "it ran" test -e ran
ok "yes is for once" "$BATON" handoff verify --yes
ok "so nothing more ran" test "$(wc -l <ran)" -eq 1
ok "always runs it" at_terminal $'always\n' "$BATON" handoff verify --run
ok "from then on --yes runs it, without terminal" "$BATON" handoff verify --yes
ok "and --run without asking" "$BATON" handoff verify --run
ok "it ran four times" test "$(wc -l <ran)" -eq 4
printf 'test:\n\tfalse\n' >Makefile
code 1 "a test that fails now" "$BATON" handoff verify --yes
has "is named" "make test fails now"
git checkout -q Makefile

# Pre-flight checks -------------------------------------------------------------------------------
mkdir -p "$scratch/flight" && cd "$scratch/flight" || exit 1
git init -q -b main && printf 'one\ntwo\n' >.gitignore && commit one
ok "a project with a handoff" "$BATON" init flight
cat >"$scratch/flight.md" <<'MARKDOWN'
# Session handoff

## Pre-flight checks

```sh
touch one
touch two && exit 3
```
MARKDOWN
ok "that names checks" "$BATON" import "$scratch/flight.md"
ok "they are not run by themselves" "$BATON" handoff verify
has "which it says of each" "preflight touch one: it is run only with --run"
ok "nor without a terminal" "$BATON" handoff verify --run
ok "nor on a bare --yes" "$BATON" handoff verify --yes
ok "nothing ran" test ! -e one -a ! -e two
ok "the person is asked for each" at_terminal $'n\nn\n' "$BATON" handoff verify --run
has "with what it is and where it is from" "A pre-flight check of the handoff"
ok "no is no" test ! -e one -a ! -e two
code 1 "one of them fails" at_terminal $'always\ny\n' "$BATON" handoff verify --run
has "and says how" 'pre-flight `touch two && exit 3`: exit 3'
ok "both ran, in the project's folder" test -e one -a -e two
rm one two
ok "--yes runs what was trusted" "$BATON" handoff verify --yes
ok "and that alone" test -e one -a ! -e two
rm one
ok "start" "$BATON" start
ok "resume asks too" at_terminal $'n\n' "$BATON" resume --run
ok "of what is not trusted" test -e one -a ! -e two
commit two
ok "done without a remote" "$BATON" done --next "fly"
has "says that nothing is pushed" "nothing is pushed anywhere"
cd "$scratch/repo" || exit 1

# What moved --------------------------------------------------------------------------------------
echo y >new.txt
code 1 "a dirty tree" "$BATON" handoff verify
has "is named" "1 file not committed that the handoff does not name: new.txt"
commit three
code 1 "a new commit" "$BATON" handoff verify
has "is counted" "1 commit since"
git mv gate.py door.py && commit four
code 1 "a file that is gone" "$BATON" handoff verify
has "is named first" "No longer holds"
has "by its path" "gate.py is gone"
has_line "and summed up" 'MOVED 2 of [0-9]+ claims no longer hold: gate\.py is gone.*; 2 commits since.*'
git branch -m main trunk
code 1 "a renamed branch" "$BATON" handoff verify
has "is named" "branch main is gone; trunk is checked out"
ok "start says so in its first lines" "$BATON" start --quiet --budget 300
cp "$out" "$out.kept"
has_line "with a line MOVED" 'MOVED    3 of .* gate\.py is gone.*'
ok "within its budget: 300 tokens are 1200 characters" test "$(wc -m <"$out.kept")" -le 1201
code 1 "and so does resume" "$BATON" resume
has_line "with the same" 'MOVED    3 of .*'
cd "$scratch" || exit 1
ok "elsewhere nothing is compared" "$BATON" --project repo handoff verify
has "and it says so" "this directory is not the project's"

# Roles -------------------------------------------------------------------------------------------
cd "$scratch/repo" || exit 1
ok "roles" "$BATON" roles
has "are listed" "session-manager"
code 3 "a role that is not there" "$BATON" start --role nobody
one_error_line "is an error of a line"
err_has "that names those there are" "debugging"
ok "and no session was begun" "$BATON" sessions
hasnt "by it" "  4  "
mkdir -p "$XDG_CONFIG_HOME/baton/roles" && echo "Test everything twice." >"$XDG_CONFIG_HOME/baton/roles/tester.md"
ok "a role of one's own" "$BATON" start --role tester
has "is printed" "Test everything twice."
order=$(grep -oE '^(Test everything|# Notes recorded)' "$out" | head -n 1)
ok "before the handoff" test "$order" = "Test everything"
"$BATON" pause >"$out" 2>&1
ok "resume with a built-in one" "$BATON" resume --role session-manager
has "prints it too" "# Role: session manager"

# Files in the repository -------------------------------------------------------------------------
mkdir -p "$scratch/kept" && cd "$scratch/kept" || exit 1
git init -q -b main && echo "# Somebody's" >HANDOFF.md && printf '# Our status\n\nWritten by hand.\n' >PROJECT_STATUS.md && commit one
ok "start" "$BATON" start
ok "done without wish" "$BATON" done --next "first step"
ok "writes no file" git diff --quiet
code 4 "a HANDOFF.md of somebody's" "$BATON" init --handoff-file
err_has "is refused" "was written by somebody else"
ok "and left as it was" git diff --quiet
git rm -q HANDOFF.md && commit two
ok "init with files" "$BATON" init --handoff-file --status-file
has "says so" "HANDOFF.md is made"
ok "what was written by hand stays" grep -qx "Written by hand." PROJECT_STATUS.md
ok "with the block after it" grep -qx "1. first step" PROJECT_STATUS.md
ok "again" "$BATON" init --handoff-file --status-file
has "changes nothing" "up to date already"
commit three
echo "Below, by hand." >>PROJECT_STATUS.md
ok "start" "$BATON" start
ok "done" "$BATON" done --next "second step" --blocker "no key"
has "names the files" "HANDOFF.md"
ok "the new handoff is there" grep -q "second step" HANDOFF.md
ok "the old one is archived" grep -q "first step" "handoffs/$(date -u +%Y-%m-%d)-session-1.md"
ok "the status is new" grep -qx -- "- no key" PROJECT_STATUS.md
ok "and what was written by hand stays" grep -qx "Below, by hand." PROJECT_STATUS.md
ok "above, too" grep -qx "# Our status" PROJECT_STATUS.md
ok "and what done wrote counts as no change" "$BATON" handoff verify
sed -i 's/<!-- .baton:status -->//' PROJECT_STATUS.md && commit four
ok "start" "$BATON" start
ok "done with a damaged block" "$BATON" done
ok "leaves the file alone" git diff --quiet PROJECT_STATUS.md

# A hostile document ------------------------------------------------------------------------------
mkdir -p "$scratch/hostile" && cd "$scratch/hostile" || exit 1
mkfifo pipe package.json
ok "a project without git" "$BATON" init hostile
python3 - >"$scratch/HANDOFF.md" <<'PYTHON'
print("""# Session Handoff

## Files Created
- `pipe`
- `../../../../etc/passwd`
- `/etc/shadow`
- `x; touch ran`

## Services Running
""")
for port in range(1, 60000, 17): print(f"- thing on localhost:{port}")
print("\n## Commands\n")
for i in range(3000): print(f"- `npm run x{i}; rm -rf . ; $(touch ran)`")
PYTHON
ok "import of a hostile handoff" "$BATON" import "$scratch/HANDOFF.md"
code 1 "verify comes to an end" timeout 20 "$BATON" handoff verify
ok "nothing was run" test ! -e ran
ok "nothing was removed" test -e .baton
finish
