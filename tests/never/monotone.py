#!/usr/bin/env python3
"""Worse is never treated looser: the engine asked twice about nearly the same person.

    monotone.py --library libcelian.so [--people N] [--changes M] [--jobs J] [--seed S] [--first I] [--show K]

Random people of never_rules.py are changed in one place: a disease, a medicine, a symptom more; one reading worse; or one
answer that was "none", "normal" or "controlled" becomes unknown. After the change nothing may be looser than before:

  triage        not lower (after an answer is lost: `triage_worst` not below what was certain before)
  today, programme, clearance, referral, supervision   not milder
  intensity     class, RPE, %HRR, %HRmax and beats: no cap higher, no method more
  limits        no hard limit higher or gone; no slower progression lifted
  forbid        none gone, none softer
  plan          none where there was none for safety

A dose (how many minutes, sets, days a preset aims at) is no cap, and is not compared: rules that are `soft` change it in
both directions when a disease has a programme of its own.

EXCEPTIONS below names what may be looser, each with its reason. An exception that never occurs in a full run is reported.
Exit code 0: nothing is looser. 1: something is. 2: too few comparisons to prove anything.
"""
import argparse
import collections
import copy
import importlib.util
import json
import multiprocessing
import pathlib
import random
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Looser on purpose: (what is compared, the change, rules that no longer speak) -> why. Everything else is an error.
EXCEPTIONS = [
    (lambda what, name, gone: name in ("activity not known", "no longer regular") and "acsm_6" in gone,
     "the ACSM tree stops somebody active who has a symptom (T6) and sends somebody inactive to a physician before the start (T3, interim plan); not knowing "
     "which is T3 with the question open and triage_worst T6"),
    (lambda what, name, gone: what == "limit rm_percent resistance" and name.split()[:2] in (["condition", "sarcopenia"], ["condition", "frailty"]) and "preset.obesity" in gone,
     "the programme for weight (at most 70 % of the one-repetition maximum) does not apply to weak muscles, whose treatment is heavier work; a dose, not a ban"),
]


