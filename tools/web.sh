#!/usr/bin/env bash
# Puts the files of the page, as a web server gives them out, into build/web/.
set -euo pipefail
cd "$(dirname "$0")/.."
rm -rf build/web
mkdir -p build/web
cp web/*.html web/*.mjs web/*.css web/*.svg web/_headers build/web/
