"""What a change of data does to people: a fixed synthetic population is scored by every standard, and screened and given a plan
with every condition; the counts are kept in kept/ and compared line by line. A difference is no mistake by itself: it is what
has to be looked at, and committed together with the change (--write).

Usage: impact.py --celian PROGRAM --kits DIR --kept DIR [--write]
"""
import argparse
import collections
import csv
import difflib
import io
import json
import os
import subprocess
import sys
import tempfile

PER_COLUMN = 40  # people of each sex and each age or school grade
AS_OF = "2026-11-21"
KEYS = ("school_grade", "age_months", "age_years")
GROUPS = ("conditions", "medications", "symptoms")


class Dice:
    """The same numbers with every version of the interpreter."""

    def __init__(self):
        self.state = 20260101

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2 ** 64
        return (self.state >> 33) % n


def run(program, *arguments, **options):
    done = subprocess.run([program, *arguments], capture_output=True, text=True, encoding="utf-8", **options)
    if done.returncode != 0:
        raise SystemExit("%s: exit code %d\n%s" % (" ".join(arguments), done.returncode, done.stderr))
    return done.stdout


def population(kit):
    """Readings of the conformance kit, put together at random: every cell of every table is met."""
    with open(os.path.join(kit, "cells.csv"), newline="", encoding="utf-8") as f:
        rows = [r for r in csv.DictReader(f) if r["expected_outcome"] != "outside_population"]
    key = next(k for k in KEYS if k in rows[0])
    columns = {}
    for r in rows:
        columns.setdefault((r["sex"], r[key]), {}).setdefault(r["test"], []).append(r)
    dice, people = Dice(), []
    for (sex, value), tests in columns.items():
        if len(tests) < 3:
            continue  # only the other end of a band of ages
        for _ in range(PER_COLUMN):
            p = {"id": str(len(people) + 1), "sex": sex, key: value}
            for test, readings in tests.items():
                r = readings[dice.below(len(readings))]
                if dice.below(20) == 0:
                    continue
                if test == "height_for_weight":
                    p["height"], p["weight"] = r["height"], r["value"]
                else:
                    p[test] = r["value"]
            people.append(p)
    return people


