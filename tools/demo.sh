#!/usr/bin/env bash
# Loads the demo, three sessions of a small web service, into a database: tools/demo.sh BATON DB.
# Again adds nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
baton=${1:?usage: tools/demo.sh BATON DB}
database=${2:?usage: tools/demo.sh BATON DB}
"$baton" --db "$database" import demo/*.jsonl
