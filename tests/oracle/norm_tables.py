"""The transcriptions of norms as tables: who is meant, where the bounds are, and which classes a value may have.

Nothing here knows the engine or data/, except the names: a norm's id, the code of its test, the codes of its classes.
Two tables of one norm may hold the same age (the printed columns overlap, or it is not printed which one is meant):
then a value may have the class of either.
"""
import csv
import os
from decimal import Decimal as D
from fractions import Fraction

from transcriptions import HERE, load

OLDEST = 120  # tried where a column is open: 60+, 65 and over, any age
# unit of the file -> how many of ours, last digit of a bound in ours, last digit of a reading
IMPERIAL = {"yards": (D("0.9144"), D("0.001"), D(1)), "inches": (D("2.54"), D("0.01"), D("0.1"))}


class Table:
    """One printed row. `classes(v)` is the set of classes that the transcription allows for v."""

    def __init__(self, norm, test, sex, ages, step, bounds, classes, key="age_years", percentile=None, grid=None, least=None, most=None):
        self.norm, self.test, self.sex = norm, test, sex
        self.key, self.ages = key, ages    # first and last age that use the row
        self.step = D(step)
        self.bounds = sorted(set(bounds))
        self.classes = classes
        self.cells = len(bounds)
        self.percentile = percentile or {}  # class -> the percentile that is reached
        self.grid = grid                    # readings are taken in these steps where bounds are finer than that
        self.least, self.most = least, most  # what the test can give at all


