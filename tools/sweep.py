#!/usr/bin/env python3
"""Many random people through the whole loop: is every plan clean, and are the plans of any use?

People come from tests/never/never_rules.py (any age, diseases, medicines, symptoms) and, one in two, are ordinary adults
with time and places to choose from. Each is asked for 12 weeks through the C library, the plan goes back to
guide.verify, and the never-rules judge it from outside.

    sweep.py --library PATH/libcelian.so [--data DIR] [--people 20000] [--jobs 2] [--seed S] [--weeks 12] [--json FILE]

Printed: violations; rules, tags, presets and exercises that occur (and how many there are); people by triage; referral to
a physician and questions that must be asked, by age; usefulness; the minimum plan; variety; time.
Exit code 1: a rule is broken, a plan was withheld by our own verifier, somebody of T0-T4 has no minimum plan, or fewer
than 95 in 100 of those who give three days or more reach the guideline or are told what is missing.
"""
import argparse
import collections
import ctypes
import importlib.util
import json
import multiprocessing
import pathlib
import random
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
COMMON = ["hypertension", "type_2_diabetes", "knee_osteoarthritis", "obesity", "dyslipidaemia", "osteoporosis", "low_back_pain", "neck_pain", "depression",
          "menopause", "pcos", "dysmenorrhoea", "myopia"]
GOALS = ["improve_grade", "reduce_fall_risk", "lower_bp", "lower_glucose", "lose_weight", "strength", "endurance", "flexibility", "sleep", "mood", "pain_relief"]
BASIC = {"chair", "elastic_band", "dumbbell", "mat"}


