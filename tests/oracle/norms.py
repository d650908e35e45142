"""Norms: each printed bound and both its neighbours, for the first and the last age of each printed row.

The tables are in norm_tables.py; growth references (LMS) and blood pressure by height group are read here.
"""
import csv
import math
import os
from decimal import Decimal as D
from fractions import Fraction

from norm_tables import FAMILIES, OLDEST
from transcriptions import HERE, load

ANY = object()  # not compared
OUTSIDE = ("outside_population", frozenset(), ANY, ANY)


def want(classes, z=ANY, percentile=ANY):
    return ("undetermined" if len(classes) > 1 else "scored", frozenset(classes), z, percentile)


def seen(answer):
    """An answer of a route in the form of `want`."""
    outcome, z, code, candidates, percentile = answer
    return (outcome, candidates or frozenset(() if outcome != "scored" else (code,)), z, percentile)


def as_text(result):
    outcome, classes, z, percentile = result
    words = [outcome, *sorted(map(str, classes))]
    words += ["z %s" % float(z)] if z not in (ANY, None) else []
    return " ".join(words + (["P%s" % float(percentile)] if percentile not in (ANY, None) else []))


# Norms that no transcription here has, and why. Every other norm of the knowledge is asked.
NOT_TRANSCRIBED = {
    "wfg.gait-speed@2022": "read in digests only; its examples stand in its file",
    "ipaq.category@2005": "names of the three results of a formula, whose examples stand with it"}
asked = {"cn.nhc.bmi-school-age@2018"}  # in sheets.py

EVERY = 1  # only one question in so many is asked: under a sanitizer, where each costs fifty times as much


def compare(route, report, title, questions, wants, cells=None):
    wrong = []
    asked.update(q[1] for q in questions)
    questions, wants = questions[::EVERY], wants[::EVERY]
    for q, w, answer in zip(questions, wants, route.ask(questions)):
        found = seen(answer)
        if any(x is not ANY and x != y for x, y in zip(w, found)):
            wrong.append("%s: expected %s, found %s" % (" ".join(str(x) for x in q[1:] if x is not None), as_text(w), as_text(found)))
    tried = "%d values" % len(questions)
    if cells is not None:
        doubts = sum(1 for w in wants if w[0] == "undetermined")
        tried = "%d norms, %d cells, %s (%d in doubt)" % (len({q[1] for q in questions}), cells, tried, doubts)
    report.part(title, tried, wrong)


def compare_outside(route, report, questions):
    compare(route, report, "  outside the population", questions, [OUTSIDE] * len(questions))


def ask(table, sex, age, value):
    return ("norm", table.norm, sex, table.key, age, value, table.test, None)


# --- printed bounds ---------------------------------------------------------------------------------------------------

def probes(tables):
    """Each bound and its neighbours; where readings are coarser than bounds, the readings next to it as well."""
    out = set()
    for t in tables:
        for bound in t.bounds:
            out.update(bound + k * t.step for k in (-1, 0, 1))
            if t.grid is not None:
                low = (bound / t.grid).to_integral_value(rounding="ROUND_FLOOR") * t.grid
                out.update((low, low + t.grid))
    t = tables[0]
    return sorted(v for v in out if (t.least is None or v >= t.least) and (t.most is None or v <= t.most))


def ages_of(tables):
    """The first and last age of every row, and the age before a first one that another row has."""
    ends = {a for t in tables for a in (t.ages[0] - 1, *t.ages)}
    return sorted(a for a in ends if covering(tables, a))


def covering(tables, age):
    return [t for t in tables if t.ages[0] <= age <= t.ages[1]]


def check_bounds(route, report, title, tables):
    groups = {}
    for t in tables:
        groups.setdefault((t.norm, t.sex), []).append(t)
    questions, wants = [], []
    for (_, sex), mine in groups.items():
        for age in ages_of(mine):
            here = covering(mine, age)
            for v in probes(here):
                classes = frozenset().union(*(t.classes(v) for t in here))
                questions.append(ask(here[0], sex, age, format(v, "f")))
                wants.append(want(classes, None, here[0].percentile.get(next(iter(classes))) if len(classes) == 1 else None))
    compare(route, report, title, questions, wants, sum(t.cells for t in tables))
    check_outside(route, report, groups)


