#!/usr/bin/env python3
"""Compares what libcelian.so exports with the committed list.

Usage: check_symbols.py LIBRARY LIST [NM]

A symbol that goes is a break of the C ABI. A new one is added to the list in the same commit,
with its documentation in include/celian/celian.h.
"""

import subprocess
import sys
from pathlib import Path


def main():
    library, expected_path = sys.argv[1], Path(sys.argv[2])
    nm = sys.argv[3] if len(sys.argv) > 3 else "nm"
    listing = subprocess.run([nm, "-D", "--defined-only", "--format=posix", library],
                             capture_output=True, text=True, check=True).stdout
    # "name@@VERSION type address size"; the version itself is listed as an absolute symbol (A).
    fields = [line.split() for line in listing.splitlines()]
    found = {field[0].split("@")[0] for field in fields if field[1] != "A"}
    expected = {line for line in expected_path.read_text(encoding="utf-8").splitlines()
                if line and not line.startswith("#")}
    for name in sorted(expected - found):
        print(f"missing: {name}")
    for name in sorted(found - expected):
        print(f"not in {expected_path.name}: {name}")
    print(f"{len(found)} symbols exported, {len(expected)} expected")
    return 0 if found == expected else 1


if __name__ == "__main__":
    sys.exit(main())
