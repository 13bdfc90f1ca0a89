#!/usr/bin/env bash
# Checks Baton and ends with the line "N passed, N failed"; exit 1 if anything failed.
#
#   tools/test.sh quick   format, boundaries, lint (a minute of it), unit tests
#   tools/test.sh full    everything: also sanitizers, WebAssembly, fuzz targets, end to end
#   tools/test.sh soak    the long ones: SOAK_SECONDS (300) a fuzz target, tests/soak/, BATON_SOAK=1
#
# What passed is not run again until one of its inputs changes; its line then says "unchanged".
# Logs lie in build/test/.
set -uo pipefail
cd "$(dirname "$0")/.."
mode=${1:-full}
logs=build/test
mkdir -p "$logs"
passed=0
failed=0
export BATON="$PWD/build/release/baton"
export UBSAN_OPTIONS=print_stacktrace=1
export LSAN_OPTIONS=suppressions=$PWD/tests/lsan.supp:print_suppressions=0
ASAN_SYMBOLIZER_PATH=$(command -v llvm-symbolizer-19 || true)
export ASAN_SYMBOLIZER_PATH

# A digest of the files named or under the folders named; what is absent counts as absent.
inputs() {
  find "$@" -type f -print0 2>/dev/null | LC_ALL=C sort -z | xargs -0 -r sha256sum | sha256sum |
    cut -c 1-40
}

