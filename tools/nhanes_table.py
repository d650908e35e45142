#!/usr/bin/env python3
"""Screens the 2,000 survey people of tests/data/people/nhanes-2000.csv and writes docs/nhanes.md.

Usage: nhanes_table.py PROGRAM [OUT.md]      PROGRAM: build/release/celian; OUT.md: docs/nhanes.md

Shares of the risk level by age, and what was not known. Nothing here is an estimate about a population: the rows carry no
survey weights.
"""

import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PEOPLE = "tests/data/people/nhanes-2000.csv"
AS_OF = "2010-06-30"
BANDS = [(0, 5), (6, 17), (18, 39), (40, 59), (60, 79), (80, 130)]
LEVELS = [f"T{i}" for i in range(8)]
SHOWN_FACTS = 16


def screened(program):
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([program, "run", str(ROOT / PEOPLE), "-o", folder, "--as-of", AS_OF, "--no-reports"], capture_output=True, text=True)
        if done.returncode not in (0, 1):
            sys.exit(done.stderr)
        lines = (Path(folder) / "results.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]


def band_of(result):
    age = result["person"]["age_years"]
    return next((band for band in BANDS if age is not None and band[0] <= age <= band[1]), None)


def name_of(band):
    return "80 and over" if band[0] == 80 else f"{band[0]}-{band[1]}"


def percent(n, of):
    return f"{100 * n / of:.1f}" if of else "-"


def row(*cells):
    return "| " + " | ".join(str(c) for c in cells) + " |"


def levels_table(groups, field):
    used = [level for level in LEVELS if any(r["screen"][field] == level for g in groups.values() for r in g)]
    yield row("age", "people", *[f"{level} %" for level in used])
    yield row("---", *["---:"] * (len(used) + 1))
    for band, people in groups.items():
        count = Counter(r["screen"][field] for r in people)
        yield row(name_of(band) if band else "all", len(people), *[percent(count[level], len(people)) for level in used])


def missing_table(groups):
    asked = {band: Counter(a["fact"] for r in people for a in r["screen"]["ask"]) for band, people in groups.items()}
    must = Counter(a["fact"] for r in groups[None] for a in r["screen"]["ask"] if a["level"] == "must")
    yield row("fact", "all", "of these must", *[name_of(band) for band in groups if band])
    yield row("---", *["---:"] * (len(groups) + 1))
    for fact, n in sorted(asked[None].items(), key=lambda item: (-item[1], item[0]))[:SHOWN_FACTS]:
        yield row(f"`{fact}`", n, must[fact], *[asked[band][fact] for band in groups if band])


def raising_rules():
    """Ids of the rules that can raise the level above T1."""
    out = set()
    for path in sorted((ROOT / "data").glob("**/*.json")):
        file = json.loads(path.read_text(encoding="utf-8"))
        for rule in file.get("rules", []) if file.get("kind") == "rules" else []:
            if any(e["effect"] == "triage" and e["level"] > "T1" for e in rule["then"]):
                out.add(rule["id"])
    return out


def rules_table(results):
    raising = raising_rules()
    fired = Counter(f["rule"] for r in results for f in r["screen"]["findings"] if f["rule"] in raising)
    yield row("rule", "people in whom it fired")
    yield row("---", "---:")
    for rule, n in sorted(fired.items(), key=lambda item: (-item[1], item[0])):
        yield row(f"`{rule}`", n)


def document(results):
    groups = {band: [r for r in results if band_of(r) == band] for band in BANDS}
    groups[None] = results
    forty = [r for r in results if (r["person"]["age_years"] or 0) >= 40]
    rank = {level: i for i, level in enumerate(LEVELS)}
    before_any = sum(1 for r in forty if "T3" in r["screen"]["gates"] or rank[r["screen"]["triage"]] >= 6)
    vigorous_only = sum(1 for r in forty if r["screen"]["triage"] == "T2")
    known = sum(1 for r in forty if any(f["rule"] == "acsm_2" for f in r["screen"]["findings"]))
    provisional = sum(1 for r in results if r["screen"]["provisional"])
    yield "# 2,000 survey people, screened"
    yield ""
    yield f"Made by `tools/nhanes_table.py build/release/celian` with data version {results[0]['data_version']}; do not edit."
    yield ""
    yield f"The people are those of `{PEOPLE}` (US National Health and Nutrition Examination Survey 2009-12, see `examples/people/README.md`), each screened by"
    yield f"`celian run {PEOPLE} -o out/nhanes --as-of {AS_OF} --no-reports`. The file tells age, sex, height, weight, pulse, blood pressure, diabetes, pregnancy (20 to 44) and"
    yield "active days. It does not tell symptoms, medicines, or heart, vessel and kidney disease: these are unknown, which is not the same as absent."
    yield "There are no survey weights, so this shows what the program does, and estimates nothing about a population."
    yield ""
    yield "## Risk level by what is known"
    yield ""
    yield "Rules that fired, by the highest level (`triage`). T0 none, T1 advise, T2 clearance before vigorous, T3 clearance before any structured exercise, T4 supervised only, T5 not today, T6 stop, T7 emergency."
    yield ""
    yield from levels_table(groups, "triage")
    yield ""
    yield "## Risk level if everything unknown turned out badly"
    yield ""
    yield "Every protective rule that a missing fact leaves open counts (`triage_worst`). Nobody was asked about symptoms here, and an emergency sign among them cannot be excluded: that is why"
    yield f"the file alone clears nobody. {provisional} of {len(results)} results are provisional: an essential answer is missing, and a plan made from them is held at light intensity."
    yield ""
    yield from levels_table(groups, "triage_worst")
    yield ""
    yield "## What was missing"
    yield ""
    yield "Facts that the screening asked for, by number of people (a group such as `symptoms_asked` is one question that settles many facts)."
    yield ""
    yield from missing_table(groups)
    yield ""
    yield "## Which rules raised the level"
    yield ""
    yield from rules_table(results)
    yield ""
    yield "## Beside a published figure"
    yield ""
    yield "Whitfield and others (2017, PMC7059860) applied the same pre-participation algorithm to US adults of 40 and over (NHANES 2001-04, weighted, with symptoms and known diseases):"
    yield "54.2 % were to have medical clearance before any exercise and 2.6 % before vigorous exercise only."
    yield ""
    yield row("adults of 40 and over", "clearance before any exercise %", "before vigorous only %")
    yield row("---", "---:", "---:")
    yield row("Whitfield 2017", "54.2", "2.6")
    yield row(f"these rows ({len(forty)}, unweighted, no symptoms, no heart or kidney disease in the file)", percent(before_any, len(forty)), percent(vigorous_only, len(forty)))
    yield ""
    yield "This is context, not agreement: the years, the weights and above all the known facts differ. Of the conditions that call for clearance only diabetes is in the file;"
    yield f"in {percent(known, len(forty))} % of these adults it fired the rule for known disease without regular activity (`acsm_2`). The other answers are asked for, and counted above."


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    results = screened(str(Path(sys.argv[1]).resolve()))
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "docs/nhanes.md"
    out.write_text("\n".join(document(results)) + "\n", encoding="utf-8")
    print(f"{out}: {len(results)} people")


main()
