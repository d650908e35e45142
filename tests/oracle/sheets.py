"""Whole sheets (weights, bonus, totals, grades) and growth references, computed here once more."""
import csv
import math
import os
from decimal import Decimal as D
from fractions import Fraction

from routes import NONE
from transcriptions import HERE, STUDENT, load

GRADE_CODE = {"优秀": "excellent", "良好": "good", "合格": "pass", "不合格": "fail", "一级（优秀）": "level_1", "二级（良好）": "level_2", "三级（合格）": "level_3", "四级（不合格）": "level_4"}


def half_up(x, digits=1):
    scale = 10 ** digits
    return Fraction(math.floor(x * scale + Fraction(1, 2)), scale)


def grade_of(lines, total):
    """`lines`: (code, from) best first, the last with None."""
    return next(code for code, low in lines if low is None or total >= low)


def pick(column, rng):
    """A value near a bound that is worth one thing, and that worth."""
    while True:
        v = rng.choice(column.bounds) + rng.choice((-1, 0, 0, 0, 1)) * column.step
        worth = column.worth(v)
        if len(worth) == 1 and v > 0:
            return v, next(iter(worth))


def compare(route, report, name, questions, wants):
    wrong = ["%s: expected %s, found %s" % (q[1:], tuple(map(str, w)), tuple(map(str, a))) for q, w, a in zip(questions, wants, route.ask(questions)) if tuple(a) != tuple(w)]
    report.part("  " + name, "%d sheets" % len(questions), wrong)


def check_students(route, report, columns, rng, each=40):
    d = load("student/cn_student_fitness_2014.json")
    by_place = {(c.test, c.sex, c.values[0]): c for c in columns}
    lower = {i["id"] for i in d["indicators"] if i["direction"] == "lower_better"}
    lines = [(g["id"], Fraction(g["min"]) if "min" in g else None) for g in d["total"]["grades"]]
    questions, wants = [], []
    for group in d["weights"].values():
        for sex in d["sexes"]:
            for grade in group["grades"]:
                for n in range(each):
                    values, score, bonus = {}, Fraction(0), 0
                    for test, weight in group[sex].items():
                        column = by_place[(test, sex, grade)]
                        v, points = pick(column, rng)
                        if test != "bmi" and n % 3 == 0:  # every third sheet is a strong one, so that bonuses come up
                            best = column.bounds[0 if test in lower else -1]
                            v = best + (-1 if test in lower else 1) * column.step * rng.randint(0, 60)
                            # Far better than anybody is no reading at all: the whole loop refuses it before scoring.
                            if v <= 0 or (test in lower and v < best * D("0.8")):
                                v = best
                            points = D(100)
                        values[test] = format(v, "f")
                        score += Fraction(points) * Fraction(weight) / 100
                        for table in d["bonus"]["tables"]:
                            if table["indicator"] != test or sex not in table["sex"] or grade not in table["grades"] or points != 100:
                                continue
                            best = column.bounds[0 if test in lower else -1]
                            distance = best - v if test in lower else v - best
                            bonus += max([int(r["bonus"]) for r in table["rows"] if distance >= r["delta"]], default=0)
                    bonus = min(bonus, int(d["bonus"]["cap_total"]))
                    total = half_up(score + bonus)
                    questions.append(("sheet", STUDENT, sex, "school_grade", grade, values))
                    wants.append(("complete", half_up(score), Fraction(bonus), total, grade_of(lines, total)))
    compare(route, report, "whole sheets", questions, wants)


def check_physique(route, report, file, standard, columns, rng, each=25):
    d = load("physique/" + file)
    weights, composite = d["weights"], d["composite"]
    summed = not isinstance(weights, dict)
    questions, wants = [], []
    first = {}
    for c in columns:
        first.setdefault((c.sex, c.key, c.values[0], c.values[1]), [])
    for sex in ("male", "female"):
        for low, high, names, lines in item_sets(weights, composite, summed):
            for n in range(each):
                age = rng.randint(low, high)
                here = [c for c in columns if c.sex == sex and c.values[0] <= age * (1 if c.key == "age_years" else 12) <= c.values[1]]
                key = here[0].key
                by_test = {}
                for c in here:
                    by_test.setdefault(c.test, []).append(c)
                values, total, blocked = {}, Fraction(0), False
                for name, weight in names.items():
                    test = next(t for t in alternatives(name, sex) if t in by_test)
                    column = rng.choice(by_test[test])
                    v, points = pick(column, rng)
                    if column.height is not None:
                        if "height" in values:  # the child's own height is an item as well
                            column = next((c for c in by_test[test] if c.height[0] <= D(values["height"]) <= c.height[1]), None)
                            if column is None:
                                break
                            v, points = pick(column, rng)
                        values.setdefault("height", format(column.height[0], "f"))
                        values["weight"] = format(v, "f")
                    else:
                        values[test] = format(v, "f")
                    blocked = blocked or points == NONE
                    total += 0 if points == NONE else Fraction(points) * (1 if summed else Fraction(weight))
                else:
                    questions.append(("sheet", standard, sex, key, age * (1 if key == "age_years" else 12), values))
                    wants.append(conclusion(total, blocked, lines, summed))
    compare(route, report, "whole sheets", questions, wants)


