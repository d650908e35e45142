#!/usr/bin/env python3
"""Tries every published bound, one step on each side and half a step on each side, against the engine.

  oracle.py --probe build/.../oracle_probe --data data        by the C++ interface, from the files of data/
  oracle.py --library build/.../libcelian.so                   by the C interface, from the knowledge compiled in

What is expected comes from the transcriptions in this folder (transcriptions.py) and is computed in exact decimals.
Exit status 1 if anything differs.
"""
import argparse
import math
import random
import sys
from decimal import Decimal as D
from fractions import Fraction

import norms
import routes
import sheets
from routes import NONE
from transcriptions import STUDENT, physique, student, student_sources

SHOWN = 15  # mismatches that are printed of one part


def floor_to(v, step):
    return (v / step).to_integral_value(rounding="ROUND_FLOOR") * step


def expected(column, v):
    """What a value is worth, on the grid or between two values of it."""
    low = floor_to(v, column.step)
    if low == v:
        return column.worth(v)
    if column.rounding == "half_up":
        return column.worth(floor_to(v + column.step / 2, column.step))
    if column.rounding == "exact":
        return column.worth(v)
    return column.worth(low) | column.worth(low + column.step)


def probes(column):
    out = set()
    for bound in column.bounds:
        for k in (D(-1), D("-0.5"), D("-0.01"), D(0), D("0.01"), D("0.5"), D(1)):
            out.add(bound + k * column.step)
    return sorted(out)


def plain(points):
    return frozenset(p if p == NONE else Fraction(p) for p in points)


def as_text(points):
    return "{%s}" % ", ".join(sorted(p if p == NONE else str(float(p)) for p in points))


class Report:
    def __init__(self):
        self.failed = 0

    def part(self, name, tried, wrong):
        print("%-44s %s, %d mismatches" % (name, tried, len(wrong)))
        for line in wrong[:SHOWN]:
            print("    " + line)
        self.failed += len(wrong)


def check_columns(route, report, name, columns):
    questions, wants, wanted_class = [], [], []
    for c in columns:
        for age in sorted(set(c.values), key=str):
            for v in probes(c):
                for height in c.height or [None]:
                    numbers = [format(v, "f")] if height is None else [format(height, "f"), format(v, "f")]
                    questions.append(("item", c.standard, c.test, c.sex, c.key, age, numbers))
                    wants.append(plain(expected(c, v)))
                    wanted_class.append(c.classes(v) if c.classes and floor_to(v, c.step) == v and len(wants[-1]) == 1 else None)
    wrong = []
    for q, want, cls, got in zip(questions, wants, wanted_class, route.ask(questions)):
        outcome = "undetermined" if len(want) > 1 else "no_score" if want == {NONE} else "scored"
        if got.points != want or got.outcome != outcome:
            wrong.append("%s: expected %s %s, found %s %s" % (" ".join(map(str, q[1:6])) + " " + " ".join(q[6]), outcome, as_text(want), got.outcome, as_text(got.points)))
        elif cls is not None and got.item_class != cls:
            wrong.append("%s %s: expected class %s, found %s" % (q[2:6], q[6], cls, got.item_class))
    doubts = sum(1 for w in wants if len(w) > 1)
    cells = sum(c.cells for c in columns)
    report.part(name, "%d tables, %d cells, %d values (%d in doubt)" % (len(columns), cells, len(questions), doubts), wrong)


