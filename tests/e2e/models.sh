#!/bin/sh
# Models: every way in which a provider fails, over the real protocols. TAP.
exec python3 "$(dirname "$0")/models.py"
