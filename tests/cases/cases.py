#!/usr/bin/env python3
"""People with a known right answer: each is asked of the program, and the answer is compared with what must and must not be in it.

    cases.py --celian PATH --data DIR [--only ID] FILE.json ...

A file has `base`, a request that every person begins with, and `cases`. A case has
- `id`, `what` (one sentence), and `person`, laid over the base as a JSON merge patch (null takes a field away). Three things are
  shorter than in a request: `measurements` is {test: value} of today (pressures twice), a disease given by its code alone is
  controlled, a medicine or symptom may be given by its code alone;
- `expect`, any of:  error | triage, triage_worst, today, programme, findings, findings_not | withheld, interim, provisional,
  class (intensity at most), exercises, exercises_any, exercises_not, tags_not, postures_not, families_not, families_any (in the weeks,
  their indoor versions, neighbours and the minimum), forbid and forbid_not ("tag supine"), hard ("tag supine", and hard), limits ({"rm_percent
  resistance": [least, most]}: not wider than that), methods_not, advice, advice_not (any topic), timing, monitor, minimum, unmet,
  supervision, days_at_least | verify ({"put": fields of an item laid over the first main item of a component, "finds": code});
- or `not_held`: why what it asks for is not done yet. Such a case is printed and counted, never passed over in silence.

Exit code 0: every case that is held is right.
"""
import argparse
import json
import pathlib
import subprocess
import sys

CLASSES = ["very_light", "light", "moderate", "vigorous", "near_max"]
SUPERVISION = ["none", "family", "instructor", "therapist", "medical"]


def merged(base, patch):
    if not isinstance(patch, dict):
        return patch
    out = dict(base) if isinstance(base, dict) else {}
    for key, value in patch.items():
        if value is None:
            out.pop(key, None)
        else:
            out[key] = merged(out.get(key), value)
    return out


def request_of(base, case):
    doc = json.loads(json.dumps(merged(base, case["person"])))
    readings = doc.get("measurements", {})
    doc["measurements"] = []
    for test, value in readings.items():
        for trial in (1, 2) if test.startswith("bp_") else (1,):
            doc["measurements"].append({"test": test, "value": value, "date": doc["as_of"], "trial": trial})
    health = doc.get("health", {})
    short = lambda x, **more: dict(more, code=x) if isinstance(x, str) else x
    if "conditions" in health:
        health["conditions"] = [short(c, control="controlled") for c in health["conditions"]]
    for group in ("medications", "symptoms"):
        if group in health:
            health[group] = [short(c) for c in health[group]]
    return doc


class Program:
    def __init__(self, path):
        self.path = path

    def call(self, operation, request):
        done = subprocess.run([self.path, "call", operation, "-"], input=json.dumps(request, ensure_ascii=False), capture_output=True, text=True)
        return json.loads(done.stdout) if done.returncode == 0 else {"error": (done.stderr or done.stdout).strip()}


def items_of(guide):
    """Everything that a person would do: (exercise, item)."""
    for week in (guide.get("plan") or {}).get("weeks", []):
        for session in week["sessions"]:
            for part in session["parts"] + (session.get("indoor_twin") or {}).get("parts", []):
                yield from part["items"]
    yield from (guide.get("plan") or {}).get("daily") or []
    yield from (guide.get("minimum") or {}).get("items", [])


