#!/usr/bin/env python3
"""An edit makes a plan unsafe, `celian verify` refuses it, a physician signs for it, and the signature stays on record.

    examples/06_signed_override.py build/release/celian [PERSON.json]

Four steps with the woman of 72 (hypertension on metoprolol, diabetes, two falls), who has an interim plan:
  1. her plan as it was written: no rule is broken
  2. somebody makes the ten minutes of an interim bout twenty: refused
  3. an instructor signs: still refused; a physician with licence and reason signs: accepted, and traced
  4. somebody adds a heart-rate target, which her beta-blocker makes wrong: no signature helps
Standard library only. Exit code 0: everything went as told here.
"""
import copy
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
PHYSICIAN = {"by": "Dr. Chen Li", "role": "physician", "licence": "example-110000000012345", "at": "2026-11-22",
             "reason": "Walks 25 minutes to the market every day without symptoms; seen today, pressure 138/80."}
INSTRUCTOR = {"by": "Wang Fang", "role": "instructor", "licence": "", "at": "2026-11-22", "reason": "She feels fit."}


def celian(program, *words):
    ran = subprocess.run([program, *map(str, words)], capture_output=True, text=True)
    if not ran.stdout.startswith("{"):
        raise SystemExit(f"celian {' '.join(map(str, words))} failed ({ran.returncode}): {ran.stderr.strip()}")
    return json.loads(ran.stdout)


def verify(program, folder, person, plan, overrides=()):
    request, edited = folder / "request.json", folder / "plan.json"
    request.write_text(json.dumps({**person, "overrides": list(overrides)}, ensure_ascii=False), "utf-8")
    edited.write_text(json.dumps(plan, ensure_ascii=False), "utf-8")
    return celian(program, "verify", request, "--plan", edited, "--json")


def main_items(plan):
    for week in plan["weeks"]:
        for session in week["sessions"]:
            for part in session["parts"]:
                if part["part"] == "main":
                    yield from ((session, item) for item in part["items"] if item["component"] == "aerobic")


def show(title, result):
    print(f"\n{title}")
    for v in result["violations"]:
        print(f"  refused   {v['rule']}: {v['code']} at {v['pointer']}")
    for v in result["overridden"]:
        print(f"  accepted  {v['rule']}: {v['code']} at {v['pointer']}, signed {v['override']['by']}, {v['override']['role']}, {v['override']['at']}: {v['override']['reason']}")
    for r in result["reasons"]:
        if r["code"].startswith("verify.override_"):
            print(f"  {r['code']}: {r['args']}")
    if not result["violations"] and not result["overridden"]:
        print("  no rule is broken")


def expect(what, holds):
    if not holds:
        raise SystemExit("NOT AS TOLD: " + what)


def main():
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    program = sys.argv[1]
    path = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "examples/people/older_adult.json"
    person = json.loads(path.read_text("utf-8"))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        plan = celian(program, "prescribe", path, "--json")["plan"]
        result = verify(program, folder, person, plan)
        show("1. The plan as it was written", result)
        expect("our own plan breaks no rule", not result["violations"] and not result["overridden"])

        longer = copy.deepcopy(plan)
        session, item = next(main_items(longer))
        session["minutes"] += 20 - item["minutes"]
        item["minutes"] = 20
        refused = verify(program, folder, person, longer)
        show(f"2. {item['exercise']} on {session['date']}: twenty minutes instead of ten", refused)
        rules = sorted({v["rule"] for v in refused["violations"]})
        expect("the edit is refused", rules)

        signed = verify(program, folder, person, longer, [{"rule": r, **INSTRUCTOR} for r in rules])
        show("3a. The same, signed by an instructor", signed)
        expect("an instructor may not sign for a rule of medicine", any(v["rule"] == "policy.interim" for v in signed["violations"]))
        signed = verify(program, folder, person, longer, [{"rule": r, **PHYSICIAN} for r in rules])
        show("3b. The same, signed by a physician", signed)
        expect("a physician may", not signed["violations"])
        expect("who, when and why stays with each rule", all(v["override"]["by"] == PHYSICIAN["by"] and v["override"]["reason"] and v["override"]["at"] for v in signed["overridden"]))
        expect("nothing is lost", sorted({v["rule"] for v in signed["overridden"]}) == rules)

        pulse = copy.deepcopy(plan)
        session, item = next(main_items(pulse))
        item["intensity"] = {**(item.get("intensity") or {}), "hrr_percent": [30, 39]}
        never = verify(program, folder, person, pulse)
        rules = sorted({v["rule"] for v in never["violations"]})
        never = verify(program, folder, person, pulse, [{"rule": r, **PHYSICIAN} for r in rules])
        show("4. A heart-rate target under a beta-blocker, signed by the same physician", never)
        expect("a never-rule stands whoever signs", any(v["code"].startswith("never.") for v in never["violations"]))
        expect("and the refused signature is named", any(r["code"] == "verify.override_refused" for r in never["reasons"]))
    print("\nAs told.")


if __name__ == "__main__":
    main()
