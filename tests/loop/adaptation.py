#!/usr/bin/env python3
"""What follows from a training log: every event by real calls of loop.run, from the log to the next weeks.

Usage: adaptation.py CELIAN_PROGRAM SOURCE_DIR

A woman of 30 has a plan of four weeks; two of them have passed. Each case changes her log and says which decisions
must come and how much walking the new plan may hold against the last week of the old one. Of each new plan it is
also checked that it begins after the day of the decision and that guide.verify finds nothing.
"""

import copy
import datetime
import json
import subprocess
import sys
from pathlib import Path

PROGRAM, SOURCE = sys.argv[1], Path(sys.argv[2])
AS_OF = "2026-12-07"  # a Monday; the plan begins on 2026-11-23
FAILURES = []


def call(op, request):
    done = subprocess.run([PROGRAM, "call", op, "-"], input=json.dumps(request).encode(), capture_output=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{op}: {done.stderr.decode()}")
    return json.loads(done.stdout)


def items(plan, component):
    for week in plan["weeks"]:
        for session in week["sessions"]:
            for part in session["parts"]:
                for item in part["items"]:
                    if item["component"] == component:
                        yield week["week"], item


def walking(plan, week):
    return sum(item["minutes"] or 0 for w, item in items(plan, "aerobic") if w == week)


def person():
    out = json.loads((SOURCE / "examples/people/healthy_adult.json").read_text(encoding="utf-8"))
    out["health"]["activity"] = {"regular_3_months": False, "sessions_week": 2, "minutes_per_session": 20,
                                 "usual_intensity": "light"}
    return out


BASE = person()
FIRST = call("loop.run", BASE)["guide"]
DAYS = [s["date"] for week in FIRST["plan"]["weeks"][:2] for s in week["sessions"]]
BEFORE = walking(FIRST["plan"], 3)  # the week that has begun on AS_OF


def log(rpe=10, last=None, before_last=None, days=None, **every):
    out = [dict(date=d, status="done", minutes=40, rpe_6_20=rpe, **every) for d in (days or DAYS)]
    out[-1].update(last or {})
    if before_last:
        out[-2].update(before_last)
    return out


def half(which):
    return [dict(date=d, status="done" if which(i) else "missed", minutes=40, rpe_6_20=10) for i, d in enumerate(DAYS)]


def event(name):
    return log(last={"events": [name]})


def morning(days, ago=0, **state):
    """So many mornings up to AS_OF, beside a log that is all done."""
    end = datetime.date.fromisoformat(AS_OF) - datetime.timedelta(days=ago)
    return log() + [dict(date=(end - datetime.timedelta(days=i)).isoformat(), status="day_total", **state) for i in range(days)]


# name; log; decisions (component, do); lowest and highest share of the walking of the last week; day
CASES = [
    ("all done, easily (PRG-2)", log(10), {("aerobic", "progress")}, 1.0, 1.11, AS_OF),
    ("all done, at the target", log(13), {("all", "hold")}, 0.9, 1.0, AS_OF),
    ("two points too hard twice (REG-3)", log(16), {("aerobic", "regress"), ("all", "hold")}, 0.7, 0.8, AS_OF),
    ("a near-fall (REG-2)", event("near_fall"), {("aerobic", "hold"), ("balance", "regress")}, 0.9, 1.0, AS_OF),
    ("a fall: screen again, and a step back in balance (FU-2)", event("fall"),
     {("all", "rescreen"), ("balance", "regress")}, 0.9, 1.0, AS_OF),
    ("low glucose (REG-2)", event("hypoglycaemia"), {("all", "regress")}, 0.7, 0.8, AS_OF),
    ("glucose of 3.6 measured", log(last={"glucose_after": 3.6}), {("all", "regress")}, 0.7, 0.8, AS_OF),
    ("glucose of 17 before a session: nothing grows, and a doctor sees it", log(last={"glucose_before": 17}), {("all", "refer")}, 0.9, 1.0, AS_OF),
    ("glucose of 16.7", log(last={"glucose_before": 16.7, "glucose_after": 8}), {("aerobic", "progress")}, 1.0, 1.11, AS_OF),
    ("stopped for blood pressure", event("bp_stop"), {("all", "regress")}, 0.7, 0.8, AS_OF),
    ("dizzy", event("dizziness"), {("all", "regress")}, 0.7, 0.8, AS_OF),
    ("two events: screen again and no more than after one", log(last={"events": ["dizziness"]}, before_last={"events": ["near_fall"]}),
     {("all", "regress"), ("all", "rescreen")}, 0.7, 0.8, AS_OF),
    ("ill (REG-4)", event("illness"), {("all", "regress")}, 0.4, 0.5, AS_OF),
    ("in hospital: screen again, no more than after a long gap (REG-1)", event("hospital_stay"), {("all", "rescreen")}, 0.3, 0.6, AS_OF),
    ("pulse of the morning 10 up (REG-4)", morning(1, morning_heart_rate_rise=10), {("all", "hold")}, 0.9, 1.0, AS_OF),
    ("pulse of the morning 9 up", morning(1, morning_heart_rate_rise=9), {("aerobic", "progress")}, 1.0, 1.11, AS_OF),
    ("variability low for three days", morning(3, hrv_low=True), {("all", "hold")}, 0.9, 1.0, AS_OF),
    ("variability low for two days", morning(2, hrv_low=True), {("aerobic", "progress")}, 1.0, 1.11, AS_OF),
    ("two bad nights", morning(2, poor_sleep=True), {("all", "hold")}, 0.9, 1.0, AS_OF),
    ("two bad nights, a week ago", morning(2, ago=7, poor_sleep=True), {("aerobic", "progress")}, 1.0, 1.11, AS_OF),
    ("ill and tired: less, and light", log(last={"events": ["illness"]}) + morning(2, poor_sleep=True)[len(DAYS):],
     {("all", "regress"), ("all", "hold")}, 0.4, 0.5, AS_OF),
    ("pain 6 (OA-3)", log(last={"pain": 6}), {("all", "regress")}, 0.6, 0.7, AS_OF),
    ("pain worse on the next day", log(last={"pain": 2, "pain_next_day": 4}), {("all", "regress")}, 0.6, 0.7, AS_OF),
    ("pain 4, not known to settle", log(last={"pain": 4}), {("all", "hold")}, 0.9, 1.0, AS_OF),
    ("pain 4 that settled", log(last={"pain": 4, "pain_settled_24h": True}), {("aerobic", "progress")}, 1.0, 1.11, AS_OF),
    ("pain 4 that did not settle", log(last={"pain": 4, "pain_settled_24h": False}), {("all", "hold")}, 0.9, 1.0, AS_OF),
    ("a week missed (REG-1)", log(days=DAYS[:len(DAYS) // 2]), {("all", "hold")}, 0.9, 1.0, AS_OF),
    ("two weeks missed", log(days=DAYS[:1]), {("all", "regress")}, 0.6, 0.7, "2026-12-08"),
    ("four weeks missed", log(days=DAYS[:1]), {("all", "regress")}, 0.4, 0.6, "2026-12-22"),
    ("five weeks missed: screen again, no more than after four", log(days=DAYS[:1]), {("all", "rescreen")}, 0.3, 0.6, "2027-01-05"),
    ("a third done: call", half(lambda i: i % 3 == 0), {("all", "hold")}, 0.9, 1.0, AS_OF),
    ("a session three times as long (PRG-8)", log(rpe_cr10=3, last={"minutes": 120}), {("all", "hold")}, 0.9, 1.0, AS_OF),
    ("no log: what is not known is no reason for a step", [], {("all", "hold")}, 0.9, 1.0, AS_OF),
]


def expect(name, good, text):
    if not good:
        FAILURES.append(name)
        print(f"{name}: {text}")


def run(name, sessions, day, base=None, prior=None):
    request = copy.deepcopy(base or BASE)
    request.update(as_of=day, prescription=prior or FIRST, sessions=sessions)
    result = call("loop.run", request)
    plan = result["guide"]["plan"]
    if plan is not None:
        first = min(s["date"] for week in plan["weeks"] for s in week["sessions"])
        expect(name, first >= day, f"the past is rewritten: {first}")
        check = call("guide.verify", {k: v for k, v in request.items() if k not in ("prescription", "sessions")} | {"plan": plan})
        expect(name, result["screen"]["triage"] != "T0" or not check["violations"], f"violations {check['violations']}")
    return result


for name, sessions, decisions, low, high, day in CASES:
    result = run(name, sessions, day)
    found = {(d["component"], d["do"]) for d in result["progress"]["decisions"]}
    expect(name, found == decisions, f"decided {sorted(found)}, expected {sorted(decisions)}")
    for d in result["progress"]["decisions"]:
        expect(name, d["why"], f"no reason for {d}")
    plan = result["guide"]["plan"]
    expect(name, plan is not None, f"no plan: {result['guide']['withheld']}")
    if plan is None:
        continue
    light = any(d["what"] == "light" for d in result["progress"]["decisions"])
    allowed = result["guide"]["envelope"]["intensity"]["class"]
    said = any(r["code"] == "guide.light_until_well" for r in result["guide"]["reasons"])
    expect(name, said == light and (allowed == "light" or not light), f"light {light}, said {said}, and the plan may ask for {allowed}")
    most = max(walking(plan, week["week"]) for week in plan["weeks"])
    past = BEFORE if day == AS_OF else max(walking(FIRST["plan"], w) for w in (3, 4))
    expect(name, low * past - 2 <= most <= high * past + 2, f"{most} min of walking a week after {past}")

# One illness is answered once. The first look halves the plan; the plan remembers for what. A week later the log still
# has the illness: that is no reason to halve the half. What goes on holds, and is light; what comes anew counts anew.
ILL = log(last={"events": ["illness"]})
halved = run("ill", ILL, "2026-12-06")["guide"]
WEEK_LATER = "2026-12-14"
then = [dict(date=s["date"], status="done", minutes=20, rpe_6_20=11) for s in halved["plan"]["weeks"][0]["sessions"]]
expect("ill", halved["answered"] == [{"event": "illness", "until": DAYS[-1]}], f"answered {halved['answered']}")
expect("ill", [r["date"] for r in halved["review"] if r["kind"] == "adjust"][0] == WEEK_LATER, f"looked at again {halved['review']}")
AGAIN = [
    ("the same illness, a week later", ILL, halved, {("all", "hold", None)}, 1.0),
    ("the plan does not say what it has answered", ILL, halved | {"answered": []}, {("all", "regress", "volume_percent")}, 0.5),
    ("the illness goes on", ILL + [dict(date="2026-12-10", status="missed", events=["illness"])], halved,
     {("all", "hold", None), ("all", "hold", "light")}, 1.0),
]
for name, sessions, prior, decisions, share in AGAIN:
    result = run(name, sessions + then, WEEK_LATER, prior=prior)
    found = {(d["component"], d["do"], d["what"]) for d in result["progress"]["decisions"]}
    expect(name, found == decisions, f"decided {sorted(found, key=str)}, expected {sorted(decisions, key=str)}")
    most = max(walking(result["guide"]["plan"], week["week"]) for week in result["guide"]["plan"]["weeks"])
    past = walking(halved["plan"], 1)
    expect(name, share * past - 2 <= most <= share * past + 2, f"{most} min of walking a week after {past}")
third = run("a third look", ILL + then, "2026-12-15", prior=run("", ILL + then, WEEK_LATER, prior=halved)["guide"])
expect("a third look", ("all", "regress") in {(d["component"], d["do"]) for d in third["progress"]["decisions"]},
       "a plan that has not begun has answered nothing")

# A symptom in the log is screened: the person was asked two weeks before it.
result = run("a new symptom", log(last={"symptoms": ["chest_pain"]}), AS_OF)
expect("a new symptom", result["screen"]["triage"] >= "T3", f"triage {result['screen']['triage']}")
expect("a new symptom", ("all", "rescreen") in {(d["component"], d["do"]) for d in result["progress"]["decisions"]}, "not screened again")
expect("a new symptom", result["guide"]["plan"] is None or result["guide"]["interim"], "a plan as if nothing had been")
asked = copy.deepcopy(BASE)
asked["health"]["asked_on"]["symptoms"] = AS_OF
result = run("asked since, and gone", log(last={"symptoms": ["chest_pain"]}), AS_OF, base=asked)
expect("asked since, and gone", result["screen"]["triage"] == "T0", f"triage {result['screen']['triage']}")

# A diagnosis that is newer than the plan: screened again, and nothing grows. An older one was known when the plan was made.
for since, new in (("2026-12-01", True), ("2026-12", True), ("2026-11-22", False), ("2026", False), ("2019", False)):
    ill = copy.deepcopy(BASE)
    ill["health"]["conditions"] = [{"code": "gout", "since": since}]
    found = {(d["component"], d["do"]) for d in run(f"gout since {since}", log(), AS_OF, base=ill)["progress"]["decisions"]}
    expect(f"gout since {since}", (("all", "rescreen") in found) == new, f"decided {sorted(found)}")

# A decision to stop leaves no plan, whoever made it.
stopped = call("guide.prescribe", BASE | {"prior": FIRST, "decisions": [{"component": "all", "do": "stop"}]})
expect("stop", stopped["withheld"] == "guide.withheld_stop" and stopped["plan"] is None, f"withheld {stopped['withheld']}")

# What depends on the screening: at T1 and above the fourth week without an easy one asks for it (DEL-1).
held = json.loads((SOURCE / "examples/people/older_adult.json").read_text(encoding="utf-8"))
four = call("loop.run", held)["guide"]
days = [s["date"] for week in four["plan"]["weeks"] for s in week["sessions"]]
result = run("deload", log(days=days), "2026-12-21", base=held, prior=four)
expect("deload", result["screen"]["triage"] >= "T1", f"triage {result['screen']['triage']}")
expect("deload", ("all", "deload") in {(d["component"], d["do"]) for d in result["progress"]["decisions"]},
       f"no easy week: {result['progress']['decisions']}")

# Balance goes a level back: nothing in the new plan asks for as much as the hardest of the old one.
DEMAND = {"none": 0, "low": 1, "moderate": 2, "high": 3}
demand = {}
for path in sorted((SOURCE / "data/exercises").glob("*.json")):
    for exercise in json.loads(path.read_text(encoding="utf-8")).get("exercises", []):
        demand[exercise["code"]] = DEMAND.get(exercise.get("balance_demand", "none"), 0)
steady = copy.deepcopy(BASE)
steady["person"]["birth_date"] = "1958-06-18"
steady["resources"]["likes"] = ["taijiquan_24"]
steady["goals"] = [{"code": "reduce_fall_risk"}]
steady["health"]["activity"] = {"regular_3_months": True, "sessions_week": 4, "minutes_per_session": 40,
                                "usual_intensity": "moderate"}
old = call("loop.run", steady)["guide"]
hardest = max((demand[i["exercise"]] for _, i in items(old["plan"], "balance")), default=0)
expect("balance", hardest >= 2, f"the old plan asks for nothing from which to step back ({hardest})")
days = [s["date"] for week in old["plan"]["weeks"][:2] for s in week["sessions"]]
liked = run("balance", log(days=days), AS_OF, base=steady, prior=old)["guide"]["likes"][0]
expect("balance", liked["because"] != "skill", f"without an event what is liked is refused: {liked}")
result = run("balance", log(days=days, last={"events": ["near_fall"]}), AS_OF, base=steady, prior=old)
if result["guide"]["plan"] is not None:
    now = max((demand[i["exercise"]] for _, i in items(result["guide"]["plan"], "balance")), default=0)
    expect("balance", 0 < now < hardest, f"balance asks for {now} after {hardest}")
    liked = result["guide"]["likes"][0]
    expect("balance", liked["because"] == "skill", f"what is liked asks for as much as before: {liked}")

print(f"{len(CASES) + len(AGAIN) + 12} cases, {len(FAILURES)} failures")
sys.exit(1 if FAILURES else 0)
