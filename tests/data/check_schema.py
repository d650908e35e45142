#!/usr/bin/env python3
"""Checks data/ and the frozen test knowledge against data/schema: an oracle that shares no code with the library.

usage: check_schema.py SOURCE_DIR
"""

import json
import sys
import warnings
from pathlib import Path

try:
    import jsonschema
except ImportError:
    sys.exit("check_schema: the Python package jsonschema is missing; scripts/setup installs python3-jsonschema")

MOST_ERRORS = 50


def validators(folder):
    """One validator a kind; a reference to another file is looked up in `folder`."""
    schemas = {path.name: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.schema.json"))}
    for schema in schemas.values():
        jsonschema.Draft7Validator.check_schema(schema)
    with warnings.catch_warnings():
        # Newer versions have another way to say this; the old one works in all of them.
        warnings.simplefilter("ignore", DeprecationWarning)
        return {
            name.removesuffix(".schema.json"): jsonschema.Draft7Validator(
                schema, resolver=jsonschema.RefResolver(base_uri="", referrer=schema, store=schemas)
            )
            for name, schema in schemas.items()
            if name != "common.schema.json"
        }


def best(error):
    """The innermost reason: an error about "one of these forms" says nothing by itself."""
    while error.context:
        error = min(error.context, key=lambda e: (-len(e.absolute_path), len(e.message)))
    return error


def main(source):
    by_kind = validators(source / "data/schema")
    checked, errors = 0, []
    for folder in ("data", "tests/data/frozen"):
        for path in sorted((source / folder).rglob("*.json")):
            if path.relative_to(source / folder).parts[0] == "schema":
                continue
            value = json.loads(path.read_text("utf-8"))
            kind = value.get("kind")
            where = path.relative_to(source)
            if kind not in by_kind:
                errors.append(f"{where}: /kind: no schema for {kind!r}")
                continue
            checked += 1
            for error in by_kind[kind].iter_errors(value):
                error = best(error)
                pointer = "/" + "/".join(str(part) for part in error.absolute_path)
                errors.append(f"{where}: {pointer}: {error.message[:200]}")
    for line in errors[:MOST_ERRORS]:
        print(line)
    if errors:
        sys.exit(f"{len(errors)} errors in {checked} files")
    print(f"{checked} files agree with {len(by_kind)} schemas")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