def histogram(program, standard, kit, folder):
    people = population(kit)
    names = sorted({name for p in people for name in p})
    path = os.path.join(folder, "people.csv")
    with open(path, "w", newline="", encoding="utf-8") as f:
        w = csv.DictWriter(f, names, restval="")
        w.writeheader()
        w.writerows(people)
    scored = list(csv.DictReader(io.StringIO(run(program, "score", path, "-o", "-", "--as-of", AS_OF, "--standard", standard,
                                                 "--sheet", "sheet.codes"))))
    counts = collections.Counter()
    for row in scored:
        counts["sheet", row["scored_outcome"] or row["outcome"], row["grade"] or "-"] += 1
        counts["total", "from", "%03d" % (float(row["total"]) // 5 * 5) if row["total"] else "-"] += 1
        for name, outcome in row.items():
            if name.endswith(".outcome") and outcome:
                counts[name[:-8], outcome, row[name[:-8] + ".points"] or "-"] += 1
    return ["%d people" % len(people)] + ["%s %s %s: %d" % (*k, n) for k, n in sorted(counts.items())]


def well(person):
    day = {group: AS_OF for group in GROUPS}
    readings = [("bp_systolic", 118), ("bp_systolic", 116), ("bp_diastolic", 74), ("bp_diastolic", 72), ("resting_heart_rate", 66)]
    return {"v": 1, "as_of": AS_OF, "person": person,
            "measurements": [{"test": t, "value": v, "date": AS_OF, "trial": 1 + (v in (116, 72))} for t, v in readings],
            "health": {"asked_on": day, "conditions": [], "medications": [], "symptoms": [],
                       "activity": {"regular_3_months": False, "sessions_week": 1, "minutes_per_session": 20, "usual_intensity": "light",
                                    "moderate_minutes_week": 30, "vigorous_minutes_week": 0, "strength_days_week": 0,
                                    "sitting_hours_day": 6},
                       "falls": {"count_12_months": 0, "injury": False, "fear": False, "unsteady": False},
                       "function": {"adl": "independent", "aid": "none"}},
            "resources": {"days_per_week": 4, "minutes_per_session": 45, "equipment": ["chair", "elastic_band"], "place": ["home", "park"]}}


PEOPLE = {"man_45": {"sex": "male", "age_years": 45}, "woman_72": {"sex": "female", "age_years": 72},
          "girl_10": {"sex": "female", "age_years": 10, "school_grade": "primary_4"}}


def described(r):
    screen, guide = r["screen"], r["guide"]
    words = [screen["triage"], screen["triage_worst"], screen["today"]["decision"], screen["programme"]["decision"]]
    if guide is None:
        return words + ["no plan"]
    envelope, minutes = guide["envelope"], collections.Counter()
    weeks = (guide["plan"] or {}).get("weeks", [])
    for session in weeks[0]["sessions"] if weeks else []:
        for part in session["parts"]:
            for item in part["items"]:
                minutes[item["component"]] += item["minutes"] or 0
    words += [guide["withheld"] or guide["class"] or "-", (envelope["intensity"] or {}).get("class") or "-",
              "by " + "+".join((envelope["intensity"] or {}).get("methods") or ["-"]), "asks %d" % len(screen["ask"]),
              "forbids %d" % len(envelope["forbid"]), "requires " + ("+".join(sorted({x["component"] for x in envelope["require"]})) or "-"),
              "week 1 " + (", ".join("%s %g" % m for m in sorted(minutes.items())) or "-")]
    return words


def effects(program, folder, group, code_of_group, people):
    """One line for each disease, symptom or class of medicines and each person: what screening says, what the first week holds."""
    facts = json.loads(run(program, "catalog", "list", "facts", "--json"))["items"]
    prefix = code_of_group + "."
    codes = ["none"] + sorted(f["code"][len(prefix):] for f in facts
                              if f["code"].startswith(prefix) and f["code"].count(".") == 1)
    path, ids = os.path.join(folder, group + ".jsonl"), []
    with open(path, "w", encoding="utf-8") as f:
        for code in codes:
            for name in people:
                ids.append("%s %s" % (code, name))
                document = well({**PEOPLE[name], "id": ids[-1]})
                if code != "none":
                    document["health"][group] = [{"code": code}]
                f.write(json.dumps(document) + "\n")
    out = os.path.join(folder, group)
    run(program, "run", path, "-o", out, "--no-reports", "--as-of", AS_OF)
    lines = {}
    with open(os.path.join(out, "results.jsonl"), encoding="utf-8") as f:
        for line in f:
            r = json.loads(line)
            lines[r["person"]["id"]] = " | ".join([r["person"]["id"]] + described(r))
    return [lines.get(i, i + " | refused") for i in ids]


def unnoticed(lines):
    """Codes that change nothing for anybody."""
    split = [(line.split(" | ")[0].split(), line.split(" | ")[1:]) for line in lines]
    as_well = {name: words for (code, name), words in split if code == "none"}
    noticed = {code for (code, name), words in split if words != as_well[name]}
    return {code for (code, _), _ in split} - noticed - {"none"}


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--celian", required=True)
    p.add_argument("--kits", required=True)
    p.add_argument("--kept", required=True)
    p.add_argument("--write", action="store_true")
    a = p.parse_args()
    changed = 0
    with tempfile.TemporaryDirectory() as folder:
        found = {s: histogram(a.celian, s, os.path.join(a.kits, s), folder) for s in sorted(os.listdir(a.kits))}
        found["conditions"] = effects(a.celian, folder, "conditions", "condition", list(PEOPLE))
        found["symptoms"] = effects(a.celian, folder, "symptoms", "symptom", list(PEOPLE))
        found["medications"] = effects(a.celian, folder, "medications", "medicine", ["woman_72"])
    # A disease that no rule notices is said to be harmless, by name, or it is a hole. A symptom never is.
    harmless = set(json.loads(run(a.celian, "catalog", "get", "policy.screen"))["values"]["screen.harmless_conditions"])
    holes = sorted(unnoticed(found["conditions"]) - harmless) + sorted(unnoticed(found["symptoms"]))
    for name, lines in found.items():
        path = os.path.join(a.kept, name + ".txt")
        text = "\n".join(lines) + "\n"
        kept = ""
        if os.path.exists(path):
            with open(path, encoding="utf-8") as f:
                kept = f.read()
        if a.write:
            with open(path, "w", encoding="utf-8") as f:
                f.write(text)
        difference = list(difflib.unified_diff(kept.splitlines(), lines, "kept", "now", n=0, lineterm=""))[2:]
        lines_changed = sum(1 for d in difference if d[0] in "+-")
        print("%s: %d lines, %d changed" % (name, len(lines), lines_changed))
        for d in difference[:40]:
            print("  " + d)
        changed += lines_changed
    if changed and not a.write:
        print("impact: look at the differences; if they are meant, run again with --write and commit them with the change of data")
    for code in holes:
        print("impact: %s changes nothing for anybody, and is not in screen.harmless_conditions" % code)
    return 1 if holes or (changed and not a.write) else 0


if __name__ == "__main__":
    sys.exit(main())