def alternatives(name, sex):
    for test in name.split("|"):
        yield "push_up_knee" if test == "push_up" and sex == "female" else test


def item_sets(weights, composite, summed):
    if summed:
        for span, c in composite.items():
            low, high = map(int, span.split("-"))
            yield low, high, {n: 1 for n in c["items"]}, grade_lines(c["grades"])
    else:
        for span, names in weights.items():
            low, high = map(int, span.split("-"))
            yield low, high, names, grade_lines(composite["grades"])


def grade_lines(grades):
    return [(GRADE_CODE[g["grade"]], None if g["min"] is None else Fraction(g["min"])) for g in grades]


def conclusion(total, blocked, lines, summed):
    if blocked:
        return ("blocked", None, None, None, None)
    if summed:
        return ("complete", total, None, total, grade_of(lines, total))
    # 2023: the rounding of the total is not printed; a grade is certain where floor and ceiling to 0.1 agree.
    both = {grade_of(lines, Fraction(math.floor(total * 10), 10)), grade_of(lines, Fraction(math.ceil(total * 10), 10))}
    if len(both) > 1:
        return ("undetermined", total, None, total, None)
    return ("complete", total, None, total, both.pop())


def check_growth(route, report):
    """WHO 2007: the measurement at each whole z-score, by the LMS formula, must come back as that z-score."""
    questions, wants = [], []
    with open(os.path.join(HERE, "growth/who2007_bmi_for_age_5_19y_monthly_lms.csv"), encoding="utf-8") as f:
        for row in csv.DictReader(f):
            months = int(row["age_months"])
            if not 61 <= months <= 228:
                continue
            l, m, s = float(row["L"]), float(row["M"]), float(row["S"])
            at = {z: m * (1 + l * s * z) ** (1 / l) for z in range(-3, 4)}
            points = [(at[z], z) for z in at]
            # Beyond 3 SD the distance counts in steps of the gap between 2 and 3 SD.
            points += [(at[3] + (at[3] - at[2]), 4), (at[-3] - (at[-2] - at[-3]), -4)]
            for value, z in points:
                if value > 8.5:
                    questions.append(("norm", "who.growth@2007", row["sex"], "age_months", months, repr(value)))
                    wants.append(Fraction(z))
    wrong = ["%s: expected z %s, found %s" % (q[1:], w, a) for q, w, a in zip(questions, wants, route.ask(questions)) if a[0] != "scored" or abs(a[1] - w) > Fraction(1, 100)]
    report.part("WHO 2007, body mass index for age", "%d values" % len(questions), wrong)


def check_school_age_bmi(route, report):
    """WS/T 586-2018: the first three months of a half year by its row, the second three by that row or the next.
    Girls of 13.0: two transcriptions, 22.2/25.0 and 22.6/25.6."""
    d = load("growth/ws_t_586_2018_bmi.json")
    norm = "cn.nhc.bmi-school-age@2018"
    questions, wants = [], []

    def classes(cuts, v):
        return "obese" if v >= cuts[1] else "overweight" if v >= cuts[0] else "normal"

    for sex in ("male", "female"):
        rows = [[tuple(r[1:3])] for r in d[sex]]
        for i, r in enumerate(d[sex]):
            if sex == "female" and r[0] == 13:
                rows[i].append((D("22.6"), D("25.6")))
        for i in range(len(rows)):
            for month in range(6):
                readings = list(rows[i])
                if month >= 3:
                    if i + 1 == len(rows):
                        continue
                    readings += rows[i + 1]
                if i + 1 == len(rows) and month > 2:
                    continue
                for bound in sorted({c for cuts in readings for c in cuts}):
                    for k in (-1, 0, 1):
                        v = bound + k * D("0.1")
                        questions.append(("norm", norm, sex, "age_months", 72 + 6 * i + month, format(v, "f")))
                        wants.append({classes(cuts, v) for cuts in readings})
    wrong = []
    for q, want, a in zip(questions, wants, route.ask(questions)):
        found = set(a[3]) if a[0] == "undetermined" else {a[2]}
        if found != want:
            wrong.append("%s: expected %s, found %s" % (q[1:], sorted(want), a))
    report.part("WS/T 586-2018", "%d values" % len(questions), wrong)