def check_outside(route, report, groups):
    """One year or month past the ends of the rows and in every hole between them, and the sex that has no row at all."""
    questions = []
    for (norm, sex), mine in groups.items():
        value = format(mine[0].bounds[len(mine[0].bounds) // 2], "f")
        ends = {a for t in mine for a in (t.ages[0] - 1, t.ages[1] + 1) if not covering(mine, a)}
        questions += [ask(mine[0], sex, a, value) for a in sorted(ends) if a < (OLDEST if mine[0].key == "age_years" else 12 * OLDEST)]
        other = {"male": "female", "female": "male"}[sex]
        if (norm, other) not in groups:
            questions.append(ask(mine[0], other, mine[0].ages[0], value))
    compare_outside(route, report, questions)


# --- WS/T 610: the limit hangs on the height group ---------------------------------------------------------------------

def check_blood_pressure(route, report):
    d = load("growth/ws_t_610_2018_blood_pressure_p95.json")
    pressures = (("cn.nhc.bp-systolic-school-age@2018", "bp_systolic"), ("cn.nhc.bp-diastolic-school-age@2018", "bp_diastolic"))
    questions, wants, outside, no_height, cells = [], [], [], [], 0
    for sex in ("male", "female"):
        limits = {int(row[0]): row[1:] for row in d["p95"][sex]}
        heights = {int(row[0]): row[1:] for row in d["height_percentiles"][sex]}
        for year, knots in heights.items():
            cells += len(knots) + sum(map(len, limits[year]))
            for height in sorted({h + k * D("0.1") for h in knots for k in (-1, 0, 1)}):
                group = limits[year][sum(1 for h in knots if height >= h)]  # the highest percentile reached
                for (norm, test), limit in zip(pressures, group):
                    for v in (limit - 1, limit, limit + 1):
                        questions.append(("norm", norm, sex, "age_years", year, str(v), test, str(height)))
                        wants.append(want({"p95_or_more" if v >= limit else "below_p95"}))
        for norm, test in pressures:
            outside += [("norm", norm, sex, "age_years", a, "100", test, "140.0") for a in (min(heights) - 1, max(heights) + 1)]
            no_height.append(("norm", norm, sex, "age_years", 10, "100", test, None))
    compare(route, report, "WS/T 610-2018, blood pressure by height group", questions, wants, cells)
    compare_outside(route, report, outside)
    compare(route, report, "  height unknown", no_height, [("missing_value", frozenset(), ANY, ANY)] * len(no_height))


# --- WHO 2006 and 2007: L, M and S ------------------------------------------------------------------------------------

# Highest first: code, and the z that must be passed (above) or reached (from). The files have no classes; these are the
# usual words of WHO for z-scores and stand in the engine as unverified.
BMI_2006 = (("obese", "above", 3), ("overweight", "above", 2), ("risk_of_overweight", "above", 1), ("normal", "from", -2), ("wasted", "from", -3),
            ("severely_wasted", "from", -99))
BMI_2007 = (("obese", "above", 2), ("overweight", "above", 1), ("normal", "from", -2), ("thinness", "from", -3), ("severe_thinness", "from", -99))
HEIGHT_2006 = (("very_tall", "above", 3), ("normal", "from", -2), ("stunting", "from", -3), ("severe_stunting", "from", -99))
WEIGHT_2006 = (("normal", "from", -2), ("underweight", "from", -3), ("severely_underweight", "from", -99))

DAYS_A_MONTH = 30.4375  # 365.25 / 12, as in WHO's package
LIGHTEST = 2.0          # kg; the engine takes no lighter reading of a weight, though newborns under it exist


def reference(name, unit):
    with open(os.path.join(HERE, "growth", name + ".csv"), encoding="utf-8", newline="") as f:
        return {(r["sex"], int(r[unit])): (float(r["L"]), float(r["M"]), float(r["S"])) for r in csv.DictReader(f)}


def value_at(lms, z, restricted):
    """The measurement at a z-score. Restricted: beyond 3 SD the distance counts in steps of the gap between 2 and 3 SD."""
    l, m, s = lms
    if restricted and abs(z) > 3:
        end = math.copysign(3, z)
        third, second = value_at(lms, end, False), value_at(lms, end - math.copysign(1, z), False)
        return third + (abs(z) - 3) * abs(third - second) * math.copysign(1, z)
    return m * math.exp(s * z) if l == 0 else m * (1 + l * s * z) ** (1 / l)


def class_at(classes, z):
    return next((code for code, how, limit in classes if (z > limit if how == "above" else z >= limit)), None)


# z has two decimals in the engine, so a class begins half a hundredth past its bound. Each whole z, and just past the half
# on each side: there the last digit of L, M or S tells.
PAST_HALF = Fraction("0.00501")
NEIGHBOURS = ((Fraction(0), Fraction(0)), (-PAST_HALF, Fraction(-1, 100)), (PAST_HALF, Fraction(1, 100)))
WHOLE = [Fraction(z) for z in range(-3, 4)] + [Fraction(-7, 2), Fraction(7, 2)]

GROWTH = (  # norm, test, file, restricted tails, classes, first and last day or else month
    ("who.growth.bmi-length@2006", "bmi_length", "who2006_bmi_for_age_0_5y_daily_lms", True, BMI_2006, "age_days", 0, 730),
    ("who.growth@2006", "bmi", "who2006_bmi_for_age_0_5y_daily_lms", True, BMI_2006, "age_days", 731, 1826),
    ("who.growth.weight@2006", "weight", "who2006_weight_for_age_0_5y_daily_lms", True, WEIGHT_2006, "age_days", 0, 1826),
    ("who.growth.length@2006", "body_length", "who2006_length_height_for_age_0_5y_daily_lms", False, HEIGHT_2006, "age_days", 0, 730),
    ("who.growth.height@2006", "height", "who2006_length_height_for_age_0_5y_daily_lms", False, HEIGHT_2006, "age_days", 731, 1826),
    ("who.growth@2007", "bmi", "who2007_bmi_for_age_5_19y_monthly_lms", True, BMI_2007, "age_months", 61, 228),
    ("who.growth.weight@2007", "weight", "who2007_weight_for_age_5_10y_monthly_lms", True, (), "age_months", 61, 120),
    ("who.growth.height@2007", "height", "who2007_height_for_age_5_19y_monthly_lms", False, HEIGHT_2006[1:], "age_months", 61, 228))


def check_growth_references(route, report):
    for norm, test, name, restricted, classes, unit, first, last in GROWTH:
        table = reference(name, unit)
        questions, wants, outside = [], [], []

        def add(sex, key, age, lms, z):
            for exact, rounded in NEIGHBOURS:
                v = value_at(lms, float(z + exact), restricted)
                if test != "weight" or v > LIGHTEST:
                    questions.append(("norm", norm, sex, key, age, repr(v), test, None))
                    wants.append(want({class_at(classes, z + rounded)}, z + rounded, None))

        step = 30 if unit == "age_days" else 6
        ages = {a for a in range(first, last + 1) if a % step == 0} | {a for a in (first, last, 730, 731) if first <= a <= last}
        for sex in ("male", "female"):
            for age in sorted(ages):
                for z in WHOLE:
                    add(sex, unit, age, table[(sex, age)], z)
                if unit == "age_months":  # halfway to the next month, also after the last: L, M and S between the rows
                    day = math.floor((age + 0.5) * DAYS_A_MONTH)
                    part = day / DAYS_A_MONTH - age
                    between = [x + part * (y - x) for x, y in zip(table[(sex, age)], table[(sex, age + 1)])]
                    for z in (Fraction(-7, 2), Fraction(-1), Fraction(2)):
                        add(sex, "age_days", day, between, z)
            median = repr(table[(sex, first)][1])
            outside += [("norm", norm, sex, unit, a, median, test, None) for a in (first - 1, last + 1) if a >= 0]
        compare(route, report, "WHO, " + norm, questions, wants, 3 * 2 * len(ages))
        compare_outside(route, report, outside)


def check_all_are_asked(report):
    """By the names of their files: no norm comes into the knowledge without a transcription to hold it against."""
    folder = os.path.join(HERE, "..", "..", "data", "norms")
    known = {name[:-len(".json")] for name in os.listdir(folder) if name.endswith(".json")}
    wrong = ["%s: in data/norms, and no transcription has it" % n for n in sorted(known - asked - set(NOT_TRANSCRIBED))]
    wrong += ["%s: has a transcription by now; take it off the list" % n for n in sorted(asked & set(NOT_TRANSCRIBED))]
    wrong += ["%s: asked, and not in data/norms" % n for n in sorted(asked - known)]
    report.part("every norm is asked", "%d of %d norms" % (len(known & asked), len(known)), wrong)


def check(route, report):
    check_growth_references(route, report)
    check_blood_pressure(route, report)
    for title, tables in FAMILIES:
        check_bounds(route, report, title, list(tables()))
    check_all_are_asked(report)
