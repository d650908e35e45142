#!/usr/bin/env python3
"""Runs every operation over the people of examples/ and holds requests and results against data/schema/api.

Usage: check_api.py CELIAN_PROGRAM SOURCE_DIR
"""

import copy
import json
import subprocess
import sys
import warnings
from pathlib import Path

# Debian's version has no other way to resolve references; newer ones only warn of this one.
warnings.simplefilter("ignore", DeprecationWarning)
from jsonschema import Draft7Validator, RefResolver  # noqa: E402

PERSON_OPERATIONS = ["measure.check", "assess.score", "assess.norm", "assess.screen",
                     "guide.prescribe", "loop.run"]
# Fields that belong to single operations, not to the person document.
TRAINING = {"sessions", "prescription", "earlier", "intensity", "standard", "start", "weeks"}


class Schemas:
    def __init__(self, folder):
        self.store = {path.name: json.loads(path.read_text(encoding="utf-8"))
                      for path in sorted(folder.glob("*.schema.json"))}
        for schema in self.store.values():
            Draft7Validator.check_schema(schema)

    def problems(self, name, value):
        schema = self.store[name + ".schema.json"]
        resolver = RefResolver(base_uri="", referrer=schema, store=self.store)
        validator = Draft7Validator(schema, resolver=resolver)
        return [f"/{'/'.join(map(str, e.absolute_path))}: {e.message[:300]}"
                for e in sorted(validator.iter_errors(value), key=lambda e: list(map(str, e.absolute_path)))]


class Check:
    def __init__(self, program, source):
        self.program = program
        self.schemas = Schemas(source / "data" / "schema" / "api")
        self.calls = 0
        self.failures = []

    def fail(self, text):
        self.failures.append(text)
        print(text)

    def run(self, op, request):
        self.calls += 1
        done = subprocess.run([self.program, "call", op, "-"], check=False, capture_output=True,
                              input=json.dumps(request, ensure_ascii=False).encode("utf-8"))
        return json.loads(done.stdout) if done.returncode == 0 else done.stderr.decode("utf-8")

    def good(self, where, op, request):
        """A request that must be fine, with its result."""
        for problem in self.schemas.problems(op + ".request", request):
            self.fail(f"{where}: {op}: request: {problem}")
        result = self.run(op, request)
        if isinstance(result, str):
            self.fail(f"{where}: {op}: {result.strip()}")
            return None
        for problem in self.schemas.problems(op + ".result", result)[:5]:
            self.fail(f"{where}: {op}: result: {problem}")
        if not op.startswith("catalog."):
            check_why(self, f"{where}: {op}", result)
        return result

    def bad(self, where, op, request):
        """A request that both the schema and the engine must refuse."""
        if not self.schemas.problems(op + ".request", request):
            self.fail(f"{where}: {op}: the schema takes what it should refuse")
        if not isinstance(self.run(op, request), str):
            self.fail(f"{where}: {op}: the engine takes what it should refuse")


def check_why(check, where, result):
    """Every `why` points into the reasons of its own result (of its own stage, in loop.run)."""
    def walk(value, count):
        if isinstance(value, list):
            for item in value:
                walk(item, count)
        elif isinstance(value, dict):
            own = value.get("reasons")
            count = len(own) if isinstance(own, list) else count
            for name, item in value.items():
                if name == "why":
                    wrong = [i for i in item if i >= count]
                    if wrong:
                        check.fail(f"{where}: why {wrong} of {count} reasons")
                else:
                    walk(item, count)
    walk(result, 0)


def check_person(check, path):
    whole = json.loads(path.read_text(encoding="utf-8"))
    person = {k: v for k, v in whole.items() if k not in TRAINING}
    name = path.name
    results = {op: check.good(name, op, person) for op in PERSON_OPERATIONS}
    if person != whole:
        check.good(name, "loop.run", whole)
    prescription = results["guide.prescribe"]
    if prescription and prescription["plan"]:
        checked = check.good(name, "guide.verify", {**person, "plan": prescription["plan"]})
        if checked and checked["violations"]:
            check.fail(f"{name}: guide.verify finds faults in our own plan: {checked['violations'][:3]}")
        days = [s["date"] for w in prescription["plan"]["weeks"] for s in w["sessions"]][:3]
        sessions = [{"date": day, "status": "done", "minutes": 20, "rpe_cr10": 3} for day in days]
        check.good(name, "train.progress",
                   {**person, "as_of": max(days + [person["as_of"]]), "prescription": prescription, "sessions": sessions})
        check.good(name, "guide.prescribe",
                   {**person, "prior": prescription, "decisions": [{"component": "aerobic", "do": "hold"}], "weeks": 2})
    if results["loop.run"]:
        for kind in ("person", "professional"):
            for form in ("text", "md", "html", "json"):
                check.good(name, "report.render", {"v": 1, "result": results["loop.run"], "kind": kind, "format": form,
                                                   "locale": "zh-CN", "context": {"name": "甲"}})


