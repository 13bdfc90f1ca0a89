#!/usr/bin/env bash
# Runs clang-tidy over the sources under FOLDER… that a build folder compiles, headers included; where
# that build compiles a folder as one, over the folder at once, which takes a tenth of the time.
#
#   tools/tidy.sh [--seconds N] BUILD FOLDER…
#
# A file that passed is not looked at again until it, a header of ours that it includes, or .clang-tidy
# changes. With --seconds no further file is begun after N seconds, what has changed since the last
# commit comes first, and the number of files left is said.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=86400
if [ "$1" = --seconds ]; then
  seconds=$2
  shift 2
fi
build=$1
shift
passed=build/tidy
mkdir -p "$passed"
find "$passed" -type f -mtime +30 -delete

# "source dependency" pairs of files of ours, from what the compiler noted while building.
dependencies() {
  ninja -C "$build" -t deps 2>/dev/null | awk -v root="$PWD/" -v build="$build" '
    /^[^ ]/ { source = ""; next }
    NF == 1 {
      path = $1
      if (index(path, root) == 1) path = substr(path, length(root) + 1)
      sub(/^(\.\.\/)+/, "", path)
      sub(/^.*\/CMakeFiles\//, "CMakeFiles/", path)
      # What a precompiled header brings comes before the source itself; where a folder is compiled as
      # one, that is a file that includes its sources.
      if (path ~ /^CMakeFiles\/.*\/unity_[a-z_]*_cxx\.cxx$/) source = build "/" path
      if (path ~ /^\// || path ~ /^(build|generated|CMakeFiles)\//) next
      if (source == "" && path ~ /\.cpp$/) source = path
      if (source != "") print source, path
    }'
}

# Those whose source, or what it includes, is a source under a folder named.
pairs_under() {
  local under="^($(IFS='|'; echo "$*"))/.*\\.cpp$"
  dependencies | sort -u | awk -v under="$under" '
    { pairs[NR] = $0; from[NR] = $1 }
    $2 ~ under { wanted[$1] }
    END { for (i = 1; i <= NR; i++) if (from[i] in wanted) print pairs[i] }'
}

# "key source": the key is a digest of everything that decides the outcome.
sources_with_keys() {
  local pairs digests common
  pairs=$(pairs_under "$@")
  [ -n "$pairs" ] || return 0
  digests=$(cut -d ' ' -f 2 <<<"$pairs" | sort -u | xargs -d '\n' sha256sum)
  common=$(cat .clang-tidy <(clang-tidy-19 --version) | sha256sum | cut -c 1-16)
  awk -v common="$common" '
    NR == FNR { digest[$2] = $1; next }
    { text[$1] = text[$1] " " digest[$2] }
    END { for (source in text) print source, common text[source] }' <(echo "$digests") <(echo "$pairs") |
    while read -r source text; do
      echo "$(sha256sum <<<"$text" | cut -c 1-40) $source"
    done
}

changed_first() {
  local changed
  changed=$(git diff --name-only HEAD 2>/dev/null; git ls-files --others --exclude-standard)
  awk 'NR == FNR { changed[$1]; next } { print !($2 in changed), $0 }' <(echo "$changed") - |
    sort -s -k 1,1 -k 3 | cut -d ' ' -f 2-
}

tidy_one() {
  local key=$1 source=$2 output
  [ "$(date +%s)" -lt "$deadline" ] || { echo "left $source"; return 0; }
  if output=$(clang-tidy-19 -p "$build" --quiet "$source" 2>&1); then
    touch "$passed/$key"
    echo "checked $source"
  else
    grep -v 'warnings generated\.$' <<<"$output"
    echo "failed $source"
  fi
}

sources=$(sources_with_keys "$@" | changed_first)
unseen=$(find "$@" -name '*.cpp' | grep -vxFf <(pairs_under "$@" | cut -d ' ' -f 2) || true)
if [ -n "$unseen" ]; then
  echo "tidy: not among what $build compiled:" $unseen
  exit 1
fi
total=$(grep -c . <<<"$sources" || true)
todo=$(while read -r key source; do
  [ -z "$key" ] || [ -e "$passed/$key" ] || echo "$key $source"
done <<<"$sources")
if [ -z "$todo" ]; then
  echo "all $total files unchanged since they passed"
  exit 0
fi
deadline=$(($(date +%s) + seconds))
export -f tidy_one
export build passed deadline
report=$(mktemp)
trap 'rm -f "$report"' EXIT
xargs -P "$(nproc)" -L 1 bash -c 'tidy_one "$@"' tidy <<<"$todo" | tee "$report" |
  grep -v -E '^(checked|left) ' || true
count() { grep -c "^$1 " "$report" || true; }
echo "$(count checked) checked, $((total - $(wc -l <<<"$todo"))) unchanged, $(count failed) failed"
[ "$(count left)" -eq 0 ] || echo "$(count left) left for 'make test', the time was up"
[ "$(count failed)" -eq 0 ]
