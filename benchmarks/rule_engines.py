"""The screening rules of data/risk in two general rule engines, beside our own, in one run on the same people.

    rule_engines.py --bench build/release/benchmarks/bench_rules [--people N] [--node-modules DIR] [--seconds S]

bench_rules dumps the facts of each person (derived ones included, so that the others need not compute them) and the rules
that are certainly true. The conditions are translated by machine: a three-valued condition becomes "certainly true" in two
values, unknown facts are null. Each engine must then find exactly the same rules for every person; otherwise nothing is timed.

GoRules zen: pip install zen-engine (one graph, one expression a rule). json-rules-engine: npm install json-rules-engine in DIR.
Whichever is missing is left out.
"""
import argparse
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
OPPOSITE = {"lt": "ge", "le": "gt", "gt": "le", "ge": "lt", "eq": "ne", "ne": "eq"}


# --- From three values to two ----------------------------------------------------------------------------------------------

def certainly(c, want, as_of):
    """A tree of ("and"|"or", parts) and leaves (fact, op, value) that holds where the condition is certainly `want`."""
    if c is True:
        return ("and", []) if want else ("or", [])
    if "all" in c or "any" in c:
        both = ("all" in c) == want
        return ("and" if both else "or", [certainly(x, want, as_of) for x in c.get("all") or c.get("any")])
    if "not" in c:
        return certainly(c["not"], not want, as_of)
    if "has" in c:
        return (c["has"], "eq", want)
    if "missing" in c:
        return (c["missing"], "eq" if want else "ne", None)
    if "within" in c:
        return (c["within"], "ge" if want else "lt", as_of - c["days"])
    fact = c["fact"]
    if "in" in c:
        return ("or", [(fact, "eq", v) for v in c["in"]]) if want else ("and", [(fact, "ne", None)] + [(fact, "ne", v) for v in c["in"]])
    if "between" in c:
        low, high = c["between"]
        return ("and", [(fact, "ge", low), (fact, "le", high)]) if want else ("or", [(fact, "lt", low), (fact, "gt", high)])
    op = next(o for o in OPPOSITE if o in c)
    value, op = c[op], op if want else OPPOSITE[op]
    return ("and", [(fact, "ne", None), (fact, "ne", value)]) if op == "ne" else (fact, op, value)


def leaves(tree):
    if tree[0] in ("and", "or"):
        for part in tree[1]:
            yield from leaves(part)
    else:
        yield tree


def name(fact):
    return fact.replace(".", "__")


def as_zen(tree):
    if tree[0] in ("and", "or"):
        if not tree[1]:
            return "true" if tree[0] == "and" else "false"
        return "(" + f" {tree[0]} ".join(map(as_zen, tree[1])) + ")"
    fact, op, value = tree
    sign = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}[op]
    text = "null" if value is None else json.dumps(value)
    return f"({name(fact)} != null and {name(fact)} {sign} {text})" if op in ("lt", "le", "gt", "ge") else f"{name(fact)} {sign} {text}"


def as_json_rules(tree):
    if tree[0] in ("and", "or"):
        return {"all" if tree[0] == "and" else "any": [as_json_rules(t) for t in tree[1]]}
    fact, op, value = tree
    names = {"eq": "equal", "ne": "notEqual", "lt": "lessThan", "le": "lessThanInclusive", "gt": "greaterThan", "ge": "greaterThanInclusive"}
    return {"fact": name(fact), "operator": names[op], "value": value}


# --- The engines -------------------------------------------------------------------------------------------------------------

NODE = """
const {Engine} = require('json-rules-engine');
const fs = require('fs');
const {rules, people, seconds} = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const engine = new Engine([], {allowUndefinedFacts: true});
for (const [id, conditions] of rules) engine.addRule({conditions, event: {type: id}});
(async () => {
  const fired = [];
  for (const p of people) fired.push((await engine.run(p)).events.map(e => e.type).sort());
  let done = 0; const begun = process.hrtime.bigint(); let spent = 0;
  do { for (const p of people) { await engine.run(p); if (++done % 16 === 0 && Number(process.hrtime.bigint() - begun) / 1e9 > seconds) break; }
       spent = Number(process.hrtime.bigint() - begun) / 1e9; } while (spent < seconds);
  console.log(JSON.stringify({fired, rate: done / spent}));
})();
"""


