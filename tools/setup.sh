#!/usr/bin/env bash
# Installs what is missing of the tools and libraries that Baton is built with, from the packages of
# Debian 12, Debian 13 or Ubuntu 24.04. Does nothing, at once, when everything is there.
#
#   tools/setup.sh run     what `make run` needs: compiler and libraries, also for WASI, Node and npm
#   tools/setup.sh build   and what the Worker's module needs, and a compiler cache
#   tools/setup.sh test    and linters, sanitizers, test libraries, Python, a browser
#   tools/setup.sh dist    what `run` needs, and what packs a .deb
#   tools/setup.sh bench   what `build` needs, and load generators
set -euo pipefail
cd "$(dirname "$0")/.."
mode=${1:-test}
case $mode in run | build | dist | test | bench) ;; *) echo "usage: tools/setup.sh [run|build|dist|test|bench]" >&2; exit 2 ;; esac

missing=()
# Anything that provides the command will do, from wherever it was installed.
need_command() { command -v "$1" >/dev/null 2>&1 || missing+=("$2"); }
need_package() { packages+=("$1"); }

has_boost() {
  local header=/usr/include/boost/version.hpp version
  [ -f "$header" ] || return 1
  version=$(sed -n 's/^#define BOOST_VERSION \([0-9]*\)$/\1/p' "$header")
  [ "${version:-0}" -ge 108100 ]
}
has_node() {
  local version
  version=$(node --version 2>/dev/null) || return 1
  version=${version#v}
  [ "${version%%.*}" -ge 18 ]
}

has_browser() {
  [ -n "${CHROMIUM:-}" ] || command -v chromium || command -v chromium-browser || command -v google-chrome
} >/dev/null 2>&1

. /etc/os-release 2>/dev/null || true
packages=()
need_command make make
need_command cmake cmake
need_command ninja ninja-build
need_command clang++-19 clang-19
need_command ld.lld-19 lld-19
need_package nlohmann-json3-dev
need_package libsqlite3-dev
need_package libcurl4-openssl-dev
need_package zlib1g-dev
need_package libcli11-dev
need_command pkg-config pkg-config
need_package libpango1.0-dev
need_package wasi-libc
need_package libc++-19-dev-wasm32
need_package libclang-rt-19-dev-wasm32
has_boost || missing+=(boost)
has_node || missing+=(nodejs)
need_command npm npm
if [ "$mode" = dist ]; then
  need_command git git
  need_command dpkg-shlibdeps dpkg-dev
elif [ "$mode" != run ]; then
  need_command ccache ccache
  need_command llvm-ar-19 llvm-19
fi
if [ "$mode" = bench ]; then
  need_command wrk wrk
  need_command curl curl
  need_command python3 python3
  need_package catch2
fi
if [ "$mode" = test ]; then
  need_command git git
  need_command curl curl
  need_command python3 python3
  need_command clang-tidy-19 clang-tidy-19
  need_command clang-format-19 clang-format-19
  need_package libclang-rt-19-dev
  need_package catch2
  # Ubuntu's package is a stub that wants snap: there the tests of the page are skipped unless a browser is found.
  [ "${ID:-}" = ubuntu ] || has_browser || missing+=(chromium)
fi

# One question for all packages.
installed=$(dpkg-query -W -f '${Package}=${db:Status-Status};' "${packages[@]}" 2>/dev/null || true)
for package in "${packages[@]}"; do
  [[ ";$installed" == *";$package=installed;"* ]] || missing+=("$package")
done
# What cannot be had now is missed by the one test that needs it.
prepare_emscripten() { [ "$mode" != test ] || tools/setup_emscripten.sh >/dev/null || true; }
if [ "${#missing[@]}" -eq 0 ]; then
  prepare_emscripten
  exit 0
fi

stop() { printf 'setup: %s\n' "$@" >&2; exit 1; }

command -v apt-get >/dev/null 2>&1 ||
  stop "this machine has no apt-get; install these, or what your system calls them: ${missing[*]}"

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null 2>&1 ||
    stop "missing: ${missing[*]}" "installing them needs root: run 'tools/setup.sh $mode' as root once"
  as_root=(sudo)
fi
apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@"; }

echo "setup: installing ${missing[*]}" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt update >"$log" 2>&1 ||
  echo "setup: 'apt-get update' reported an error, going on with the package lists there are" >&2

# The newest Boost that the distribution has: Debian 12's default, 1.74, is too old.
newest_boost() {
  apt-cache --names-only search '^libboost1\.[0-9]+-dev$' | awk '{print $1}' | sort -V | tail -n 1
}
unknown=()
wanted=()
for package in "${missing[@]}"; do
  [ "$package" != boost ] || package=$(newest_boost)
  if [ -n "$package" ] && apt-cache show "$package" >/dev/null 2>&1; then
    wanted+=("$package")
  else
    unknown+=("${package:-libboost-dev}")
  fi
done
if [ "${#unknown[@]}" -gt 0 ]; then
  hint="this is ${PRETTY_NAME:-an unknown system}; Debian 12, Debian 13 and Ubuntu 24.04 have them all"
  [ "${ID:-}" != ubuntu ] || hint="on Ubuntu they are in 'universe': sudo add-apt-repository universe"
  stop "not in this machine's package sources: ${unknown[*]}" "$hint"
fi

apt install -y --no-remove --no-install-recommends "${wanted[@]}" >"$log" 2>&1 || {
  tail -n 20 "$log" >&2
  stop "apt-get could not install ${wanted[*]}"
}
prepare_emscripten
