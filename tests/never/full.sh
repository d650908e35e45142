#!/usr/bin/env bash
# full.sh BUILD_DIR: the never-rules on 20,000 random people.
set -euo pipefail
exec python3 "$(dirname "$0")/never_rules.py" --celian "$1/celian" --full
