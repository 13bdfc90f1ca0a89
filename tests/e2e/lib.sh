# What the end-to-end scripts share: TAP lines and the program under test. Source it.
#
#   . "$(dirname "$0")/lib.sh"
#   ok "name" command…        the command succeeds
#   code 3 "name" command…    it ends with this exit code; stdout and stderr lie in $out and $err
#   has "name" text           $out holds the text;  err_has "name" text: $err does
#   has_line "name" regex     a whole line of $out fits;  err_is_empty "name": $err holds nothing
#                             (ok and code write $out and $err anew: a command of theirs cannot read them)
#   skip "name" why
#   finish                    the plan, and the exit code
set -u
BATON=${BATON:-build/release/baton}
case $BATON in /*) ;; *) BATON=$PWD/$BATON ;; esac
scratch=$(mktemp -d)
trap 'cleanup' EXIT
out=$scratch/stdout
err=$scratch/stderr
checks=0
failures=0

cleanup() { rm -rf "$scratch"; }

passed() {
  checks=$((checks + 1))
  echo "ok $checks - $1"
}

failed() {
  checks=$((checks + 1))
  failures=$((failures + 1))
  echo "not ok $checks - $1"
  shift
  [ $# -eq 0 ] || printf '# %s\n' "$@"
  sed 's/^/#   stdout: /' "$out" 2>/dev/null | head -n 20
  sed 's/^/#   stderr: /' "$err" 2>/dev/null | head -n 20
}

skip() {
  checks=$((checks + 1))
  echo "ok $checks - $1 # SKIP $2"
}

code() {
  local wanted=$1 name=$2 status=0
  shift 2
  "$@" >"$out" 2>"$err" || status=$?
  if [ "$status" -eq "$wanted" ]; then passed "$name"; else failed "$name" "exit code $status, not $wanted"; fi
}

ok() {
  local name=$1
  shift
  code 0 "$name" "$@"
}

has() { if grep -qF -- "$2" "$out"; then passed "$1"; else failed "$1" "not on stdout: $2"; fi; }
has_line() { if grep -Exq -- "$2" "$out"; then passed "$1"; else failed "$1" "no line on stdout fits: $2"; fi; }
hasnt() { if grep -qF -- "$2" "$out"; then failed "$1" "on stdout: $2"; else passed "$1"; fi; }
err_has() { if grep -qF -- "$2" "$err"; then passed "$1"; else failed "$1" "not on stderr: $2"; fi; }
err_is_empty() { if [ ! -s "$err" ]; then passed "$1"; else failed "$1"; fi; }
one_error_line() {
  if [ "$(wc -l <"$err")" -eq 1 ] && grep -q '^baton: ' "$err"; then passed "$1"; else failed "$1"; fi
}
json() {
  if python3 -c 'import json,sys; json.load(open(sys.argv[1]))' "$out" 2>/dev/null; then passed "$1"; else failed "$1" "stdout is no JSON"; fi
}

finish() {
  echo "1..$checks"
  [ "$failures" -eq 0 ]
}
