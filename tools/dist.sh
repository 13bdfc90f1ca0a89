#!/usr/bin/env bash
# Builds the binary that is carried to other machines, and packs it into build/dist/ (tools/package.sh says what).
# tools/check_dist.sh shows that this gives the same bytes wherever the checkout lies.
set -euo pipefail
cd "$(dirname "$0")/.."
tools/build.sh static baton
tools/package.sh build/static/baton build/dist
cat build/dist/SHA256SUMS
