#!/usr/bin/env bash
# full.sh BUILD_DIR: the never-rules on 20,000 random people, and 5,000 people made worse in a hundred and seventy thousand ways.
set -euo pipefail
here="$(dirname "$0")"
python3 "$here/never_rules.py" --celian "$1/celian" --full
exec python3 "$here/monotone.py" --library "$1/libcelian.so" --people 5000
