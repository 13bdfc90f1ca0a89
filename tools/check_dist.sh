#!/usr/bin/env bash
# Shows that a distribution is reproducible: builds the last commit from its source in two folders of different
# names, without a cache of compilations, and compares the sums. Takes as long as two builds.
set -euo pipefail
cd "$(dirname "$0")/.."
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH CCACHE_DISABLE=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for folder in "$work/one" "$work/another/and deeper"; do
  mkdir -p "$folder"
  git archive HEAD | tar -x -C "$folder"
  echo "building in $folder" >&2
  "$folder/tools/dist.sh" >/dev/null
done
if diff -r "$work/one/build/dist" "$work/another/and deeper/build/dist"; then
  cat "$work/one/build/dist/SHA256SUMS"
  echo "the same bytes from both folders"
else
  echo "check_dist: the two builds differ" >&2
  exit 1
fi