def check_refusals(check, path):
    person = {k: v for k, v in json.loads(path.read_text(encoding="utf-8")).items() if k not in TRAINING}
    slips = [
        ("a misspelt field", lambda p: p.update(measurments=[])),
        ("a misspelt field inside", lambda p: p["health"].update(sympoms=[])),
        ("no date", lambda p: p.pop("as_of")),
        ("another version", lambda p: p.update(v=2)),
        ("a text for a number", lambda p: p["resources"].update(days_per_week="three")),
        ("eight days in a week", lambda p: p["resources"].update(days_per_week=8)),
        ("an unknown sex", lambda p: p["person"].update(sex="f")),
        ("a date of two-digit year", lambda p: p.update(as_of="26-11-21")),
        ("a reading without a test", lambda p: p["measurements"].append({"value": 3})),
        ("a list where an object is wanted", lambda p: p.update(health=[])),
        ("a group of questions that is not there", lambda p: p["health"]["asked_on"].update(foo="2026-11-21")),
        ("a third side", lambda p: p["measurements"][0].update(side="foo")),
        ("a consent to something else", lambda p: p.update(consent={"id": "c-1", "covers": ["everything"]})),
        ("a posture of nobody", lambda p: p["measurements"][0].update(posture="lying")),
    ]
    for name, slip in slips:
        request = copy.deepcopy(person)
        slip(request)
        for op in ("measure.check", "loop.run"):
            check.bad(name, op, request)
    day = person["as_of"]
    for op, fields in [
        ("assess.screen", {"intensity": "vigorus"}), ("assess.screen", {"intensity": "Vigorous"}), ("loop.run", {"intensity": "foo"}),
        ("train.progress", {"prescription": {"foo": 1}}), ("guide.prescribe", {"prior": {}}),
        ("train.progress", {"sessions": [{"date": day, "status": "foo"}]}),
        ("train.progress", {"sessions": [{"date": day, "events": ["hypoglycemia"]}]}),
        ("guide.prescribe", {"decisions": [{"component": "aerobic", "do": "grow"}]}),
    ]:
        check.bad(str(fields), op, {**copy.deepcopy(person), **fields})
    check.bad("a state of checking", "catalog.list", {"kind": "rules", "verified": "foo"})


def check_catalog(check, source):
    kinds = sorted({json.loads(p.read_text(encoding="utf-8"))["kind"]
                    for p in (source / "data").rglob("*.json") if "schema" not in p.parts})
    for kind in kinds:
        check.good("catalog", "catalog.list", {"v": 1, "kind": kind})
    everything = check.good("catalog", "catalog.list", {"v": 1})
    for item in (everything or {"items": []})["items"][:20]:
        check.good("catalog", "catalog.get", {"v": 1, "id": item["reference"]})
    sources = check.good("catalog", "catalog.list", {"v": 1, "kind": "source"}) or {"items": []}
    rules = check.good("catalog", "catalog.list", {"v": 1, "kind": "rules"}) or {"items": []}
    cited = [s.get("code", s.get("id")) for s in sources["items"][:5]] + [r["code"] for r in rules["items"][:5]]
    for code in cited:
        check.good("catalog", "catalog.cite", {"v": 1, "id": code})
    for path in sorted((source / "data" / "formulas").glob("*.json")):
        for formula in json.loads(path.read_text(encoding="utf-8"))["formulas"]:
            for example in formula["examples"]:
                request = {"v": 1, "formula": formula["id"], "inputs": example["in"]}
                result = check.good(formula["id"], "measure.formula", request)
                outcome = example.get("outcome", "scored")
                if result and result["outcome"] != outcome:
                    check.fail(f"{formula['id']} {example['in']}: expected {outcome}, got {result['outcome']}")


def main():
    check = Check(sys.argv[1], Path(sys.argv[2]))
    source = Path(sys.argv[2])
    people = sorted((source / "examples" / "people").glob("*.json"))
    for path in people:
        check_person(check, path)
    check_refusals(check, source / "examples" / "people" / "older_adult.json")
    check_catalog(check, source)
    print(f"{len(people)} people, {check.calls} calls, {len(check.failures)} failures")
    return 1 if check.failures or not people else 0


if __name__ == "__main__":
    sys.exit(main())
