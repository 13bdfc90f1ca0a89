#!/usr/bin/env bash
# Simulated histories of devices that sync with the Worker while processes are killed (simulation.py). TAP.
# SEEDS: how many (3; 60 with BATON_SOAK), FIRST: the first seed (1).
set -u
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
tests/worker/config.sh "$scratch"
[ -z "${BATON_SOAK:-}" ] || SEEDS=${SEEDS:-60}
CONFIG="$scratch/wrangler.toml" SEEDS=${SEEDS:-3} python3 tests/worker/simulation.py
