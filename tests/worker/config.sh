#!/usr/bin/env bash
# Writes the Worker's wrangler.toml into a folder: as it is deployed, but for the limits, which the suites would
# run into. config.sh FOLDER
set -euo pipefail
cd "$(dirname "$0")/../.."
sed -E "s|^(main = \")|\1$PWD/|; s|^(directory = \")|\1$PWD/|; s|^(migrations_dir = \")|\1$PWD/|; s|limit = [0-9]+|limit = 1000000|" \
  wrangler.toml >"$1/wrangler.toml"
