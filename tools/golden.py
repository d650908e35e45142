#!/usr/bin/env python3
"""Compares what a program prints with a committed file.

Usage: golden.py GOLDEN_FILE PROGRAM [ARGUMENT...]

With CELIAN_UPDATE_GOLDEN=1 the file is written instead; the difference is then read in review.
"""

import difflib
import os
import subprocess
import sys
from pathlib import Path


def main():
    golden, command = Path(sys.argv[1]), sys.argv[2:]
    done = subprocess.run(command, capture_output=True, check=False)
    sys.stderr.buffer.write(done.stderr)
    if done.returncode != 0:
        print(f"{command[0]} ended with {done.returncode}")
        return 1
    if os.environ.get("CELIAN_UPDATE_GOLDEN") == "1":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(done.stdout)
        print(f"written: {golden}")
        return 0
    expected = golden.read_text(encoding="utf-8") if golden.exists() else ""
    found = done.stdout.decode("utf-8")
    if found == expected:
        return 0
    sys.stdout.writelines(difflib.unified_diff(expected.splitlines(True), found.splitlines(True),
                                               str(golden), "found"))
    print("If this is meant: CELIAN_UPDATE_GOLDEN=1 ctest -R example")
    return 1


if __name__ == "__main__":
    sys.exit(main())
