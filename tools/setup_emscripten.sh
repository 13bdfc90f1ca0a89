#!/usr/bin/env bash
# Prepares what the core's unit tests are built with as WebAssembly, and prints the folder that holds it:
#
#   bin/em++, bin/emcc, …   Emscripten (3.1.60 or newer)
#   catch2/                 Catch2's amalgamated source
#   sqlite/                 SQLite's amalgamated source
#
# Emscripten is the one on PATH if it is new enough; otherwise, on Debian, that of Debian 13, unpacked
# into the folder with the C library that its tools were linked with. Nothing is installed on the system.
# Where to load packages from is taken from this machine's apt sources and npm settings. The folder,
# $BATON_EMSCRIPTEN or ~/.cache/baton/emscripten, is complete or absent, and every checkout uses it.
set -euo pipefail
folder=${BATON_EMSCRIPTEN:-${XDG_CACHE_HOME:-$HOME/.cache}/baton/emscripten}
sqlite_package=better-sqlite3@11.10.0 # carries SQLite's amalgamated source, 3.49.2
sqlite_sha256=71e2d66a44dafc35649ff82742cf4908557fc31841108d19703b74b7065c0293
least=003001060
made_by=1 # raised when what the folder holds changes

if [ "$(cat "$folder/complete" 2>/dev/null)" = "$made_by" ]; then
  echo "$folder"
  exit 0
fi

stop() { printf 'setup_emscripten: %s\n' "$@" >&2; exit 1; }
need() { command -v "$1" >/dev/null 2>&1 || stop "$1 is missing; run tools/setup.sh test"; }
. /etc/os-release
need npm
need node
need python3
need apt-get

mkdir -p "$(dirname "$folder")"
work=$(mktemp -d "$folder.XXXXXX")
trap 'rm -rf "$work"' EXIT
echo "setup_emscripten: preparing $folder" >&2

# An apt state of its own, whose one suite comes from the mirror that this machine uses for its own.
suite=$VERSION_CODENAME
[ "$ID" != debian ] || suite=trixie
mirror=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Created-By: Packages' |
  awk -v suite="$VERSION_CODENAME" '$2 == suite { print $1; exit }')
[ -n "$mirror" ] || stop "this machine's apt sources name no mirror of $VERSION_CODENAME"
keyring=/usr/share/keyrings/$ID-archive-keyring.gpg
mkdir -p "$work"/apt/{lists,cache/archives}/partial "$work/load"
printf '%s [signed-by=%s] %s %s main universe\n' deb "$keyring" "$mirror" "$suite" \
  deb-src "$keyring" "$mirror" "$suite" >"$work/apt/sources.list"
[ "$ID" = ubuntu ] || sed -i 's/ universe$//' "$work/apt/sources.list"
apt() {
  (cd "$work/load" && apt-get -q -o Dir::State::Lists="$work/apt/lists" -o Dir::Cache="$work/apt/cache" \
    -o Dir::Etc::SourceList="$work/apt/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o APT::Sandbox::User=root -o APT::Update::Error-Mode=any "$@" >>"$work/apt/log" 2>&1) && return
  tail -n 5 "$work/apt/log" >&2
  stop "apt-get $1 failed: the machine needs a network once, or a filled $folder"
}

new_enough() {
  local version
  version=$(em++ --version 2>/dev/null | sed -n '1s/.* \([0-9]*\.[0-9]*\.[0-9]*\).*/\1/p')
  # shellcheck disable=SC2086
  [ -n "$version" ] && [ "$(printf '%03d' ${version//./ })" -ge "$least" ]
}

# A command in bin/ that runs `exec …` with what the arguments name.
command_file() {
  local file=$work/bin/$1
  shift
  printf '#!/bin/sh\n%s\n' "$@" >"$file"
  chmod +x "$file"
}
tools="emcc em++ emar emranlib"

use_path() {
  local tool
  for tool in $tools; do command_file "$tool" "exec '$(command -v "$tool")' \"\$@\""; done
}

# Debian 13's packages, unpacked. Its Binaryen is run by the loader and the libraries that it was linked
# with; of the 1.6 GB of prebuilt libraries those for dynamic linking and link time optimization go.
use_debian() {
  local package tool loader root=$folder/debian
  apt download emscripten binaryen libc6 libstdc++6 libgcc-s1 node-acorn
  for package in "$work"/load/*.deb; do dpkg -x "$package" "$work/debian"; done
  local share=$work/debian/usr/share/emscripten
  rm -rf "$share"/{test,media} "$share"/cache/sysroot/lib/wasm32-emscripten/{lto,lto-pic,pic,thinlto}
  loader=$(cd "$work/debian" && echo usr/lib/*/ld-linux*.so.*)
  mkdir -p "$work/debian/binaryen/bin"
  for tool in "$work"/debian/usr/bin/wasm*; do
    tool=${tool##*/}
    command_file "../debian/binaryen/bin/$tool" \
      "exec '$root/$loader' --library-path '$root/$(dirname "$loader")' '$root/usr/bin/$tool' \"\$@\""
  done
  mkdir -p "$share/node_modules"
  cp -rL "$work/debian/usr/share/nodejs/acorn" "$share/node_modules/acorn"
  cat >"$work/debian/config.py" <<CONFIG
LLVM_ROOT = '/usr/lib/llvm-19/bin'
BINARYEN_ROOT = '$root/binaryen'
NODE_JS = '$(command -v node)'
FROZEN_CACHE = True
CONFIG
  for tool in $tools; do
    command_file "$tool" "export EM_CONFIG='$root/config.py'" "exec '$root/usr/share/emscripten/$tool' \"\$@\""
  done
}

mkdir "$work/bin" "$work/catch2" "$work/sqlite"
(cd "$work/load" && npm pack --silent --ignore-scripts "$sqlite_package" >/dev/null) ||
  stop "npm could not load $sqlite_package: the machine needs a network once, or a filled $folder"
echo "$sqlite_sha256  $(echo "$work"/load/better-sqlite3-*.tgz)" | sha256sum --check --quiet >&2 ||
  stop "$sqlite_package is not what it was"
tar -xzf "$work"/load/better-sqlite3-*.tgz -C "$work/sqlite" --strip-components=3 package/deps/sqlite3/sqlite3.{c,h}

apt update
if new_enough; then
  use_path
elif [ "$ID" = debian ]; then
  use_debian
else
  stop "Emscripten 3.1.60 or newer is needed for WebAssembly's unit tests: put its em++ on PATH (the emsdk has it)"
fi

apt source --download-only catch2
tar -xzf "$work"/load/catch2_*.orig.tar.gz -C "$work/catch2" --strip-components=2 --wildcards '*/extras/catch_amalgamated.*'

rm -rf "$work/load" "$work/apt" "$folder"
echo "$made_by" >"$work/complete"
chmod 755 "$work"
mv -T "$work" "$folder" || [ -f "$folder/complete" ] # by another checkout, meanwhile
trap - EXIT
echo "$folder"
