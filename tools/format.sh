#!/usr/bin/env bash
# Says which C++ files are not formatted, one a line, and fails; with --fix formats them.
set -euo pipefail
cd "$(dirname "$0")/.."
files() { git ls-files -z --cached --others --exclude-standard -- '*.cpp' '*.hpp' | sort -zu; }
existing() { files | while IFS= read -r -d '' file; do [ -f "$file" ] && printf '%s\0' "$file"; done; true; }

if [ "${1:-}" = --fix ]; then
  existing | xargs -0 -r clang-format-19 -i
else
  existing | xargs -0 -r clang-format-19 --dry-run -Werror
fi