def rows(name):
    with open(os.path.join(HERE, "norms", name + ".csv"), encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def span(text):
    """'20-24', '60+', '100+', 'any' -> first and last age."""
    if text == "any":
        return (60, OLDEST)  # the engine's own first age: no source prints one
    if text.endswith("+"):
        return (int(text[:-1]), OLDEST)
    first, last = text.split("-")
    return (int(first), int(last))


def ranked(name, keys, rank, value):
    """A long table as {(key, ...): {rank: value}}."""
    out = {}
    for r in rows(name):
        out.setdefault(tuple(r[k] for k in keys), {})[D(r[rank])] = D(r[value])
    return out


# --- percentiles ------------------------------------------------------------------------------------------------------

def percentile_code(p):
    return ("p%s" % p).replace(".", "_")


def percentile_names(knots):
    """Below the first, from each to the next, from the last."""
    names = [percentile_code(p) for p in knots]
    return ["below_" + names[0]] + ["%s_to_%s" % pair for pair in zip(names, names[1:])] + ["from_" + names[-1]]


def percentile_table(norm, test, sex, ages, step, at, key="age_years", count=False, open_knot=None, named=True, most=None):
    """`at`: {percentile: value}. The highest printed percentile that is reached counts; nothing is interpolated.
    A number that several percentiles share has any of their ranks; a count of 0 may be below the lowest, too."""
    knots = sorted(at)
    names = percentile_names(knots)
    values = [at[p] for p in knots]

    def classes(v):
        found = {i for i in range(1, len(knots) + 1) if values[i - 1] == v}
        if len(found) < 2:
            found = {sum(1 for x in values if x <= v)}
        if count and v == 0 and values[0] == 0:
            found.add(0)
        if open_knot is not None:  # between its neighbours this percentile may stand anywhere
            i = knots.index(open_knot)
            if values[i - 1] < v < values[i + 1]:
                found = {i, i + 1}
        return {names[i] for i in found}

    percentile = {n: Fraction(p) for n, p in zip(names[1:], knots)} if named else None
    return Table(norm, test, sex, ages, step, values, classes, key, percentile, least=0 if count else None, most=most)


def friend():
    keys = ("edition", "mode", "sex", "age_min", "age_max")
    for (edition, mode, sex, first, last), at in ranked("friend_vo2max_percentiles", keys, "percentile", "vo2max_ml_kg_min").items():
        yield percentile_table("friend.vo2max-%s@%s" % (mode, edition), "vo2max_" + mode, sex, (int(first), int(last)), "0.1", at)


def grip():
    for r in rows("grip_british_dodds_2014_centiles_kg"):
        months = 12 * int(r["exact_age"])  # centiles of an exact age, not of the years up to the next one
        at = {D(k[1:]): D(v) for k, v in r.items() if k.startswith("P")}
        yield percentile_table("dodds.grip@2014", "grip_strength", r["sex"], (months, months), "0.1", at, "age_months")
    for r in rows("grip_international_2025_percentiles_kg"):
        at = {D(k[1:]): D(v) for k, v in r.items() if k.startswith("P")}
        yield percentile_table("tomkinson.grip@2025", "grip_strength", r["sex"], span(r["age_group"]), "0.1", at)


def endurance():
    push_up = {"male": "push_up", "female": "push_up_knee"}
    columns = (("sex", "age_group"), "percentile", "reps")
    for (sex, group), at in ranked("pushup_percentiles_adult", *columns).items():
        # Men 40-49: the source prints 34 for the 60th percentile; the transcriber put 24 for it.
        misprint = D(60) if (sex, group) == ("male", "40-49") else None
        yield percentile_table("nsca.push-up.%s@2006" % sex, push_up[sex], sex, span(group), 1, at, count=True, open_knot=misprint)
    for (sex, group), at in ranked("partial_curlup_percentiles_adult", *columns).items():
        yield percentile_table("acsm.curl-up@8", "curl_up_partial", sex, span(group), 1, at, count=True, named=False, most=75)
    for (sex, group), at in ranked("ymca_bench_press_percentiles", *columns).items():
        yield percentile_table("ymca.bench-press@undated", "ymca_bench_press", sex, span(group), 1, at, count=True)
    for r in rows("pushup_csep_acsm_categories"):
        names = ("needs_improvement", "fair", "good", "very_good", "excellent")
        lines = [D(r[n + "_from"]) for n in names[1:]]
        yield from_lines("csep.push-up.%s@undated" % r["sex"], push_up[r["sex"]], r["sex"], span(r["age_group"]), 1, lines, names, least=0)


# --- bands ------------------------------------------------------------------------------------------------------------

def from_lines(norm, test, sex, ages, step, lines, names, **other):
    """`lines` are lower limits that count: names[0] below the first of them."""
    return Table(norm, test, sex, ages, step, lines, lambda v: {names[sum(1 for x in lines if v >= x)]}, **other)


def up_to_lines(norm, test, sex, ages, step, lines, names, **other):
    """`lines` are upper limits that count: names[-1] above the last of them."""
    return Table(norm, test, sex, ages, step, lines, lambda v: {names[sum(1 for x in lines if v > x)]}, **other)


def ranges(norm, test, sex, ages, step, low, high, names, **other):
    """Both ends belong to the middle."""
    return Table(norm, test, sex, ages, step, [low, high], lambda v: {names[0] if v < low else names[2] if v > high else names[1]}, **other)


SFT = {"six_min_walk": "six_minute_walk", "two_min_step": "two_minute_step"}
SFT_STEP = {"reps": (D(1), D(1), None), "steps": (D(1), D(1), None), "s": (D(1), D("0.1"), None), **IMPERIAL}


def senior_fitness():
    names = ("below_average", "average", "above_average")
    for r in rows("sft_normal_ranges_25_75"):
        test = SFT.get(r["test"], r["test"])
        scale, step, grid = SFT_STEP[r["unit"]]
        low, high = D(r["range_low"]) * scale, D(r["range_high"]) * scale
        words = names[::-1] if r["better"] == "lower" else names
        yield ranges("sft.normal-range.%s@1999" % test, test, r["sex"], span(r["age_group"]), step, low, high, words, grid=grid)
    for r in rows("sft_criterion_independence_2013"):
        test = SFT.get(r["test"], r["test"])
        scale, step, grid = SFT_STEP[r["unit"]]
        lines = [D(r["standard"]) * scale]
        norm = "sft.independence.%s@2013" % test
        if r["better"] == "lower":
            yield up_to_lines(norm, test, r["sex"], span(r["age_group"]), step, lines, ("met", "not_met"), grid=grid)
        else:
            yield from_lines(norm, test, r["sex"], span(r["age_group"]), step, lines, ("not_met", "met"), grid=grid)
    for r in rows("steadi_chair_stand_below_average"):
        yield from_lines("steadi.chair-stand@2019", "chair_stand_30s", r["sex"], span(r["age_group"]), 1, [D(r["below_average_if_less_than"])],
                         ("below_average", "not_below_average"))


FITNESSGRAM = {  # test of the file: id, test code, step of the bounds as compared, step of readings if that is coarser
    "aerobic_vo2max": ("aerobic", "vo2max_field", "0.1", None),
    "body_fat": ("body-fat", "body_fat_percentage", "0.1", None),
    "bmi": ("bmi", "bmi", "0.1", None),
    "curl_up": ("curl-up", "curl_up_fitnessgram", "1", None),
    "trunk_lift": ("trunk-lift", "trunk_lift", "0.01", D("0.1")),
    "push_up_90": ("push-up", "push_up_90", "1", None),
    "modified_pull_up": ("modified-pull-up", "modified_pull_up", "1", None),
    "flexed_arm_hang": ("flexed-arm-hang", "flexed_arm_hang", "1", None),
    "back_saver_sit_and_reach": ("back-saver", "back_saver_sit_and_reach", "0.01", D("0.1"))}


def fitnessgram():
    found = {}
    for r in rows("fitnessgram_hfz_9x"):
        value = D(r["value"]) * (IMPERIAL["inches"][0] if r["unit"] == "inches" else 1)
        found.setdefault((r["edition"], r["sex"], r["age"], r["test"]), {})[r["bound"]] = value
    for (edition, sex, age, test), bound in found.items():
        part, code, step, grid = FITNESSGRAM[test]
        norm = "fitnessgram.%s.%s@%s" % (part, {"male": "boys", "female": "girls"}[sex], edition)
        years = 18 if age == "over_17" else int(age)
        yield Table(norm, code, sex, (years, years), step, list(bound.values()), fitnessgram_zone(bound), grid=grid)


def fitnessgram_zone(bound):
    """All printed limits count as part of the zone that they name."""
    kinds = set(bound)
    if kinds == {"ni_high_risk_max", "hfz_min"}:
        return lambda v: {"high_risk" if v <= bound["ni_high_risk_max"] else "healthy" if v >= bound["hfz_min"] else "needs_improvement"}
    if kinds == {"very_lean_max", "hfz_min", "hfz_max", "ni_some_risk_from", "ni_high_risk_from"}:
        def zone(v):
            inside = {"very_lean": v <= bound["very_lean_max"], "healthy": bound["hfz_min"] <= v <= bound["hfz_max"],
                      "some_risk": bound["ni_some_risk_from"] <= v < bound["ni_high_risk_from"], "high_risk": v >= bound["ni_high_risk_from"]}
            return {name for name, yes in inside.items() if yes}
        return zone
    if kinds == {"hfz_min", "hfz_max"}:
        return lambda v: {"below" if v < bound["hfz_min"] else "above" if v > bound["hfz_max"] else "healthy"}
    if kinds == {"hfz_min"}:
        return lambda v: {"healthy" if v >= bound["hfz_min"] else "needs_improvement"}
    raise SystemExit("fitnessgram: bounds %s" % sorted(kinds))


SARCOPENIA = {  # measure of the file: norm without its definition, test code, step, class if the rule holds and if not
    "handgrip_kg": ("grip", "grip_strength", "0.1", "low", "not_low"),
    "ASM_h2_DXA": ("muscle-dxa", "asm_height2_dxa", "0.01", "low", "not_low"),
    "ASM_h2_BIA": ("muscle-bia", "asm_height2_bia", "0.01", "low", "not_low"),
    "ASM_BMI_DXA": ("muscle-bmi-dxa", "asm_bmi_dxa", "0.01", "low", "not_low"),
    "ASM_BMI_BIA": ("muscle-bmi-bia", "asm_bmi_bia", "0.01", "low", "not_low"),
    "ASM_kg": ("muscle", "asm_mass", "0.1", "low", "not_low"),
    "ASM_h2": ("muscle-index", "asm_height2_dxa", "0.01", "low", "not_low"),
    "calf_cm": ("calf", "calf_circumference", "0.1", "low", "not_low"),
    "gait_speed_6m_m_s": ("gait-speed", "gait_speed", "0.01", "low", "not_low"),
    "gait_speed_m_s": ("gait-speed", "gait_speed", "0.01", "low", "not_low"),
    "five_times_chair_stand_s": ("five-times-sit-to-stand", "five_times_sit_to_stand", "0.01", "positive", "not_positive"),
    "SPPB": ("sppb", "sppb", "1", "low", "not_low"),
    "SARC_F": ("sarc-f", "sarc_f", "1", "positive", "not_positive"),
    "SARC_CalF": ("sarc-calf", "sarc_calf", "1", "positive", "not_positive"),
    "TUG_s": ("tug", "timed_up_and_go", "0.01", "positive", "not_positive"),
    "walk_400m_s": ("walk-400m", "walk_400m", "1", "positive", "not_positive")}
DEFINITION = {"AWGS2025": "awgs.%s@2025", "AWGS2019": "awgs.%s@2019", "EWGSOP2": "ewgsop2.%s@2019"}
RULE = {"<": lambda v, x: v < x, "<=": lambda v, x: v <= x, ">": lambda v, x: v > x, ">=": lambda v, x: v >= x,
        ">= or not completed": lambda v, x: v >= x}


def sarcopenia():
    for r in rows("sarcopenia_cutoffs"):
        part, code, step, yes, no = SARCOPENIA[r["measure"]]
        if (r["definition"], part) == ("AWGS2019", "five-times-sit-to-stand"):
            yes, no = "low", "not_low"
        for sex in ("male", "female"):
            limit = D(r[sex])
            yield Table(DEFINITION[r["definition"]] % part, code, sex, span(r["age"]), step, [limit],
                        lambda v, x=limit, holds=RULE[r["rule"]], yes=yes, no=no: {yes if holds(v, x) else no})


def other_bands():
    for r in rows("body_fat_bands_gallagher_2000"):
        lines = [D(r[n]) for n in ("low_below", "overfat_from", "obese_from")]
        yield from_lines("gallagher.body-fat@2000", "body_fat_percentage", r["sex"], (int(r["age_min"]), int(r["age_max"])), "0.1", lines,
                         ("low", "healthy", "overfat", "obese"))
    names = ("excellent", "good", "above_average", "average", "below_average", "poor")
    for r in rows("ymca_3min_step_recovery_hr"):
        yield up_to_lines("ymca.step@undated", "ymca_step_recovery_hr", r["sex"], span(r["age_group"]), 1, [D(r[n + "_max"]) for n in names],
                          names + ("very_poor",))
    levels = rows("shuttle_20m_levels")
    for sex in ("male", "female"):
        # 8 to 50 are the ages of the equations that use the level; the table itself prints none.
        yield from_lines("leger.shuttle-level@1988", "shuttle_run_20m", sex, (8, 50), 1, [D(r["cumulative"]) for r in levels],
                         ("none",) + tuple("level_" + r["level"] for r in levels), least=0)


# --- WS/T 611 and 612 -------------------------------------------------------------------------------------------------

def school_age(row):
    """Rows are of whole years; between two birthdays the year reached or the nearest may be meant. 18 is the last."""
    year = int(row[0])
    return (12 * year - (6 if year > 7 else 0), 12 * year + 11)


def school_waist():
    d = load("growth/ws_t_611_2018_waist.json")
    for sex in ("male", "female"):
        for row in d[sex]:
            yield from_lines("cn.nhc.waist-school-age@2018", "waist", sex, school_age(row), "0.1", row[1:], ("not_high", "p75_to_p90", "high"),
                             key="age_months")


def school_height():
    d = load("growth/ws_t_612_2018_height.json")
    names = ("below_minus_2sd", "minus_2sd_to_minus_1sd", "minus_1sd_to_median", "median_to_plus_1sd", "plus_1sd_to_plus_2sd", "above_plus_2sd")
    for sex in ("male", "female"):
        for row in d[sex]:
            def classes(v, lines=row[1:]):
                # Which side a printed height itself belongs to is not in the copy.
                return {names[sum(1 for x in lines if v > x)], names[sum(1 for x in lines if v >= x)]}
            yield Table("cn.nhc.height-school-age@2018", "height", sex, school_age(row), "0.01", row[1:], classes, "age_months")


# --- cut-offs that the sources give in a sentence --------------------------------------------------------------------

# First and last age where the prose prints none (the engine's own): by the file of the prose, and norms that differ.
PROSE_AGES = {"body-composition.md": (18, OLDEST), "questionnaires.md": (18, OLDEST), "cardio.md": (18, OLDEST), "older-adults.md": (60, OLDEST),
              "strength.md": (60, OLDEST)}
PROSE_AGES_OF = {
    "cn.barthel.dependence@undated": (18, OLDEST),
    "osta.risk@2001": (45, OLDEST),  # for "postmenopausal"
    "scoliosis.cobb@undated": (6, 18), "scoliosis.trunk-rotation.referral@undated": (6, 18), "cn.scoliosis.trunk-rotation@2014": (6, 18),
    "cn.myopia.grade@2021": (6, 40), "myopia.traditional@undated": (6, 40),
    # The screening that the tests belong to is of 65 and over; the engine uses them from 60, as the table of chair stands does.
    "steadi.tug@2019": (60, OLDEST), "steadi.tandem@2019": (60, OLDEST)}
# The prose keeps one side of these bounds and says that its sources are divided; the engine leaves them in doubt.
PROSE_DIVIDED = {"who.waist-hip@2008": {D("0.90"), D("0.85")}, "sppb.chair@1994": {D(60)},
                 "cn.myopia.grade@2021": {D(-6)}, "myopia.traditional@undated": {D(-6)}}


def within(v, r):
    """A bound of which the side is not said, or disputed, may belong to the class."""
    def at(end):
        return v == D(r[end]) and (r[end + "_in"] != "0" or v in PROSE_DIVIDED.get(r["norm"], ()))
    low = r["lower"] == "" or v > D(r["lower"]) or at("lower")
    return low and (r["upper"] == "" or v < D(r["upper"]) or at("upper"))


def prose_classes(bands):
    """`bands` from the lowest to the highest. Between two printed bands a value may have the class of either."""
    def classes(v):
        found = {r["class"] for r in bands if within(v, r)}
        below = [r for r in bands if r["upper"] and D(r["upper"]) <= v]
        above = [r for r in bands if r["lower"] and D(r["lower"]) >= v]
        return found or {below[-1]["class"], above[0]["class"]}
    return classes


def prose(*files):
    groups = {}
    for r in rows("prose_cutoffs"):
        file = r["where"].split()[0]
        if file in files:
            ages = PROSE_AGES_OF.get(r["norm"]) or (int(r["age_from"] or PROSE_AGES[file][0]), int(r["age_to"] or PROSE_AGES[file][1]))
            for sex in ("male", "female") if r["sex"] == "any" else (r["sex"],):
                groups.setdefault((r["norm"], r["test"], sex, ages, r["resolution"]), []).append(r)
    for (norm, test, sex, ages, step), bands in groups.items():
        bands.sort(key=lambda r: (D(r["lower"] or "-Infinity"), D(r["upper"] or "Infinity")))
        bounds = {D(r[k]) for r in bands for k in ("lower", "upper") if r[k]}
        # Closed at both ends: a scale, of which these are the least and the most.
        least = D(bands[0]["lower"]) if bands[0]["lower"] else None
        most = D(bands[-1]["upper"]) if bands[-1]["upper"] else None
        yield Table(norm, test, sex, ages, step, bounds, prose_classes(bands), least=least, most=most)


FAMILIES = (
    ("WS/T 611-2018 and 612-2018, waist and height", lambda: [*school_waist(), *school_height()]),
    ("Senior Fitness Test and STEADI", senior_fitness),
    ("FRIEND, oxygen uptake", friend),
    ("grip strength, Dodds 2014, Tomkinson 2025", grip),
    ("FITNESSGRAM", fitnessgram),
    ("push-ups, curl-ups, bench press", endurance),
    ("sarcopenia, AWGS and EWGSOP2", sarcopenia),
    ("body fat, step test, shuttle run", other_bands),
    ("prose, body mass index, girths, body fat", lambda: prose("body-composition.md")),
    ("prose, tests and scales of older adults", lambda: prose("older-adults.md", "strength.md")),
    ("prose, questionnaires, myopia, step tests", lambda: prose("questionnaires.md", "cardio.md")))