def run_json_rules(rules, people, seconds, modules):
    with tempfile.TemporaryDirectory() as folder:
        asked, script = pathlib.Path(folder) / "asked.json", pathlib.Path(folder) / "run.js"
        tops = [(i, t if t[0] in ("and", "or") else ("and", [t])) for i, t in rules]
        asked.write_text(json.dumps({"rules": [(i, as_json_rules(t)) for i, t in tops], "people": people, "seconds": seconds}), "utf-8")
        script.write_text(NODE, "utf-8")
        ran = subprocess.run(["node", str(script), str(asked)], capture_output=True, text=True, env={"NODE_PATH": str(modules), "PATH": "/usr/bin:/bin:/usr/local/bin"})
    if ran.returncode != 0:
        raise SystemExit("json-rules-engine: " + ran.stderr[-800:])
    out = json.loads(ran.stdout)
    return out["fired"], out["rate"]


def run_zen(rules, people, seconds):
    import zen
    expressions = [{"id": str(n), "key": i, "value": as_zen(t)} for n, (i, t) in enumerate(rules)]
    graph = {"nodes": [{"id": "in", "name": "in", "type": "inputNode", "position": {"x": 0, "y": 0}},
                       {"id": "rules", "name": "rules", "type": "expressionNode", "position": {"x": 1, "y": 0}, "content": {"expressions": expressions}},
                       {"id": "out", "name": "out", "type": "outputNode", "position": {"x": 2, "y": 0}}],
             "edges": [{"id": "1", "type": "edge", "sourceId": "in", "targetId": "rules"}, {"id": "2", "type": "edge", "sourceId": "rules", "targetId": "out"}]}
    decision = zen.ZenEngine().create_decision(json.dumps(graph))
    fired = [sorted(k for k, v in decision.evaluate(p)["result"].items() if v is True) for p in people]
    done, begun, spent = 0, time.perf_counter(), 0.0
    while spent < seconds:
        for p in people:
            decision.evaluate(p)
            done += 1
            if done % 16 == 0 and time.perf_counter() - begun > seconds:
                break
        spent = time.perf_counter() - begun
    return fired, done / spent


# --- Running -----------------------------------------------------------------------------------------------------------------

def people_of(count):
    sys.path.insert(0, str(ROOT / "tools"))
    import sweep
    never = sweep.never_rules()
    for i in range(count):
        rng = random.Random(f"rule-engines-{i}")
        yield sweep.ordinary(rng, i, never.AS_OF) if i % 2 else never.person(rng, i)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", required=True)
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--node-modules", type=pathlib.Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        docs, dump = pathlib.Path(folder) / "people.jsonl", pathlib.Path(folder) / "facts.jsonl"
        docs.write_text("".join(json.dumps(d, ensure_ascii=False) + "\n" for d in people_of(args.people)), "utf-8")
        ours = json.loads(subprocess.run([args.bench, str(docs), "--dump", str(dump), "--seconds", str(args.seconds)], capture_output=True, text=True, check=True).stdout)
        dumped = [json.loads(line) for line in dump.read_text("utf-8").splitlines()]
    as_of, = {d["as_of"] for d in dumped}
    rules = []
    for path in sorted((ROOT / "data" / "risk").glob("*.json")):
        rules += [(r["id"], certainly(r["when"], True, as_of)) for r in json.loads(path.read_text("utf-8"))["rules"] if r["stage"] == "screen"]
    ids = {i for i, _ in rules}
    used = {name(f) for _, t in rules for f, _, _ in leaves(t)}
    people = [{**dict.fromkeys(used), **{name(k): v for k, v in d["facts"].items() if name(k) in used}} for d in dumped]
    expected = [sorted(i for i in d["fired"] if i in ids) for d in dumped]
    print(f"{len(people)} people, {len(rules)} rules of {ours['rules']:.0f} (the others stand outside data/risk), {sum(map(len, expected)) / len(people):.1f} true a person")
    print(f"celian, rules on ready facts            {ours['rules_on_facts']:10.0f} people a second")
    print(f"celian, whole screening on ready facts  {ours['screen_on_facts']:10.0f}")
    print(f"celian, from a person document          {ours['from_document']:10.0f}")
    print(f"celian, assess.screen, JSON to JSON     {ours['from_json']:10.0f}")
    engines = []
    try:
        import zen  # noqa: F401
        engines.append(("GoRules zen", lambda: run_zen(rules, people, args.seconds)))
    except ImportError:
        print("no zen-engine here")
    if args.node_modules:
        engines.append(("json-rules-engine", lambda: run_json_rules(rules, people, args.seconds, args.node_modules)))
    for title, run in engines:
        fired, rate = run()
        wrong = [n for n, (a, b) in enumerate(zip(fired, expected)) if a != b]
        if wrong:
            n = wrong[0]
            print(f"{title}: other rules for {len(wrong)} people, as {sorted(set(fired[n]) ^ set(expected[n]))[:5]}; not timed")
            return 1
        print(f"{title + ', the same rules on the same facts':40s}{rate:10.0f}   {ours['rules_on_facts'] / rate:6.1f} times slower than ours")
    return 0


if __name__ == "__main__":
    sys.exit(main())
