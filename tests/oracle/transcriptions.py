"""The transcriptions as functions from a value to what it is worth. Nothing here knows the engine or data/.

A Column is one printed table: for one item, sex and age group or grade. `worth(v)`, for v on the grid, is the set of
scores that the transcription allows: one where it is clear, more where it is in doubt; NONE = no score.
"""
import json
import os
import re
from decimal import Decimal as D

from routes import NONE

HERE = os.path.dirname(os.path.abspath(__file__))


def load(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as f:
        return json.load(f, parse_float=D, parse_int=D)


class Column:
    def __init__(self, standard, test, sex, key, values, step, bounds, worth, cells, rounding="not_printed", classes=None, height=None):
        self.standard, self.test, self.sex = standard, test, sex
        self.key, self.values = key, values  # the ages or grades that use this column: first and last
        self.step = D(step)
        self.bounds = sorted(set(D(b) for b in bounds))
        self.worth = worth
        self.cells = cells
        self.rounding = rounding  # how the engine is expected to treat a value between two of the grid
        self.classes = classes    # value on the grid -> class, or None
        self.height = height      # heights (cm) that use this row, for weight by height


# --- 国家学生体质健康标准 2014 ----------------------------------------------------------------------------------------

STUDENT = "cn.moe.student-fitness@2014"


def student():
    d = load("student/cn_student_fitness_2014.json")
    step = {i["id"]: D(1).scaleb(-int(i["decimals"])) for i in d["indicators"]}
    better = {i["id"]: i["direction"] for i in d["indicators"]}
    columns = []
    for test, by_sex in d["tables"].items():
        lower = better[test] == "lower_better"
        for sex, by_grade in by_sex.items():
            for grade, rows in by_grade.items():
                table = [(D(r[0]), D(r[1])) for r in rows]

                def worth(v, table=table, lower=lower):
                    return {max([s for s, b in table if (v <= b if lower else v >= b)], default=D(0))}

                columns.append(Column(STUDENT, test, sex, "school_grade", [grade], step[test], [b for _, b in table], worth, len(table)))
    for sex, by_grade in d["bmi"]["bands"].items():
        for grade, bands in by_grade.items():
            def inside(v, bands=bands):
                return [c for c, b in bands.items() if b.get("min", v) <= v <= b.get("max", v)]

            def worth(v, inside=inside, scores=d["bmi"]["scores"]):
                return {D(scores[c]) for c in inside(v)}

            bounds = [x for b in bands.values() for x in b.values()]
            columns.append(Column(STUDENT, "bmi", sex, "school_grade", [grade], "0.1", bounds, worth, 1, "half_up", lambda v, inside=inside: inside(v)[0]))
    return columns


# Where a transcription differs from what is kept (README.md).
KNOWN_DIFFERENCES = {("S4", "standing_long_jump", "F", 11, "60")}


def student_sources():
    """Every cell of S1 to S7: (source, test, sex, grade, label, value), blanks of the agreed table left out."""
    d = load("student/cn_student_fitness_2014.json")
    grade_id = {int(g["code"]): g["id"] for g in d["grades"]}
    sexes = {"M": "male", "F": "female"}
    for n in range(1, 8):
        scale, item, sex, grades = D(1), None, None, []
        with open(os.path.join(HERE, "student/S%d.txt" % n), encoding="utf-8") as f:
            lines = f.read().splitlines()
        for line in lines:
            words = line.split()
            if not words:
                continue
            if words[0] == "!scale":
                scale = D(words[1])
                continue
            if words[0].startswith("@"):
                item, sex, grades = words[0][1:], words[1], [int(w) for w in words[2:]]
                continue
            for grade, value in zip(grades, words[1:]):
                if value == "-":
                    continue
                test = item
                if item == "ywqz":
                    test = "sit_up_1min" if grade <= 6 else "pull_up"
                if item == "nlp":
                    test = "shuttle_run_50m_x8" if grade <= 6 else ("run_1000m" if sex == "M" else "run_800m")
                if ("S%d" % n, test, sex, grade, words[0]) in KNOWN_DIFFERENCES:
                    continue
                if test == "pull_up":
                    column = d["tables"]["pull_up"]["male"][grade_id[grade]]
                    if D(words[0]) not in [D(r[0]) for r in column]:
                        continue  # S2 fills blank cells with a neighbour's value
                yield ("S%d" % n, test, sexes[sex], grade_id[grade], words[0], D(value) / scale)


# --- 国民体质测定标准 2003, 2023 --------------------------------------------------------------------------------------

def covers(band, v):
    low, high = band.get("min"), band.get("max")
    above = low is None or v > low or (v == low and band.get("min_inclusive", True))
    below = high is None or v < high or (v == high and band.get("max_inclusive", True))
    return above and below


def bands_worth(bands, direction, step):
    """Scores by the bands; a hole is worth either neighbour, an overlap both, past the poor end there is no score."""
    def worth(v):
        found = {D(b["score"]) for b in bands if covers(b, v)}
        if found:
            return found
        ends = [b["min"] for b in bands if b["min"] is not None] + [b["max"] for b in bands if b["max"] is not None]
        if v < min(ends) or v > max(ends):
            return {NONE}
        return {D(b["score"]) for b in bands if covers(b, v - step) or covers(b, v + step)}
    return worth


CUT = re.compile(r"(\d)\|(\d) cut ([-\d.]+)\|([-\d.]+) \(\w+\) vs ([-\d.]+)[|/]([-\d.]+)")
OUTER = re.compile(r"1-point (outer|lower) bound:? ([-\d.]+) \(\w+\) vs ([-\d.]+)")


def with_row_doubt(worth, note):
    """Preschool 2003: two transcriptions disagree on one cut of the row; both readings count."""
    cut, outer = CUT.search(note), OUTER.search(note)
    if cut:
        a, b = {D(cut.group(1)), D(cut.group(2))}, sorted([D(cut.group(3)), D(cut.group(5))])
        return lambda v: a if b[0] < v <= b[1] else worth(v)
    low, high = sorted([D(outer.group(2)), D(outer.group(3))])
    if outer.group(1) == "outer":  # less is better: the row reaches to the one or to the other
        return lambda v: {D(1), NONE} if low < v <= high else worth(v)
    return lambda v: {D(1), NONE} if low <= v < high else worth(v)


def one_leg_stand_women_45_49(bands, worth):
    """2023: the source lists 4, then 3, for the first two limits. 3 s is 10 or 30 points, 4 s is 30 or 50."""
    certain_max, certain_min = bands[0]["certain_max"], bands[2]["certain_min"]

    def corrected(v):
        if v <= certain_max:
            return {D(10)}
        if v < certain_min:
            return {D(10), D(30)} if v == certain_max + 1 else {D(30), D(50)}
        return {D(50)} if v <= bands[2]["max"] else worth(v)
    return corrected


def physique(file, standard):
    d = load("physique/" + file)
    info = {i["id"]: i for i in d["indicators"]}
    groups = {}
    for kind in d["age_groups"].values():
        if isinstance(kind, list):
            for g in kind:
                groups[g["id"]] = g
    columns = []
    for test, by_sex in d["scoring"].items():
        direction = info[test]["direction"]
        step = D("0.5") if test == "tennis_ball_throw" else D(1).scaleb(-int(info[test]["decimals"]))
        for sex, by_age in by_sex.items():
            code = "push_up_knee" if test == "push_up" and sex == "female" else test
            for age, bands in by_age.items():
                key, values = ages(groups[age])
                columns.append(physique_column(standard, code, sex, key, values, step, bands, direction))
    for sex, by_age in d.get("height_for_weight", {}).items():
        for age, rows in by_age.items():
            group = groups.get(age, {"min_months": D(36), "max_months": D(83)})
            key, values = ages(group)
            for row in rows:
                bands = row["bands"]
                bounds = [x for b in bands for x in (b["min"], b["max"]) if x is not None]
                worth = bands_worth(bands, "range", D("0.1"))
                columns.append(Column(standard, "height_for_weight", sex, key, values, "0.1", bounds, worth, len(bands), height=[row["height_min"], row["height_max"]]))
    return columns


def ages(group):
    if "min_months" in group:
        return "age_months", [int(group["min_months"]), int(group["max_months"])]
    return "age_years", [int(group["min"]), int(group["max"])]


def physique_column(standard, test, sex, key, values, step, bands, direction):
    bounds = [x for b in bands for x in (b["min"], b["max"]) if x is not None]
    # A band without any limit is one whose limits the source leaves open.
    worth = bands_worth([b for b in bands if b["min"] is not None or b["max"] is not None], direction, step)
    if any("certain_max" in b for b in bands):
        worth = one_leg_stand_women_45_49(bands, worth)
        bounds += [bands[0]["certain_max"], bands[2]["certain_min"]]
    elif any(b.get("uncertain") for b in bands):
        worth = with_row_doubt(worth, next(b["row_note"] for b in bands if b.get("uncertain")))
        bounds += [D(x) for b in bands if b.get("uncertain") for x in re.findall(r"\d+\.\d+", b["row_note"])]
    for b in bands:
        if b.get("lower_bound_unknown"):
            def worth(v, inner=worth, limit=b["max"]):
                return {D(1), NONE} if v < limit else inner(v)
    inferred = [b["max"] for b in bands if "boundary_note" in b and b["max"] is not None]
    if inferred:
        def worth(v, inner=worth, limit=inferred[0]):
            return {D(60), D(20)} if v == limit else inner(v)
    classes = None
    if all("class" in b for b in bands):
        def classes(v):
            return next(b["class"] for b in bands if covers(b, v))
    rounding = "exact" if test == "bmi" else "not_printed"
    return Column(standard, test, sex, key, values, step, bounds, worth, len(bands), rounding, classes)