def module(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


# --- Changes ------------------------------------------------------------------------------------------------------------

# Steps of a reading from ordinary to bad; each passes every bound that a rule has. Only from a value on one side of the
# middle in its own direction: a low glucose that rises gets better first.
WORSE = {
    "bp_systolic": [(120, [130, 139, 140, 149, 150, 159, 160, 165, 172, 179, 180, 187, 199, 201, 215, 240]), (115, [105, 95, 89, 80, 70])],
    "bp_diastolic": [(76, [84, 89, 90, 99, 100, 105, 109, 110, 111, 119, 120, 130]), (70, [62, 59, 50])],
    "resting_heart_rate": [(72, [85, 99, 100, 101, 109, 110, 119, 120, 121, 130, 150]), (64, [55, 49, 45, 40, 39, 35])],
    "blood_glucose": [(7.2, [9, 10, 10.1, 13.9, 14, 15, 16.7, 16.8, 20, 28]), (7.1, [6.9, 5.6, 5.5, 5.0, 4.9, 3.9, 3.8, 3.0, 2.9, 2.2])],
    "spo2": [(98, [96, 95, 94, 92, 91, 90, 89, 85, 78])],
    "body_temperature": [(36.6, [37.0, 37.2, 37.3, 37.5, 37.9, 38.0, 38.5, 39.5])],
    "timed_up_and_go": [(8, [10, 11.9, 12, 14, 15, 15.1, 18, 25])],
    "gait_speed": [(1.3, [1.0, 0.99, 0.9, 0.81, 0.8, 0.79, 0.6, 0.4])],
    "five_times_sit_to_stand": [(9, [11, 12, 14, 18])],
    "ketone_blood": [(0.2, [0.5, 0.6, 1.0, 1.4, 1.5, 3.0])],
    "phq_9": [(0, [1, 5, 10, 15, 20, 25, 27])],
    "sppb": [(12, [10, 9, 7, 6, 4])],
    "frail_scale": [(0, [1, 2, 3, 5])],
}
# The same for what is answered and not measured.
WORSE_ANSWERS = {
    "haemoglobin": [(140, [121, 119, 101, 99, 80, 79, 60])], "platelets": [(250, [51, 49, 20, 19, 10])], "white_cells": [(6, [3, 2.9, 2])],
    "potassium": [(4.2, [5.5, 6.0, 6.5]), (4.1, [3.0, 2.9, 2.5])], "orthostatic_drop_systolic": [(0, [10, 19, 20, 21, 30])],
    "orthostatic_drop_diastolic": [(0, [5, 9, 10, 15])], "pain_nrs": [(0, [1, 3, 4, 5, 8])], "lvef": [(60, [50, 49, 45, 40, 39, 25])],
    "aneurysm_diameter_cm": [(3, [4, 5.4, 5.5, 6])], "weight_gain_3_days": [(0, [1, 1.8, 3])], "respiratory_rate": [(16, [24, 30, 31, 36])],
    "sleep_hours": [(8, [6, 5, 4, 3])], "height_loss_cm": [(0, [2, 4, 6])], "cobb_angle": [(5, [10, 20, 21, 30, 40, 50])],
    "trunk_rotation": [(0, [4, 5, 6, 7, 9])], "clinical_frailty_scale": [(2, [3, 4, 5, 7])], "pef_percent_best": [(90, [70, 65, 64, 50])],
    "triglycerides": [(1.2, [3, 5.5, 5.6, 9])],
}
WORSE_ENVIRONMENT = {
    "aqi": [(40, [50, 51, 99, 100, 101, 150, 151, 200, 201, 320])], "air_temperature": [(20, [28, 34, 35, 38, 42]), (18, [5, 0, -1, -9, -10, -11, -25])],
    "wbgt": [(18, [22.2, 22.3, 25.6, 25.7, 27.8, 27.9, 30.0, 30.1, 32.2, 32.3, 34])], "heat_index": [(24, [27, 32, 33, 41])],
    "wind_chill": [(-2, [-20, -27, -28, -40])], "altitude_m": [(50, [1500, 1800, 1801, 2400, 2500, 4000])],
}
# What only one sex or one age can have: to add it elsewhere would be a slip in the request, not a worse person.
CHILD_ONLY = {"hip_pain_child"}
PREGNANT_ONLY = {"vaginal_bleeding", "fluid_leak", "contractions_regular", "fetal_movement_reduced", "headache_in_pregnancy", "calf_pain_pregnancy"}


class Words:
    """What a person can have, from the plain files."""

    def __init__(self, data):
        self.conditions, self.symptoms, self.medicines, self.numbers = {}, [], [], set()
        for path in sorted((data / "facts").glob("*.json")):
            for f in json.loads(path.read_text("utf-8"))["facts"]:
                space, _, code = f["code"].partition(".")
                if f["type"] == "number":
                    self.numbers.add(f["code"])
                if f["type"] != "flag" or "derive" in f:
                    continue
                if space == "condition" and "." not in code:
                    stages = [v for a in f.get("attributes") or [] if a["code"] == "stage" for v in a["values"]]
                    controls = [v for a in f.get("attributes") or [] if a["code"] == "control" for v in a["values"]]
                    self.conditions[code] = (stages, controls)
                if space == "symptom" and "." not in code:
                    self.symptoms.append(code)
        for path in sorted((data / "medicines").glob("*.json")):
            self.medicines += [c["code"] for c in json.loads(path.read_text("utf-8"))["classes"]]
        self.female = {"pcos", "dysmenorrhoea", "menopause", "endometriosis", "postpartum_complications", "diastasis_recti", "pelvic_floor_dysfunction", "pelvic_girdle_pain"}


def of_pregnancy(code):
    return any(w in code for w in ("gestation", "pregnan", "preeclampsia", "placenta", "cervical_insuff", "cerclage", "preterm", "fetal", "membranes", "multiple_preg", "miscarriage", "twin", "praevia"))


def set_reading(doc, test, value):
    readings = [m for m in doc["measurements"] if m["test"] == test]
    if not readings:
        doc["measurements"].append({"test": test, "value": value, "date": doc["as_of"]})
    for m in readings:
        m["value"] = value


def set_other_half(doc, test, a, b):
    """The half of the pressure that is not changed must fit both values: a lower above the upper is a slip, which is not read."""
    high, low = max(a, b), min(a, b)
    if test == "bp_systolic" and (reading(doc, "bp_diastolic") or 0) > low - 20:
        set_reading(doc, "bp_diastolic", low - 25)
    if test == "bp_diastolic" and (reading(doc, "bp_systolic") or 999) < high + 20:
        set_reading(doc, "bp_systolic", high + 25)


def reading(doc, test):
    values = [m["value"] for m in doc["measurements"] if m["test"] == test]
    return sum(values) / len(values) if values else None


def ladder(steps, now, child=False):
    """[(from, to)] pairs of one reading, worse step by step, from where the person is or from an ordinary value."""
    for start, worse in steps:
        up = worse[0] > start
        if child and not up:
            start = min(start, worse[1])  # what is low for an adult may be the middle or the upper end for a child
        at = start if now is None else now
        if (at < start) if up else (at > start):
            continue  # this direction would first make it better
        further = [w for w in worse if (w > at if up else w < at)]
        if further:
            yield at, further


def additions(doc, words):
    """(name, change) for everything that could be added to this person."""
    health, person = doc["health"], doc["person"]
    has = {c["code"] for c in health["conditions"]}
    pregnant = health.get("pregnancy", {}).get("status") == "pregnant"
    for code, (stages, controls) in sorted(words.conditions.items()):
        if code in has or code == "other" or (code in words.female and person["sex"] != "female") or (of_pregnancy(code) and not pregnant):
            continue
        variants = [{}] + [{"stage": s} for s in stages] + [{"control": c} for c in controls]
        for v in variants:
            yield "condition " + code + "".join(" " + x for x in v.values()), lambda d, c=code, v=v: d["health"]["conditions"].append({"code": c, **v})
    taken = {m.get("code") or m.get("name") for m in health["medications"]}
    for code in words.medicines:
        if code not in taken:
            yield "medicine " + code, lambda d, c=code: d["health"]["medications"].append({"code": c})
    felt = {s["code"] for s in health["symptoms"]}
    for code in words.symptoms:
        if code in felt or (code in CHILD_ONLY and person["age_years"] >= 18) or (code in PREGNANT_ONLY and not pregnant):
            continue
        yield "symptom " + code, lambda d, c=code: d["health"]["symptoms"].append({"code": c})


def worsenings(doc, words, rng):
    """(name, change made before, change made after): a reading at two points of its ladder."""
    def pick(steps, now):
        for at, further in ladder(steps, now, doc["person"]["age_years"] < 18):
            if rng.random() < 0.5 and len(further) > 1:  # from a bad value to a worse one
                i = rng.randrange(len(further) - 1)
                yield further[i], rng.choice(further[i + 1:])
            else:
                yield at, rng.choice(further)
    for test, steps in sorted(WORSE.items()):
        if test in ("timed_up_and_go", "gait_speed", "five_times_sit_to_stand", "sppb", "frail_scale") and doc["person"]["age_years"] < 60:
            continue
        for a, b in pick(steps, reading(doc, test)):
            yield f"{test} {a:g} to {b:g}", lambda d, t=test, v=a, w=b: (set_reading(d, t, v), set_other_half(d, t, v, w)), lambda d, t=test, v=b: set_reading(d, t, v)
    for fact, steps in sorted(WORSE_ANSWERS.items()):
        for a, b in pick(steps, None):
            yield f"{fact} {a:g} to {b:g}", lambda d, f=fact, v=a: d["health"].setdefault("answers", {}).update({f: v}), lambda d, f=fact, v=b: d["health"].setdefault("answers", {}).update({f: v})
    for fact, steps in sorted(WORSE_ENVIRONMENT.items()):
        for a, b in pick(steps, doc.get("environment", {}).get(fact)):
            yield f"{fact} {a:g} to {b:g}", lambda d, f=fact, v=a: d.setdefault("environment", {}).update({f: v}), lambda d, f=fact, v=b: d.setdefault("environment", {}).update({f: v})
    falls = doc["health"].get("falls")
    if falls:
        n = falls["count_12_months"]
        yield f"falls {n} to {n + 1}", lambda d: None, lambda d, n=n: d["health"]["falls"].update(count_12_months=n + 1)
        for field in ("injury", "fear", "unsteady"):
            if not falls[field]:
                yield "falls " + field, lambda d: None, lambda d, f=field: d["health"]["falls"].update({f: True})
    if doc["health"].get("activity", {}).get("regular_3_months"):
        yield "no longer regular", lambda d: None, lambda d: d["health"]["activity"].update(regular_3_months=False)


def losses(doc):
    """(name, change made before, change made after): an answer that was none, normal or controlled becomes unknown."""
    health = doc["health"]
    for group in ("symptoms", "conditions", "medications"):
        if group in health["asked_on"]:
            yield "not asked: " + group, lambda d: None, lambda d, g=group: d["health"]["asked_on"].pop(g)
    for i, c in enumerate(health["conditions"]):
        if c.get("control") == "controlled":
            yield "control not known: " + c["code"], lambda d: None, lambda d, i=i: d["health"]["conditions"][i].pop("control")
        if c.get("stage", "").endswith("_1"):
            yield "stage not known: " + c["code"], lambda d: None, lambda d, i=i: d["health"]["conditions"][i].pop("stage")
    if health.get("pregnancy", {}).get("status") == "not_pregnant":
        yield "pregnancy not known", lambda d: None, lambda d: d["health"].pop("pregnancy")
    if health.get("falls"):
        none = {"count_12_months": 0, "injury": False, "fear": False, "unsteady": False}
        yield "falls not known", lambda d, n=none: d["health"].update(falls=dict(n)), lambda d: d["health"].pop("falls")
    if health.get("function"):
        none = {"adl": "independent", "aid": "none"}
        yield "function not known", lambda d, n=none: d["health"].update(function=dict(n)), lambda d: d["health"].pop("function")
    if health.get("activity", {}).get("regular_3_months"):
        active = {"sessions_week": 4, "minutes_per_session": 40, "usual_intensity": "moderate", "moderate_minutes_week": 160}
        yield "activity not known", lambda d, n=active: d["health"]["activity"].update(n), lambda d: d["health"].pop("activity")
    if health.get("clearance", {}).get("up_to") == "vigorous":
        yield "clearance lost", lambda d: None, lambda d: d["health"].pop("clearance")
    child = doc["person"]["age_years"] < 18  # what is normal for an adult is high for a child
    normal = {"bp_systolic": 98 if child else 118, "bp_diastolic": 58 if child else 74, "resting_heart_rate": 70, "blood_glucose": 7.2, "spo2": 98, "body_temperature": 36.6, "timed_up_and_go": 8, "gait_speed": 1.3}
    for test, value in normal.items():
        if test in ("timed_up_and_go", "gait_speed") and doc["person"]["age_years"] < 60:
            continue
        yield "not measured: " + test, lambda d, t=test, v=value: set_reading(d, t, v), lambda d, t=test: d.update(measurements=[m for m in d["measurements"] if m["test"] != t])
    if 18 <= doc["person"]["age_years"] < 45:  # being old is a finding: not knowing it is no loss of a "none"
        yield "age not known", lambda d: None, lambda d: d["person"].pop("age_years")
    yield "sex not known", lambda d: None, lambda d: d["person"].pop("sex")
    if "environment" in doc:
        yield "weather not known", lambda d: d.update(environment={"aqi": 40, "air_temperature": 20}), lambda d: d.pop("environment")


# --- Comparing ----------------------------------------------------------------------------------------------------------

CLASSES = ["very_light", "light", "moderate", "vigorous", "near_max"]
TODAY = ["go", "light_only", "indoors", "defer"]
PROGRAMME = ["go", "interim", "stop"]
URGENCY = ["routine", "soon", "today", "emergency"]
SUPERVISION = ["none", "family", "instructor", "therapist", "medical"]
# What is left out where there is no safety in having a plan: no room, or no plan that our verifier would pass.
SAFETY = ("guide.withheld_stop", "guide.withheld_emergency", "guide.withheld_remeasure", "guide.withheld_recovery", "guide.withheld_young_child")


def soonest(referrals):
    return max((URGENCY.index(r["urgency"]) for r in referrals), default=-1)


def level(t):
    return int(t[1:])


def top(interval):
    return interval[1] if interval else None


def looser(before, after, lost):
    """(what, from, to) for everything that is looser after the change. `lost`: an answer became unknown."""
    s, t = before["screen"], after["screen"]
    now = max(level(t["triage"]), level(t["triage_worst"])) if lost else level(t["triage"])
    if now < level(s["triage"]):
        yield "triage", s["triage"], t["triage"]
    if not lost and level(t["triage_worst"]) < level(s["triage"]):
        yield "triage_worst", s["triage_worst"], t["triage_worst"]
    open_question = lost and level(t["triage_worst"]) >= level(s["triage"]) and t["ask"]
    if not open_question:  # a question in place of a verdict is what is wanted
        if TODAY.index(t["today"]["decision"]) < TODAY.index(s["today"]["decision"]):
            yield "today", s["today"]["decision"], t["today"]["decision"]
        if PROGRAMME.index(t["programme"]["decision"]) < PROGRAMME.index(s["programme"]["decision"]):
            yield "programme", s["programme"]["decision"], t["programme"]["decision"]
        # Another address may take over (a falls clinic from a therapist), a later one may not.
        a, b = soonest(s["referral"]), soonest(t["referral"])
        if b < a:
            yield "referral", URGENCY[a], URGENCY[b] if b >= 0 else "none"
        if s["programme"]["clearance"] and not t["programme"]["clearance"]:
            yield "clearance", s["programme"]["clearance"]["before"], "none"
    # What must be measured again holds the whole plan; what passes holds a day.
    if not lost and "measure" in s["today"]["causes"] and "measure" not in t["today"]["causes"]:
        yield "today cause", ",".join(s["today"]["causes"]), ",".join(t["today"]["causes"])
    e, f = before["guide"]["envelope"], after["guide"]["envelope"]
    if CLASSES.index(f["intensity"]["class"]) > CLASSES.index(e["intensity"]["class"]):
        yield "class", e["intensity"]["class"], f["intensity"]["class"]
    for scale in ("rpe_6_20", "rpe_0_10", "hrr_percent", "hrmax_percent"):
        a, b = top(e["intensity"].get(scale)), top(f["intensity"].get(scale))
        shown = scale.startswith("rpe") or "hrr" in f["intensity"]["methods"]
        if a is not None and shown and (b is None or b > a):
            yield scale, a, b
    a, b = e["intensity"]["heart_rate_max_bpm"], f["intensity"]["heart_rate_max_bpm"]
    if a is not None and (b is None or b > a):
        yield "heart_rate_max_bpm", a, b
    if not set(f["intensity"]["methods"]) <= set(e["intensity"]["methods"]):
        yield "methods", ",".join(e["intensity"]["methods"]), ",".join(f["intensity"]["methods"])
    limits = {(x["dimension"], x["component"]): x for x in f["limits"]}
    for x in e["limits"]:
        if x["hardness"] != "hard" and x["dimension"] != "rm_percent" or top(x["range"]) is None:
            continue
        y = limits.get((x["dimension"], x["component"]))
        if y is None or top(y["range"]) is None or top(y["range"]) > top(x["range"]):
            yield f"limit {x['dimension']} {x['component'] or ''}".strip(), top(x["range"]), y and top(y["range"])
    bans = {next((k, v) for k, v in x.items() if k not in ("hardness", "why")): x["hardness"] for x in f["forbid"]}
    for x in e["forbid"]:
        key = next((k, v) for k, v in x.items() if k not in ("hardness", "why"))
        if key not in bans:
            yield "forbid " + key[1], x["hardness"], "gone"
        elif x["hardness"] == "hard" and bans[key] != "hard":
            yield "forbid " + key[1], "hard", "soft"
    if SUPERVISION.index(f["supervision"]) < SUPERVISION.index(e["supervision"]):
        yield "supervision", e["supervision"], f["supervision"]
    for field, worse in (("progress_percent_week", 1), ("progress_weeks_step", -1), ("progress_variables", 1)):
        a, b = e[field], f[field]
        if a is not None and (b is None or worse * (b - a) > 0):
            yield field, a, b
    if before["guide"]["withheld"] in SAFETY and after["guide"]["plan"] and not lost:
        yield "plan", before["guide"]["withheld"], "a plan"


def rules_of(result):
    return {f["rule"] for f in result["screen"]["findings"]} | {r["rule"] for r in result["guide"]["reasons"]}


def exception(what, name, gone):
    return next((i for i, (holds, _) in enumerate(EXCEPTIONS) if holds(what, name, gone)), None)


def comparer_sees(result):
    """What `looser` says about a result and the same with one thing loosened by hand; the names of what it misses."""
    def worst(d):
        g, s = d["guide"], d["screen"]
        s.update(triage="T3", triage_worst="T3", supervision="family", referral=[{"to": "physician", "urgency": "soon"}])
        s["today"].update(decision="defer", causes=["measure"])
        s["programme"].update(decision="interim", clearance={"before": "any"})
        g.update(withheld="guide.withheld_remeasure", plan=None)
        e = g["envelope"]
        e["intensity"].update({"class": "light", "rpe_6_20": [None, 11], "rpe_0_10": [None, 4], "hrr_percent": [None, 39], "hrmax_percent": [None, 63], "heart_rate_max_bpm": 100, "methods": ["rpe", "hrr"]})
        e.update(limits=[{"dimension": "session_minutes", "component": None, "range": [None, 20], "hardness": "hard"}], forbid=[{"tag": "valsalva", "hardness": "hard"}], supervision="family",
                 progress_percent_week=5, progress_weeks_step=2, progress_variables=1)
        return d
    loosen = {
        "triage": lambda d: d["screen"].update(triage="T2"), "today": lambda d: d["screen"]["today"].update(decision="indoors"), "today cause": lambda d: d["screen"]["today"].update(causes=["passing"]),
        "programme": lambda d: d["screen"]["programme"].update(decision="go"), "clearance": lambda d: d["screen"]["programme"].update(clearance=None), "referral": lambda d: d["screen"].update(referral=[]),
        "class": lambda d: d["guide"]["envelope"]["intensity"].update({"class": "moderate"}), "rpe_6_20": lambda d: d["guide"]["envelope"]["intensity"].update(rpe_6_20=[None, 12]),
        "hrr_percent": lambda d: d["guide"]["envelope"]["intensity"].update(hrr_percent=None), "heart_rate_max_bpm": lambda d: d["guide"]["envelope"]["intensity"].update(heart_rate_max_bpm=None),
        "methods": lambda d: d["guide"]["envelope"]["intensity"]["methods"].append("power"), "limit session_minutes": lambda d: d["guide"]["envelope"].update(limits=[]),
        "forbid valsalva": lambda d: d["guide"]["envelope"]["forbid"][0].update(hardness="soft"), "supervision": lambda d: d["guide"]["envelope"].update(supervision="none"),
        "progress_percent_week": lambda d: d["guide"]["envelope"].update(progress_percent_week=None), "progress_weeks_step": lambda d: d["guide"]["envelope"].update(progress_weeks_step=1),
        "plan": lambda d: d["guide"].update(plan={"weeks": []}),
    }
    before = worst(copy.deepcopy(result))
    missed = ["same"] if list(looser(before, before, False)) else []
    for what, change in loosen.items():
        after = copy.deepcopy(before)
        change(after)
        if what not in {w for w, _, _ in looser(before, after, False)}:
            missed.append(what)
    return missed


# --- Running ------------------------------------------------------------------------------------------------------------

def changes_of(doc, words, rng, how_many):
    """(name, lost, person before, person after), at most so many of each sort."""
    sorts = [[(n, False, None, c) for n, c in additions(doc, words)], [(n, False, a, b) for n, a, b in worsenings(doc, words, rng)], [(n, True, a, b) for n, a, b in losses(doc)]]
    for sort in sorts:
        for name, lost, first, then in rng.sample(sort, min(how_many, len(sort))):
            before = copy.deepcopy(doc)
            if first:
                first(before)
            after = copy.deepcopy(before)
            then(after)
            yield name, lost, before, after


def work(job):
    library, data, seed, first, count, how_many, answerable = job
    sweep, never = module(ROOT / "tools" / "sweep.py"), module(ROOT / "tests" / "never" / "never_rules.py")
    engine, words = sweep.Engine(library), Words(pathlib.Path(data))
    tally, kept, refused, excused = collections.Counter(), {}, collections.Counter(), collections.Counter()
    compared = 0
    for i in range(first, first + count):
        rng = random.Random(f"monotone-{seed}-{i}")
        doc = sweep.ordinary(rng, i, never.AS_OF) if i % 3 == 0 else never.person(rng, i)
        doc["weeks"] = 1
        known = engine.call("loop.run", doc)
        if i == first and (missed := comparer_sees(known)):
            raise SystemExit("the comparison does not see: " + ", ".join(missed))
        for name, lost, a, b in changes_of(doc, words, rng, how_many):
            try:
                before = known if a == doc else engine.call("loop.run", a)
                after = engine.call("loop.run", b)
            except RuntimeError:
                refused[name] += 1
                continue
            compared += 1
            for what, x, y in looser(before, after, lost):
                gone = rules_of(before) - rules_of(after)
                n = exception(what, name, gone)
                if n is not None:
                    excused[n] += 1
                    continue
                tally[what, name.split(" to ")[0].rsplit(" ", 1)[0] if " to " in name else name] += 1
                kept.setdefault((what, name), (doc["person"]["id"], x, y, sorted(gone), a, b))
    return tally, kept, refused, excused, compared


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--library", required=True)
    parser.add_argument("--data", default=str(ROOT / "data"))
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--changes", type=int, default=12, help="at most so many of each of the three sorts, a person")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--show", type=int, default=40)
    parser.add_argument("--json", type=pathlib.Path, help="write an example of each kind, with both people")
    args = parser.parse_args()
    begun = time.monotonic()
    step = max(1, min(50, -(-args.people // args.jobs)))
    jobs = [(args.library, args.data, args.seed, i, min(step, args.first + args.people - i), args.changes, None) for i in range(args.first, args.first + args.people, step)]
    tally, kept, refused, excused, compared = collections.Counter(), {}, collections.Counter(), collections.Counter(), 0
    with multiprocessing.Pool(args.jobs) as pool:
        for t, k, r, x, n in pool.imap(work, jobs):
            tally.update(t)
            refused.update(r)
            excused.update(x)
            compared += n
            for key, value in k.items():
                kept.setdefault(key, value)
    print(f"{args.people} people, {compared} changes compared in {time.monotonic() - begun:.0f} s; {sum(refused.values())} refused; {sum(tally.values())} looser")
    for (what, name), n in tally.most_common(args.show):
        example = next(v for (w, m), v in kept.items() if w == what and m.startswith(name))
        print(f"  {n:5d}  {what}: {example[1]} -> {example[2]}  by {name}  ({example[0]}; no longer: {' '.join(example[3])})")
    if refused:
        print("refused:", dict(refused.most_common(5)))
    for i, (_, why) in enumerate(EXCEPTIONS):
        print(f"exception, {excused[i]} times: {why}")
    if args.json:
        args.json.write_text(json.dumps([{"what": w, "change": n, "person": v[0], "from": v[1], "to": v[2], "gone": v[3], "before": v[4], "after": v[5]} for (w, n), v in kept.items()], ensure_ascii=False), "utf-8")
    if compared < 5 * args.people:
        print("too few comparisons")
        return 2
    return 1 if tally else 0


if __name__ == "__main__":
    sys.exit(main())
