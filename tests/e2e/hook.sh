#!/bin/sh
# `baton hook` as assistants call it: a session from start to end, and everything that may go wrong. TAP.
# HOOK_CALLS: how many at once (200).
exec python3 "$(dirname "$0")/hook.py" "${HOOK_CALLS:-200}"
