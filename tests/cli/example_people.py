#!/usr/bin/env python3
"""The example sheets give what the page beside each says by hand: lists of the day, points, totals, grades, rejected rows.

Usage: example_people.py PROGRAM SOURCE_DIR
"""

import csv
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM, SOURCE = sys.argv[1], Path(sys.argv[2])
PEOPLE = SOURCE / "examples/people"
AS_OF = "2026-11-21"
PARTIAL = 1  # exit code: some rows or cells could not be used
problems = []


def expect(what, expected, actual):
    if expected != actual:
        problems.append(f"{what}: expected {expected!r}, got {actual!r}")


def table(page, first_header):
    """Rows of the table whose first column is `first_header`, as dicts."""
    lines = [[c.strip() for c in line.strip().strip("|").split("|")] for line in page.splitlines() if line.startswith("|")]
    start = next(i for i, cells in enumerate(lines) if cells[: len(first_header)] == first_header)
    names, out = lines[start], []
    for cells in lines[start + 2 :]:
        if len(cells) != len(names):
            break
        out.append(dict(zip(names, cells)))
    return out


def program(*arguments):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True)
    expect(f"exit code of {' '.join(map(str, arguments[:2]))}", PARTIAL, done.returncode)


def rows(path):
    with open(path, encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def village(folder):
    page = (PEOPLE / "village-day.expected.md").read_text(encoding="utf-8")
    program("run", PEOPLE / "village-day.csv", "-o", folder, "--as-of", AS_OF, "--locale", "en", "--no-reports")
    people = {r["id"]: r for r in rows(folder / "people.csv")}
    expect("village: people", 40, len(people))
    lists = dict(zip(["may_be_tested", "check_first", "not_today"], table(page, ["list", "who"])))
    named = set()
    for code, row in lists.items():
        for person in re.findall(r"V\d{3}", row["who"].split(" (V")[0] if code == "may_be_tested" else row["who"]):
            named.add(person)
            expect(f"village: list of {person}", code, people[person]["list"])
    expect("village: people on the page", sorted(people), sorted(named))
    for row in table(page, ["row", "hfw"]):
        score = people[row["row"]]["score"]
        if row["total"]:
            expect(f"village: total of {row['row']}", row["total"], score.split(" ")[0])
        else:
            expect(f"village: {row['row']} is incomplete", True, "complete" in score.lower() and not score[0].isdigit())
    refused = {(int(r["row"]), r["header"]) for r in rows(folder / "rejected.csv")}
    expect("village: refused cells", {(29, "空腹血糖"), (34, "出生日期"), (34, "年龄"), (39, "握力"), (40, "收缩压")}, refused)


def school_class(folder):
    page = (PEOPLE / "school-class.expected.md").read_text(encoding="utf-8")
    program("score", PEOPLE / "school-class.csv", "-o", folder / "class.csv", "--as-of", AS_OF, "--locale", "en")
    scored = {r["row"]: r for r in rows(folder / "class.csv")}
    rejected = {r["row"] for r in rows(folder / "class.rejected.csv") if r["what"] == "row rejected"}
    items = {"BMI": ["bmi"], "肺活量": ["vital_capacity"], "50 m": ["run_50m"], "体前屈": ["sit_and_reach"], "跳远": ["standing_long_jump"],
             "引体/起坐": ["pull_up", "sit_up_1min"], "长跑": ["run_1000m", "run_800m"]}
    for row in table(page, ["row", "学号"]):
        number = row["row"]
        if row["kind"] == "row rejected":
            expect(f"class: row {number} is rejected, scored", (True, False), (number in rejected, number in scored))
            continue
        got = scored[number]
        expect(f"class: grade of row {number}", row["grade"], got["grade"] or got["outcome"])
        expect(f"class: total of row {number}", row["total"] and float(row["total"]), got["total"] and float(got["total"]))
        for name, tests in items.items():
            points = next((got[t + ".points"] for t in tests if got[t + ".points"]), "")
            expect(f"class: {name} of row {number}", row[name] if row[name].isdigit() else "", points)
    expect("class: rows", 40, len(scored) + len(rejected))


with tempfile.TemporaryDirectory() as name:
    village(Path(name) / "village")
    school_class(Path(name))
for problem in problems:
    print(problem)
print(f"example people: {len(problems)} differences")
sys.exit(bool(problems))
