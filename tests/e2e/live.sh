#!/bin/sh
# The log followed over a WebSocket: the suite that every host runs, and what this one adds. TAP.
exec node "$(dirname "$0")/live.mjs"
