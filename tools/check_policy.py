#!/usr/bin/env python3
"""Every policy value that the source asks for by name is there, has the right shape, and the number that stands beside it for
a knowledge without it is the same (or 0, which means none).

Usage: check_policy.py SOURCE_DIR      exit code 1 and a list if a value is missing or differs

A name that is put together at run time ("goal." + code) is not looked at.
"""

import json
import re
import sys
from pathlib import Path

CALL = re.compile(r'policy_(number|codes|text|interval)\(\s*"([^"]+)"\s*(\+|,|\))(?:\s*(-?[0-9.]+)\s*\))?')
SHAPES = {"number": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool),
          "codes": lambda v: isinstance(v, list) and all(isinstance(x, str) for x in v),
          "text": lambda v: isinstance(v, str),
          "interval": lambda v: isinstance(v, list) and len(v) == 2}


def values_of(root):
    """By code, those inside tables too; of two the one with the longer code of its own."""
    own = {}
    for path in sorted((root / "data" / "policy").glob("*.json")):
        own.update(json.loads(path.read_text("utf-8"))["values"])
    out = dict(own)

    def inside(code, value):
        if isinstance(value, dict):
            for name, inner in value.items():
                out.setdefault(f"{code}.{name}", inner)
                inside(f"{code}.{name}", inner)

    for code in sorted(own, key=len, reverse=True):
        inside(code, own[code])
    return out


def problems(root):
    values = values_of(root)
    for path in sorted((root / "src").rglob("*.cpp")):
        text = path.read_text("utf-8")
        for call in CALL.finditer(text):
            kind, code, after, otherwise = call.groups()
            if after == "+":
                continue
            where = f"{path.relative_to(root)}:{text.count(chr(10), 0, call.start()) + 1}: {code}"
            if code not in values:
                yield f"{where}: no policy value has this code"
            elif not SHAPES[kind](values[code]):
                yield f"{where}: expected a value for policy_{kind}, found {json.dumps(values[code])}"
            elif kind == "number" and otherwise and float(otherwise) not in (0, values[code]):
                yield f"{where}: {otherwise} stands beside it, the value is {values[code]}"


def main():
    found = list(problems(Path(sys.argv[1])))
    for line in found:
        print(line)
    print(f"{len(found)} policy values are not as the source asks for them")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
