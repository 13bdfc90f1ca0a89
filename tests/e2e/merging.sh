#!/bin/sh
# One repository that machines know by several names becomes one project; a deleted one comes back. TAP.
exec python3 "$(dirname "$0")/merging.py"
