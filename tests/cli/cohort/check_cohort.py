#!/usr/bin/env python3
"""The figures of a small school, in each form, against tests/cli/cohort/kept; and what may never be in them.

Usage: check_cohort.py PROGRAM SOURCE_DIR        CELIAN_UPDATE_GOLDEN=1 writes the kept files anew
"""

import csv
import io
import os
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

VOID = {"meta", "link", "br", "hr", "img", "col", "input"}


class Page(HTMLParser):
    """Whether tags are closed in order, and what the page would load."""

    def __init__(self):
        super().__init__()
        self.open, self.slips, self.charts = [], [], 0

    def handle_starttag(self, tag, attributes):
        self.charts += tag == "svg"
        if tag in {"script", "img", "link", "iframe", "object"}:
            self.slips.append(f"<{tag}> stands in the page")
        for name, value in attributes:
            if name in {"src", "srcset"} or (name == "href" and not value.startswith("#")):
                self.slips.append(f"{tag} {name}={value} would be loaded")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.slips.append(f"</{tag}> closes something else")


def run(program, *words, code=0):
    done = subprocess.run([program, *words], capture_output=True, check=False)
    if done.returncode != code:
        sys.exit(f"celian {' '.join(words)}: expected exit code {code}, found {done.returncode}\n{done.stderr.decode()}")
    return done.stdout.decode("utf-8")


def small_counts(text, least):
    """Sensitive counts above 0 and below `least` that are shown."""
    for row in csv.DictReader(io.StringIO(text)):
        shown = [row["people"], row["with"]] + ([row["without"]] if row["kind"] == "share" else [])
        if row["kind"] in {"grade", "need"} and not row["code"]:
            shown = [row["people"]]  # of whom nobody knows
        for n in filter(None, shown):
            if 0 < int(n) < least:
                yield f"{n} stands in {row}"


def differences(text):
    """A withheld count that a sum of shown ones gives: groups of a table, states of an indicator."""
    rows = list(csv.DictReader(io.StringIO(text)))
    everybody = {(r["kind"], r["code"], r["edition"]): r for r in rows if r["table"] == "all"}
    for table in {r["table"] for r in rows} - {"all"}:
        for key, whole in everybody.items():
            parts = [r for r in rows if r["table"] == table and (r["kind"], r["code"], r["edition"]) == key]
            for field in ("people", "with", "without"):
                hidden = [r for r in parts if r[field] == ""]
                if key[0] == "share" and whole[field] and len(hidden) == 1:
                    yield f"{table} {hidden[0]['group']} {key}: {field} is {whole[field]} less the others"


def compare(kept, name, text):
    path = kept / name
    if os.environ.get("CELIAN_UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
        return
    expected = path.read_text(encoding="utf-8") if path.exists() else ""
    if expected == text:
        return
    for number, (a, b) in enumerate(zip(expected.splitlines(), text.splitlines()), 1):
        if a != b:
            yield f"{path.name}:{number}: expected\n    {a[:200]}\n  found\n    {b[:200]}"
            return
    yield f"{path.name}: expected {len(expected)} bytes, found {len(text)}"


def main(program, source):
    here, slips = source / "tests/cli/cohort", []
    with tempfile.TemporaryDirectory() as folder:
        scored = f"{folder}/scored.csv"
        run(program, "score", str(source / "examples/people/school-class.csv"), "-o", scored, "--as-of", "2026-11-21", code=1)
        lines = Path(scored).read_text(encoding="utf-8").splitlines()
        header = lines[0].split(",")
        total, earlier = header.index("total"), [lines[0]]
        for i, line in enumerate(lines[1:]):
            cells = next(csv.reader([line]))
            if cells[total]:
                cells[total] = str(float(cells[total]) - i % 5)
            out = io.StringIO()
            csv.writer(out, lineterminator="").writerow(cells)
            earlier.append(out.getvalue())
        Path(f"{folder}/earlier.csv").write_text("\n".join(earlier) + "\n", encoding="utf-8")
        words = ["cohort", scored, "--people", str(here / "people.csv"), "--earlier", f"{folder}/earlier.csv",
                 "--by", "sex,age,class", "--as-of", "2026-11-21", "--name", "东校"]
        page = run(program, *words, "--locale", "en", "--min-cell", "3", "--format", "html")
        table = run(program, *words, "--min-cell", "3", "--format", "csv")
        strict = run(program, *words, "--format", "csv")
        slips += compare(here / "kept", "figures.txt", run(program, *words))
        slips += compare(here / "kept", "figures_en.txt", run(program, *words, "--locale", "en", "--min-cell", "3"))
        slips += compare(here / "kept", "figures.csv", table)
        slips += compare(here / "kept", "figures.html", page)
        both = run(program, *words, "-o", f"{folder}/a.csv", "-o", f"{folder}/a.html", "-o", f"{folder}/a.txt")
        if both or Path(f"{folder}/a.csv").read_text(encoding="utf-8") != strict:
            slips.append("-o a.csv is not what --format csv prints")
    for text, least in ((table, 3), (strict, 10)):
        slips += [f"least {least}: {slip}" for slip in [*small_counts(text, least), *differences(text)]]
    if strict.count("withheld") <= table.count("withheld"):
        slips.append("a larger least number withholds no more")
    parser = Page()
    parser.feed(page)
    slips += parser.slips + [f"<{tag}> is not closed" for tag in parser.open]
    if parser.charts < 10:
        slips.append(f"{parser.charts} charts")
    start = page.index("<svg")
    ElementTree.fromstring(page[start:page.index("</svg>", start) + 6])
    for slip in slips:
        print(slip)
    sys.exit(1 if slips else 0)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], Path(sys.argv[2]))