class Checker:
    def __init__(self, exercises):
        self.exercises = exercises
        self.wrong = []

    def say(self, text):
        self.wrong.append(text)

    def same(self, name, wanted, found):
        if wanted != found:
            self.say(f"{name}: expected {wanted}, found {found}")

    def screen(self, expect, s):
        for name in ("triage", "triage_worst", "provisional"):
            if name in expect:
                self.same(name, expect[name], s[name])
        for name in ("today", "programme"):
            if name in expect:
                self.same(name, expect[name], s[name]["decision"])
        rules = [f["rule"] for f in s["findings"]]
        self.lists("findings", expect, rules)

    def lists(self, name, expect, found, shown=None):
        for x in expect.get(name, []):
            if x not in found:
                self.say(f"{name}: {x} is missing among {sorted(set(found))}")
        for x in expect.get(name + "_not", []):
            if x in found:
                self.say(f"{name}_not: {x} is there")

    def guide(self, expect, g):
        envelope = g["envelope"]
        for name in ("withheld", "interim"):
            if name in expect:
                self.same(name, expect[name], g[name])
        if "class" in expect and CLASSES.index(envelope["intensity"]["class"]) > CLASSES.index(expect["class"]):
            self.say(f"class: at most {expect['class']}, found {envelope['intensity']['class']}")
        if "supervision" in expect and SUPERVISION.index(envelope["supervision"]) < SUPERVISION.index(expect["supervision"]):
            self.say(f"supervision: at least {expect['supervision']}, found {envelope['supervision']}")
        items = list(items_of(g))
        codes = {i["exercise"] for i in items}
        shown = codes | {i[side] for i in items for side in ("easier", "harder") if i.get(side)}
        for code in expect.get("exercises", []):
            if code not in codes:
                self.say(f"exercises: {code} is missing among {sorted(codes)}")
        if "exercises_any" in expect and not codes & set(expect["exercises_any"]):
            self.say(f"exercises_any: none of {expect['exercises_any']} among {sorted(codes)}")
        for code in expect.get("exercises_not", []):
            if code in shown:
                self.say(f"exercises_not: {code} is planned or shown")
        for name, field in (("tags_not", "tags"), ("postures_not", "posture"), ("families_not", "family")):
            for bad in expect.get(name, []):
                hit = sorted(c for c in shown if bad in (self.exercises[c][field] if field == "tags" else [self.exercises[c][field]]))
                if hit:
                    self.say(f"{name}: {bad}: {hit}")
        if "families_any" in expect and not {self.exercises[c]["family"] for c in codes} & set(expect["families_any"]):
            self.say(f"families_any: none of {expect['families_any']} among {sorted(codes)}")
        bans = {f"{kind} {f[kind]}": f["hardness"] for f in envelope["forbid"] for kind in ("tag", "exercise", "component", "posture", "place") if f.get(kind)}
        self.lists("forbid", expect, list(bans))
        for ban in expect.get("hard", []):
            if bans.get(ban) != "hard":
                self.say(f"hard: {ban} is {bans.get(ban)}")
        for key, (least, most) in expect.get("limits", {}).items():
            dimension, _, component = key.partition(" ")
            found = [x["range"] for x in envelope["limits"] if x["dimension"] == dimension and (x["component"] or "") == component]
            if dimension in ("hrr_percent", "hrmax_percent", "rpe_6_20", "rpe_0_10"):
                found = [envelope["intensity"][dimension]]
            if not found or (most is not None and (found[0][1] is None or found[0][1] > most)) or (
                    least is not None and (found[0][0] is None or found[0][0] < least)):
                self.say(f"limits: {key} within [{least}, {most}], found {found}")
        for method in expect.get("methods_not", []):
            if method in envelope["intensity"]["methods"]:
                self.say(f"methods_not: {method} is there")
        advice = [a["code"] for topic in ("education", "nutrition", "group_classes", "stop_signs") for a in g.get(topic) or []]
        self.lists("advice", expect, advice)
        self.lists("timing", expect, [t["code"] for t in envelope.get("timing", [])])
        self.lists("monitor", expect, [m.get("what") or m.get("code") for m in g.get("monitoring") or []])
        self.lists("unmet", expect, [u["component"] for u in envelope["unmet"]])
        if "minimum" in expect and bool((g.get("minimum") or {}).get("items")) != expect["minimum"]:
            self.say(f"minimum: expected {expect['minimum']}, found {g.get('minimum')}")
        for component, days in expect.get("days_at_least", {}).items():
            for week in (g.get("plan") or {"weeks": []})["weeks"]:
                found = sum(any(i["component"] == component for p in s["parts"] for i in p["items"]) for s in week["sessions"])
                # What stands apart from the sessions, every day or on so many days of each week.
                found = max([found] + [d["days_week"] for d in (g["plan"].get("daily") or []) if d["component"] == component])
                if found < days:
                    self.say(f"days_at_least: {component} on {days} days, found {found} in week {week['week']}")

    def verify(self, wanted, program, doc, g):
        plan = g.get("plan")
        if not plan:
            return self.say("verify: there is no plan to change")
        before = program.call("guide.verify", dict(doc, plan=plan))
        if before.get("violations") is None or before["violations"]:
            return self.say(f"verify: the plan itself: {json.dumps(before)[:300]}")
        for session in plan["weeks"][0]["sessions"]:
            for part in session["parts"]:
                for item in part["items"]:
                    if part["part"] == "main" and item["component"] == wanted.get("component", "aerobic"):
                        item.update(wanted["put"])
                        after = program.call("guide.verify", dict(doc, plan=plan))
                        codes = [v["code"] for v in after.get("violations", [])]
                        if wanted["finds"] not in codes:
                            self.say(f"verify: {wanted['finds']} is not among {codes or after}")
                        return None
        return self.say("verify: no main item of that component")


def check(case, base, program, exercises):
    doc = request_of(base, case)
    expect = case["expect"]
    c = Checker(exercises)
    screen = program.call("assess.screen", doc)
    guide = program.call("guide.prescribe", doc)
    if "error" in expect:
        for answer in (screen, guide):
            if expect["error"] not in str(answer.get("error")):
                c.say(f"error: expected '{expect['error']}', found {answer.get('error')}")
        return c.wrong
    if "error" in screen or "error" in guide:
        return [f"refused: {screen.get('error')} {guide.get('error')}"]
    c.screen(expect, screen)
    c.guide(expect, guide)
    if "verify" in expect:
        c.verify(expect["verify"], program, doc, guide)
    return c.wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--celian", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--only")
    parser.add_argument("files", nargs="+")
    args = parser.parse_args()
    exercises = {}
    for path in sorted((pathlib.Path(args.data) / "exercises").glob("*.json")):
        for e in json.loads(path.read_text(encoding="utf-8")).get("exercises", []):
            exercises[e["code"]] = e
    program = Program(args.celian)
    held = not_held = wrong = 0
    for path in args.files:
        file = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
        ids = [c["id"] for c in file["cases"]]
        if len(ids) != len(set(ids)):
            sys.exit(f"{path}: a case id twice")
        for case in file["cases"]:
            if args.only and case["id"] != args.only:
                continue
            if "not_held" in case:
                not_held += 1
                print(f"not held  {case['id']}: {case['what']}: {case['not_held']}")
                continue
            problems = check(case, file["base"], program, exercises)
            held += 1
            wrong += bool(problems)
            print(f"{'WRONG' if problems else 'right'}     {case['id']}: {case['what']}")
            for p in problems:
                print(f"          {p}")
    print(f"{held} cases, {wrong} wrong, {not_held} not held")
    return 1 if wrong or held == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
