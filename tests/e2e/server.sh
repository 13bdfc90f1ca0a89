#!/bin/sh
# The server as its clients see it, and what strangers send it. TAP.
exec python3 "$(dirname "$0")/server.py"