# "passed failed skipped" of a log: TAP lines and Catch2's summary; one check if it has neither.
results_of() {
  awk -v status="$2" '
    /^ok .*# SKIP/ { skipped++; next }
    /^ok( |$)/ { good++ }
    /^not ok( |$)/ { bad++ }
    /^All tests passed \(/ { for (i = 1; i <= NF; i++) if ($i == "in") good += $(i + 1) }
    /^test cases: / {
      for (i = 2; i <= NF; i++) {
        if ($i == "passed") good += $(i - 1)
        if ($i == "failed") bad += $(i - 1)
        if ($i == "skipped") skipped += $(i - 1)
      }
    }
    END {
      if (status != 0 && !bad) bad = 1
      if (!good && !bad && !skipped) good = 1
      print good + 0, bad + 0, skipped + 0
    }' "$1"
}

# report STATE NAME GOOD BAD SKIPPED REMARK
report() {
  local figures="$3 passed"
  [ "$4" -eq 0 ] || figures+=", $4 failed"
  [ "$5" -eq 0 ] || figures+=", $5 skipped"
  printf '%-6s %-32s %-26s %s\n' "$1" "$2" "$figures" "$6"
  passed=$((passed + $3))
  failed=$((failed + $4))
}

# step NAME LIMIT KEY COMMAND…: runs a check of at most LIMIT seconds, unless it passed with this KEY.
step() {
  local name=$1 limit=$2 key=$3 file log stamp status=0 begun=$SECONDS good bad skipped known
  shift 3
  file=${name//[^a-zA-Z0-9_.-]/_}
  log=$logs/$file.log
  stamp=$logs/$file.passed
  if [ -n "$key" ] && read -r known good skipped 2>/dev/null <"$stamp" && [ "$known" = "$key" ]; then
    report ok "$name" "$good" 0 "$skipped" "unchanged since $(date -r "$stamp" '+%F %H:%M')"
    return 0
  fi
  rm -f "$stamp"
  timeout --kill-after=10 "$limit" "$@" >"$log" 2>&1 || status=$?
  [ "$status" -ne 124 ] || echo "stopped after $limit seconds" >>"$log"
  read -r good bad skipped <<<"$(results_of "$log" "$status")"
  if [ "$bad" -eq 0 ]; then
    [ -z "$key" ] || echo "$key $good $skipped" >"$stamp"
    report ok "$name" "$good" 0 "$skipped" "$((SECONDS - begun)) s"
  else
    report FAILED "$name" "$good" "$bad" "$skipped" "$((SECONDS - begun)) s, $log"
    tail -n 60 "$log" | sed 's/^/       | /'
  fi
  [ "$bad" -eq 0 ]
}

# build PRESET TARGET…: a failure ends the run, since nothing after it could say anything.
build() {
  local begun=$SECONDS
  if ! tools/build.sh "$@"; then
    report FAILED "build $1" 0 1 0 "$((SECONDS - begun)) s"
    finish
  fi
  [ $((SECONDS - begun)) -lt 3 ] || printf '%-6s %-32s %-26s %s\n' built "$1" "" "$((SECONDS - begun)) s"
}

finish() {
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
  exit
}

code_checks() {
  step "format" 60 "" tools/format.sh
  step "boundaries, self-test" 60 "" tools/check_boundaries.mjs --self-test
  step "boundaries" 60 "" tools/check_boundaries.mjs
  step "package-lock.json" 60 "" tools/lock.sh --check
}

unit_tests() {
  local preset=$1 limit=$2 program=build/$1/unit_tests
  [ ! -x "$program" ] || step "unit tests ($preset)" "$limit" "$(inputs "$program" tests/fixtures tests/conformance tests/wasm demo)" "$program"
}

# The Worker as it is deployed: the JavaScript's types, the bundle, and the suites in workerd with D1.
worker_tests() {
  local key
  step "npm packages" 600 "" tools/wrangler.sh --install || return 0
  key=$(inputs build/wasi/core.wasm "$BATON" wasm web migrations tests/worker tests/browser tests/conformance tests/e2e tests/wasm package-lock.json \
    wrangler.toml tsconfig.json tools)
  step "JavaScript types" 120 "$key" bash -c 'node_modules/.bin/tsc -p . && node_modules/.bin/tsc -p web'
  step "Worker, deployment tried" 120 "$key" tools/deploy.sh --dry-run
  step "Worker, API suites" 1200 "$key" tests/worker/worker.sh
}

# The core's unit tests again, where size_t has 32 bits and no thread is.
emscripten_tests() {
  local program=build/emscripten/unit_tests.cjs key
  step "Emscripten" 900 "" tools/setup_emscripten.sh || return 0
  build emscripten unit_tests
  key=$(inputs "$program" build/emscripten/unit_tests.wasm tests/fixtures tests/conformance tests/wasm demo)
  step "unit tests (wasm32)" 900 "$key" node "$program" --colour-mode none '~[threads]'
}

# The module must answer as the native core does, crossing by crossing of its border.
wasm_tests() {
  local test key
  build/release/record_crossings tests/wasm/scenario.json >$logs/crossings.jsonl 2>$logs/crossings.err
  key=$(inputs build/wasi/core.wasm build/wasi/task_test.wasm $logs/crossings.jsonl wasm tests/wasm)
  for test in tests/wasm/*_test.mjs; do
    [ ! -f "$test" ] || step "wasm $(basename "$test" _test.mjs)" 300 "$key" node "$test"
  done
}

# fuzz_one PROGRAM SECONDS: a short run that goes on from what earlier runs found.
fuzz_one() {
  local program=$1 seconds=$2 name corpus seeds=() options=()
  name=$(basename "$program")
  corpus=$logs/corpus/$name
  mkdir -p "$corpus"
  [ ! -d "tests/fuzz/corpus/$name" ] || seeds=("tests/fuzz/corpus/$name")
  [ ! -f "tests/fuzz/$name.dict" ] || options=(-dict="tests/fuzz/$name.dict")
  "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 -verbosity=0 \
    -print_final_stats=1 -artifact_prefix="$logs/$name-" "${options[@]}" "$corpus" "${seeds[@]}"
}
export -f fuzz_one
export logs

fuzz_targets() {
  local seconds=$1 program name key
  for program in build/asan/fuzz/*; do
    [ -x "$program" ] || continue
    name=$(basename "$program")
    key=$(inputs "$program" "tests/fuzz/corpus/$name" "tests/fuzz/$name.dict")
    step "fuzz $name, $seconds s" $((seconds + 120)) "$key" bash -c 'fuzz_one "$@"' fuzz "$program" "$seconds"
  done
}

# Each executable script of a folder is a test of the release binary.
scripts() {
  local folder=$1 limit=$2 script key
  key=$(inputs "$BATON" "$folder" tests/conformance tests/browser demo tools)${BATON_SOAK:-}
  for script in "$folder"/*.sh; do
    [ -x "$script" ] || continue
    step "${folder#tests/} $(basename "$script" .sh)" "$limit" "$key" "$script"
  done
}

simulations() {
  step "simulated syncs" "$1" "$(inputs build/release/simulation tests/simulation)${BATON_SOAK:-}" \
    tests/simulation/run.sh
}

quick() {
  code_checks
  build debug all unit_tests
  unit_tests debug 120
  step "lint" 150 "" tools/tidy.sh --seconds 45 build/debug core native
}

full() {
  code_checks
  build release all unit_tests record_crossings simulation
  unit_tests release 300
  simulations 1500
  step "lint" 1500 "" tools/tidy.sh build/release core native
  build asan unit_tests fuzz
  BATON_HISTORIES=150 unit_tests asan 1800
  build wasi all
  wasm_tests
  worker_tests
  emscripten_tests
  scripts tests/e2e 900
  fuzz_targets "${FUZZ_SECONDS:-5}"
}

soak() {
  export BATON_SOAK=1
  step "npm packages" 600 "" tools/wrangler.sh --install
  build release all simulation
  simulations 36000
  build wasi all
  step "simulated syncs with the Worker" 14400 "" tests/worker/simulation.sh
  build asan unit_tests fuzz
  if grep -rqs '\[[^"]*soak\]' tests/unit; then
    step "unit tests, long" 7200 "" build/asan/unit_tests '[soak]'
  fi
  scripts tests/e2e 3600
  scripts tests/soak 7200
  fuzz_targets "${SOAK_SECONDS:-300}"
}

case $mode in
  quick | full | soak) "$mode" ;;
  *) echo "usage: tools/test.sh quick|full|soak" >&2; exit 2 ;;
esac
finish