def check_outside(route, report, columns, ages, heights):
    """One year or month past either end of the population, and a height past either end of a table."""
    questions = []
    for c in columns:
        middle = format(c.bounds[len(c.bounds) // 2], "f")
        for age in ages:
            numbers = [middle] if c.height is None else [format(c.height[0], "f"), middle]
            questions.append(("item", c.standard, c.test, c.sex, c.key, age, numbers))
        if c.height is not None:
            for h in heights:
                questions.append(("item", c.standard, c.test, c.sex, c.key, c.values[0], [h, middle]))
    wrong = ["%s: expected outside_population, found %s" % (q[1:], a.outcome) for q, a in zip(questions, route.ask(questions)) if a.outcome != "outside_population"]
    report.part("  outside the population", "%d values" % len(questions), wrong)


def check_sources(route, report):
    """Each cell of each transcription by itself: its value earns the score, one step less does not."""
    step = {c.test: c.step for c in student()}
    lower = {"run_50m", "shuttle_run_50m_x8", "run_1000m", "run_800m"}
    bmi = {"low_max": ("underweight", 0), "normal_low": ("normal", -1), "normal_high": ("normal", 1), "over_from": ("overweight", -1), "over_max": ("overweight", 1), "obese_from": ("obese", -1)}
    questions, checks = [], []
    count = 0
    for source, test, sex, grade, label, value in student_sources():
        count += 1
        if test == "bmi":
            questions.append(("item", STUDENT, test, sex, "school_grade", grade, [format(value, "f")]))
            checks.append((source, label, "class", bmi[label][0]))
            continue
        worse = value + step[test] if test in lower else value - step[test]
        for v, kind in ((value, "at least"), (worse, "less than")):
            questions.append(("item", STUDENT, test, sex, "school_grade", grade, [format(v, "f")]))
            checks.append((source, label, kind, Fraction(label) if kind != "class" else label))
    wrong = []
    for q, (source, label, kind, want), got in zip(questions, checks, route.ask(questions)):
        points = max((p for p in got.points if p != NONE), default=Fraction(-1))
        good = got.item_class == want if kind == "class" else got.outcome == "scored" and (points >= want if kind == "at least" else points < want)
        if not good:
            wrong.append("%s %s %s: expected %s %s, found %s" % (source, q[2:6], q[6], kind, want, got))
    report.part("  S1 to S7, each by itself", "%d cells" % count, wrong)


def check_bmi_pairs(route, report, columns):
    """Height and weight on either side of every bound: the index must never be rounded twice or compared in doubles."""
    questions, wants = [], []
    for c in columns:
        half = c.step / 2 if c.rounding == "half_up" else D(0)
        for bound in c.bounds:
            for height in (D("104.3"), D("118.0"), D("127.5"), D("140.0"), D("160.0"), D("170.0"), D("173.1"), D("188.8")):
                for limit in (bound - half, bound + half, bound):
                    weight = (limit * height * height / 10000 * 10).to_integral_value(rounding="ROUND_FLOOR") / 10
                    for w in (weight, weight + D("0.1")):
                        exact = Fraction(w) * 10000 / (Fraction(height) * Fraction(height))
                        if c.rounding == "half_up":
                            v = D(math.floor(exact * 10 + Fraction(1, 2))) / 10
                            want = c.worth(v)
                        else:
                            # Half-open bands at 0.1: between two bounds any value will do.
                            v = D(math.floor(exact * 10)) / 10
                            want = c.worth(v)
                        questions.append(("item", c.standard, "bmi", c.sex, c.key, c.values[0], [format(height, "f"), format(w, "f")]))
                        wants.append(plain(want))
    wrong = ["%s: expected %s, found %s" % (q[1:], as_text(w), as_text(a.points)) for q, w, a in zip(questions, wants, route.ask(questions)) if a.points != w]
    report.part("  body mass index from height and weight", "%d pairs" % len(questions), wrong)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--probe")
    parser.add_argument("--data")
    parser.add_argument("--library")
    parser.add_argument("--norms-every", type=int, default=1, help="of the questions about norms only one in so many")
    args = parser.parse_args()
    if bool(args.probe) == bool(args.library) or (args.probe and not args.data):
        parser.error("give --probe and --data, or --library")
    route = routes.Probe(args.probe, args.data) if args.probe else routes.Library(args.library)
    norms.EVERY = args.norms_every
    report = Report()
    rng = random.Random(20141)  # the same sheets every time

    columns = student()
    check_columns(route, report, "students 2014", [c for c in columns if c.test != "bmi"])
    bmi = [c for c in columns if c.test == "bmi"]
    check_columns(route, report, "students 2014, body mass index", bmi)
    check_bmi_pairs(route, report, bmi)
    check_sources(route, report)
    sheets.check_students(route, report, columns, rng)

    for title, file, standard, ages, heights in (
            ("adults 2023", "cn-physique-2023-adult.json", "cn.gas.physique.adult@2023", (19, 60), ()),
            ("adults 2003", "cn-physique-2003-adult.json", "cn.gas.physique.adult@2003", (19, 60), ("139.9", "205.0")),
            ("older adults 2003", "cn-physique-2003-elderly.json", "cn.gas.physique.older@2003", (59, 70), ("134.9", "190.0")),
            ("preschool children 2003", "cn-physique-2003-preschool.json", "cn.gas.physique.preschool@2003", (35, 84), ("75.9", "146.0"))):
        columns = physique(file, standard)
        items = [c for c in columns if c.height is None]
        by_height = [c for c in columns if c.height is not None]
        check_columns(route, report, title, items)
        if by_height:
            tables = len({(c.sex, c.values[0]) for c in by_height})
            check_columns(route, report, "%s, weight by height (%d tables)" % (title, tables), by_height)
        bmi = [c for c in items if c.test == "bmi"]
        if bmi:
            check_bmi_pairs(route, report, bmi)
        check_outside(route, report, columns, ages, heights)
        sheets.check_physique(route, report, file, standard, columns, rng)

    sheets.check_growth(route, report)
    sheets.check_school_age_bmi(route, report)
    norms.check(route, report)
    print("by %s: %s" % (route.name, "%d mismatches" % report.failed if report.failed else "no mismatch"))
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