def never_rules():
    spec = importlib.util.spec_from_file_location("never_rules", ROOT / "tests" / "never" / "never_rules.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def ordinary(rng, i, as_of):
    """An adult who was asked everything and has time: what the plans are judged by for their usefulness."""
    age = rng.choice([rng.randint(18, 64), rng.randint(18, 64), rng.randint(65, 88)])
    sex = rng.choice(["female", "male"])
    active = rng.random() < 0.5
    conditions = [c for c in rng.sample(COMMON, rng.choice([0, 0, 0, 1, 1, 2])) if sex == "female" or c not in ("menopause", "pcos", "dysmenorrhoea")]
    doc = {"v": 1, "as_of": as_of, "person": {"id": f"o-{i:07d}", "age_years": age, "sex": sex, "occupation": rng.choice(["desk", "standing", "manual", "driver", "other", "retired"])},
           "health": {"asked_on": {k: as_of for k in ("symptoms", "conditions", "medications", "pregnancy")}, "conditions": [{"code": c, "control": "controlled"} for c in conditions],
                      "medications": [], "symptoms": [],
                      "activity": {"regular_3_months": active, "sessions_week": 4 if active else 0, "minutes_per_session": 40 if active else 0,
                                   "usual_intensity": "moderate" if active else "light", "moderate_minutes_week": rng.choice([90, 160, 240]) if active else rng.choice([0, 0, 40]),
                                   "vigorous_minutes_week": 0, "strength_days_week": rng.randint(0, 2) if active else 0, "sitting_hours_day": rng.randint(2, 11)},
                      "clearance": {"date": "2026-10-01", "up_to": "vigorous", "from": "physician", "valid_until": "2027-09-30"},
                      "falls": {"count_12_months": 0, "injury": False, "fear": False, "unsteady": False}, "function": {"adl": "independent", "aid": "none"}},
           "goals": [{"code": g} for g in rng.sample(GOALS, rng.choice([0, 1, 2]))], "consent": {"id": "c", "covers": ["exercise"]},
           "resources": {"days_per_week": rng.randint(3, 7), "minutes_per_session": rng.choice([30, 45, 60]), "equipment": sorted(e for e in BASIC if rng.random() < 0.8),
                         "place": rng.choice([["home"], ["home", "park"], ["home", "park", "gym"], ["gym", "park"], ["home", "pool"]]), "likes": []}}
    if sex == "female":
        doc["health"]["pregnancy"] = {"status": "not_pregnant"}
    values = {"bp_systolic": rng.randint(104, 138), "bp_diastolic": rng.randint(62, 86), "resting_heart_rate": rng.randint(54, 84),
              "height": rng.randint(162, 182) if sex == "male" else rng.randint(150, 170)}
    values["weight"] = round(rng.uniform(19, 27) * (values["height"] / 100) ** 2, 1)
    if rng.random() < 0.5:
        values.update({"grip_strength": round(rng.uniform(20, 50), 1), "sit_and_reach": round(rng.uniform(-5, 20), 1), "one_leg_stand_eyes_closed": rng.randint(3, 60)})
    doc["measurements"] = [{"test": t, "value": v, "date": as_of, "trial": n} for t, v in values.items() for n in ((1, 2) if t.startswith("bp_") else (1,))]
    return doc


class Bytes(ctypes.Structure):
    _fields_ = [("data", ctypes.c_void_p), ("size", ctypes.c_size_t)]


class Engine:
    def __init__(self, path):
        self.lib = ctypes.CDLL(path)
        self.engine = ctypes.c_void_p()
        if self.lib.celian_engine_create(None, ctypes.byref(self.engine), None) != 0:
            raise SystemExit("no engine from " + path)

    def call(self, operation, request):
        data = json.dumps(request, ensure_ascii=False).encode()
        out = Bytes()
        status = self.lib.celian_call(self.engine, operation.encode(), data, ctypes.c_size_t(len(data)), ctypes.byref(out), None)
        if status != 0:
            raise RuntimeError(f"{operation}: status {status} for {request['person'].get('id')}")
        text = ctypes.string_at(out.data, out.size)
        self.lib.celian_bytes_free(ctypes.byref(out))
        return json.loads(text)


def minutes_of(week, component):
    return sum(i.get("minutes") or 0 for s in week["sessions"] for p in s["parts"] if p["part"] == "main" for i in p["items"] if i["component"] == component)


def days_of(plan, week, component):
    days = sum(any(i["component"] == component for p in s["parts"] for i in p["items"]) for s in week["sessions"])
    return days + sum(d["days_week"] for d in plan.get("daily") or [] if d["component"] == component)


def usefulness(doc, guide):
    """By component: reached in one of the last two weeks, or named as missing or coming later, or neither."""
    age, plan = doc["person"]["age_years"], guide["plan"]
    said = {u["component"] for u in guide["envelope"]["unmet"]} | {x["component"] for x in guide["later"]}
    last = [w for w in plan["weeks"][-2:] if not w["deload"]] or plan["weeks"][-1:]
    # What the person gives, or a lower guideline of a preset, is the mark.
    target = next((c["target_minutes_week"] for c in guide["components"] if c["component"] == "aerobic"), None)
    wanted = {"aerobic": max(minutes_of(w, "aerobic") for w in last) >= min(150, (target or [150])[0] or 150),
              "resistance": max(days_of(plan, w, "resistance") for w in last) >= 2}
    if age >= 65:
        wanted["balance"] = max(days_of(plan, w, "balance") for w in last) >= 3
    return {c: "reached" if ok else "named" if c in said or c + "_target" in said else "neither" for c, ok in wanted.items()}


def one(engine, judge, doc, weeks, tally):
    result = engine.call("loop.run", {**doc, "weeks": weeks})
    guide, screen = result["guide"], result["screen"]
    triage, age = screen["triage"], doc["person"]["age_years"]
    band = "6-17" if age < 18 else "18-64" if age < 65 else "65+"
    tally["triage"][triage] += 1
    tally["band"][band] += 1
    tally["physician"][band] += any(r["to"] in ("physician", "emergency", "cardiologist", "specialist") or "physician" in r["to"] for r in screen["referral"])
    tally["must"][band] += sum(a["level"] == "must" for a in screen["ask"])
    for r in [f["rule"] for f in screen["findings"]] + [r["rule"] for r in guide["reasons"]]:
        tally["rules"][r] += 1
    for rule, where, what in judge.judge(doc, result):
        tally["broken"][rule] += 1
        tally["examples"].append(f"{doc['person']['id']} {rule} {where} {what}")
    if guide["withheld"] == "guide.withheld_verifier":
        tally["broken"]["withheld by our verifier"] += 1
        tally["examples"].append(f"{doc['person']['id']} " + " ".join(sorted({r['code'] for r in guide['reasons'] if r['code'].startswith(('verify.', 'never.'))})))
    ordinary_triage = triage in ("T0", "T1", "T2", "T3", "T4")
    if ordinary_triage and not guide["minimum"] and not (guide["withheld"] or "").startswith(("guide.withheld_young", "guide.withheld_stop", "guide.withheld_remeasure", "guide.withheld_recovery")):
        tally["no_minimum"][guide["withheld"] or "plan"] += 1
        tally["examples"].append(f"{doc['person']['id']} has no minimum plan")
    tally["withheld"][guide["withheld"] or "a plan"] += 1
    plan = guide["plan"]
    if not plan:
        return
    checked = engine.call("guide.verify", {**doc, "plan": plan})
    for v in checked["violations"]:
        tally["broken"][v["code"]] += 1
        tally["examples"].append(f"{doc['person']['id']} {v['code']} {v['pointer']}")
    used, strength = set(), set()
    for week in plan["weeks"]:
        for s in week["sessions"]:
            tally["places"][s["place"]] += 1
            for p in s["parts"]:
                for i in p["items"]:
                    used.add(i["exercise"])
                    if i["component"] == "resistance":
                        strength.add(i["exercise"])
                    if p["part"] == "main":
                        tally["neighbours"]["items"] += 1
                        tally["neighbours"]["no easier"] += not i["easier"]
                        tally["neighbours"]["no harder"] += not i["harder"]
    for d in plan["daily"]:
        used.add(d["exercise"])
        tally["daily"][d["component"]] += 1
    for e in used:
        tally["exercises"][e] += 1
        for t in judge.exercises[e]["tags"]:
            tally["tags"][t] += 1
    tally["strength"][len(strength)] += 1
    tally["distinct"][len(used)] += 1
    tally["deload"][sum(w["deload"] for w in plan["weeks"])] += 1
    for l in guide["likes"]:
        tally["likes"]["used" if l["used"] else l["because"]] += 1
    if triage in ("T0", "T1", "T2") and age >= 18 and doc["resources"].get("days_per_week", 0) >= 3 and not guide["interim"]:
        found = usefulness(doc, guide)
        for c, what in found.items():
            tally["useful"][c + " " + what] += 1
        tally["useful_people"]["all"] += 1
        tally["useful_people"]["reached or named"] += "neither" not in found.values()
        tally["useful_people"]["reached everything"] += set(found.values()) == {"reached"}


KEYS = ["triage", "band", "physician", "must", "rules", "broken", "no_minimum", "withheld", "places", "neighbours", "daily", "exercises", "tags", "strength", "distinct", "deload", "likes",
        "useful", "useful_people"]


def work(job):
    library, data, seed, first, count, weeks = job
    never = never_rules()
    engine, judge = Engine(library), never.Judge(pathlib.Path(data))
    tally = {k: collections.Counter() for k in KEYS}
    tally["examples"] = []
    for i in range(first, first + count):
        rng = random.Random(f"{seed}-{i}")  # each person by itself: the same whatever the number of jobs
        doc = ordinary(rng, i, never.AS_OF) if i % 2 else never.person(rng, i)
        one(engine, judge, doc, weeks, tally)
    return tally


def known(data):
    """How many rules, presets and exercises there are."""
    rules, presets, tags, exercises = set(), set(), set(), set()
    for path in sorted(pathlib.Path(data).rglob("*.json")):
        doc = json.loads(path.read_text("utf-8"))
        if not isinstance(doc, dict):
            continue
        if doc.get("kind") == "rules":
            rules |= {r["id"] for r in doc["rules"] if r["stage"] != "progress"}
        if doc.get("kind") == "preset":
            presets.add(doc["id"])
        if doc.get("kind") == "exercises":
            exercises |= {e["code"] for e in doc.get("exercises", [])}
            tags |= {t for e in doc.get("exercises", []) for t in e["tags"]}
    return rules, presets, tags, exercises


def share(a, b):
    return f"{a} of {b} ({100 * a / b:.1f} %)" if b else "none"


def report(total, data, seconds, people):
    rules, presets, tags, exercises = known(data)
    bad = sum(total["broken"].values())
    print(f"people {people}, plans {total['withheld']['a plan']}, {seconds:.0f} s ({1000 * seconds / people:.1f} ms a person)")
    print("rules broken:", bad, dict(total["broken"]))
    for line in total["examples"][:10]:
        print("   ", line)
    print("no minimum plan at T0-T4:", dict(total["no_minimum"]) or 0)
    print("without a plan:", {k: n for k, n in total["withheld"].most_common() if k != "a plan"})
    seen = set(total["rules"])
    print("rules that acted:", share(len(seen & rules), len(rules)), "| presets:", share(len(seen & presets), len(presets)), "| tags:", share(len(set(total["tags"]) & tags), len(tags)),
          "| exercises:", share(len(total["exercises"]), len(exercises)))
    print("triage:", {k: f"{100 * n / people:.1f} %" for k, n in sorted(total["triage"].items())})
    for band, n in sorted(total["band"].items()):
        print(f"age {band}: {n} people, physician {share(total['physician'][band], n)}, must-ask questions a person {total['must'][band] / n:.2f}")
    print("places:", dict(total["places"].most_common()))
    print("strength exercises in a plan:", dict(sorted(total["strength"].items())))
    print("different exercises in a plan, median:", median(total["distinct"]), "| easy weeks in a plan:", dict(sorted(total["deload"].items())))
    items = total["neighbours"]["items"]
    print("main items without easier:", share(total["neighbours"]["no easier"], items), "| without harder:", share(total["neighbours"]["no harder"], items))
    print("daily work:", dict(total["daily"].most_common()), "| likes:", dict(total["likes"].most_common()))
    print("T0-T2, adults, 3 days and more:", dict(sorted(total["useful"].items())))
    everyone = total["useful_people"]["all"]
    print("    reached or named:", share(total["useful_people"]["reached or named"], everyone), "| reached everything:", share(total["useful_people"]["reached everything"], everyone))
    useful = everyone == 0 or total["useful_people"]["reached or named"] >= 0.95 * everyone
    return 1 if bad or total["no_minimum"] or not useful else 0


def median(counter):
    values = sorted(counter.elements())
    return values[len(values) // 2] if values else None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--library", required=True)
    parser.add_argument("--data", default=str(ROOT / "data"))
    parser.add_argument("--people", type=int, default=20000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--weeks", type=int, default=12)
    parser.add_argument("--seed", type=int, default=20261121)
    parser.add_argument("--json", type=pathlib.Path)
    args = parser.parse_args()
    begun = time.monotonic()
    step = max(1, min(500, -(-args.people // args.jobs)))
    jobs = [(args.library, args.data, args.seed, i, min(step, args.people - i), args.weeks) for i in range(0, args.people, step)]
    total = {k: collections.Counter() for k in KEYS}
    total["examples"] = []
    with multiprocessing.Pool(args.jobs) as pool:
        for tally in pool.imap(work, jobs):
            for k in KEYS:
                total[k].update(tally[k])
            total["examples"] = (total["examples"] + tally["examples"])[:200]
    if args.json:
        args.json.write_text(json.dumps(total, ensure_ascii=False, indent=1), "utf-8")
    return report(total, args.data, time.monotonic() - begun, args.people)


if __name__ == "__main__":
    sys.exit(main())
