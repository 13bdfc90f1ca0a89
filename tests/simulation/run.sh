#!/usr/bin/env bash
# Simulated histories of devices that sync with a server (simulation.cpp), on all processors. TAP.
# SEEDS: how many (2,000; 100,000 with BATON_SOAK), FIRST: the first seed (1).
set -u
cd "$(dirname "$0")/../.."
seeds=${SEEDS:-2000}
[ -z "${BATON_SOAK:-}" ] || seeds=${SEEDS:-100000}
first=${FIRST:-1}
processes=$(nproc)
share=$(((seeds + processes - 1) / processes))
running=()
for ((i = 0; i < processes; ++i)); do
  build/release/simulation $((first + i * share)) "$share" & running+=($!)
done
status=0
for process in "${running[@]}"; do wait "$process" || status=1; done
exit $status
