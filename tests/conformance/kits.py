"""The conformance kits: `celian conformance` still writes what is kept here, a reading stands on every printed bound, and every
door to the engine gives the expected answers.

Usage: kits.py --celian PROGRAM --library LIBCELIAN --kits DIR --data DATA/standards [--write]
--write replaces the kept kits by what the program writes (after a change of data; look at the difference).
"""
import argparse
import csv
import filecmp
import json
import os
import shutil
import subprocess
import sys
import tempfile

from doors import Batch, CLibrary, CommandLine, number

SHOWN = 10


def load(path):
    with open(path, newline="", encoding="utf-8") as f:
        return list(csv.DictReader(f))


def same(a, b):
    """Numbers of a kit are decimals of at most two places; a column of 32 bits comes near enough."""
    if isinstance(a, float) and isinstance(b, float):
        return abs(a - b) < 1e-4
    return a == b


def expected_cell(row):
    outcome = row["expected_outcome"]
    points = float(row["expected_points"]) if outcome == "scored" else None
    several = frozenset(None if p == "no_score" else float(p) for p in row["expected_candidates"].split("|") if p)
    return (outcome, points, several)


def expected_sheet(row):
    return (row["expected_outcome"], number(row["expected_score"]), number(row["expected_bonus"]), number(row["expected_total"]),
            row["expected_grade"])


def printed_bounds(path):
    """(test, number) of every bound of every table, read from the data file and not through the program."""
    with open(path, encoding="utf-8") as f:
        items = json.load(f)["items"]
    for item in items:
        for row in item["rows"]:
            for at in row.get("at", []):
                if at is not None:
                    yield item["test"], float(at)
            for band in row.get("bands", []):
                for end in band[1:3]:
                    if end is not None:
                        yield item["test"], float(end)


def left_out(path, cells):
    """Printed bounds that no reading of the kit stands on."""
    have = {(r["test"], float(r["value"])) for r in cells}
    return sorted(set(printed_bounds(path)) - have)


def differences(door, rows, answers, expected):
    wrong = []
    for row, got in zip(rows, answers):
        want = expected(row)
        if got is None:
            continue
        pairs = [(w, g) for w, g in zip(want, got) if not (door == "batch" and (g is None or isinstance(w, frozenset)))]
        if door == "batch" and want[0] == "undetermined" and len(want) == 5:
            pairs = [(want[0], got[0])]  # a column has one grade or none
        if not all(same(w, g) for w, g in pairs):
            wrong.append("%s %s: expected %s, %s gave %s" % (row["id"], row.get("test") or row.get("what"), want, door, got))
    return wrong


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--celian", required=True)
    p.add_argument("--library", required=True)
    p.add_argument("--kits", required=True)
    p.add_argument("--data", required=True)
    p.add_argument("--write", action="store_true")
    a = p.parse_args()
    library = CLibrary(a.library)
    doors = [CommandLine(a.celian), library, Batch(library)]
    failed = False
    for standard in sorted(os.listdir(a.kits)):
        kit = os.path.join(a.kits, standard)
        with tempfile.TemporaryDirectory() as folder:
            fresh = os.path.join(folder, "kit")
            subprocess.run([a.celian, "conformance", standard, "-o", fresh], check=True, capture_output=True)
            if a.write:
                shutil.rmtree(kit)
                shutil.copytree(fresh, kit)
            for name in ("README.md", "cells.csv", "sheets.csv"):
                if not filecmp.cmp(os.path.join(fresh, name), os.path.join(kit, name), shallow=False):
                    print("%s/%s: celian conformance writes something else" % (standard, name))
                    failed = True
        cells, sheets = load(os.path.join(kit, "cells.csv")), load(os.path.join(kit, "sheets.csv"))
        for test, bound in left_out(os.path.join(a.data, standard + ".json"), cells):
            print("%s: no reading of the kit stands on the printed bound %s %g" % (standard, test, bound))
            failed = True
        for door in doors:
            wrong = differences(door.name, cells, door.cells(standard, cells), expected_cell)
            wrong += differences(door.name, sheets, door.sheets(standard, sheets), expected_sheet)
            print("%s, %s: %d readings, %d sheets, %d mismatches" % (standard, door.name, len(cells), len(sheets), len(wrong)))
            for line in wrong[:SHOWN]:
                print("  " + line)
            failed = failed or bool(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
