#!/bin/sh
# `baton serve` killed at random moments under write load. TAP. KILLS: how often (200).
exec python3 "$(dirname "$0")/kill.py" "${KILLS:-200}"
