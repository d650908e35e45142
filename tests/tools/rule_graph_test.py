#!/usr/bin/env python3
"""Pictures of rule sets: every set gives DOT that can be read back, with every rule, fact and effect of the set in it.

    rule_graph_test.py TOOL DATA
"""
import importlib.util
import json
import pathlib
import re
import shutil
import subprocess
import sys

STRING = r'"(?:[^"\\]|\\.)*"'
NODE = re.compile(rf"^  ({STRING}) \[(?:[a-z]+=(?:{STRING}|[\w]+)(?:, )?)+\];$")
EDGE = re.compile(rf"^  ({STRING}) -> ({STRING})(?: \[[a-z]+=(?:{STRING}|\w+)\])?;$")


def facts_of(c):
    if isinstance(c, list):
        return set().union(*map(facts_of, c)) if c else set()
    if not isinstance(c, dict):
        return set()
    found = {c[k] for k in ("fact", "has", "missing", "within", "changed") if k in c}
    return found.union(*(facts_of(c[k]) for k in ("all", "any", "of", "not") if k in c))


def parse(text):
    """(nodes, edges) of a DOT text of the few forms that are used; raises on anything else."""
    lines = text.splitlines()
    if not re.match(rf"^digraph {STRING} \{{$", lines[0]) or lines[-1] != "}" or not lines[1].startswith("  rankdir="):
        raise ValueError("no digraph")
    nodes, edges = set(), []
    for line in lines[2:-1]:
        if m := EDGE.match(line):
            edges.append((m[1], m[2]))
        elif m := NODE.match(line):
            nodes.add(m[1])
        else:
            raise ValueError("not understood: " + line)
    return nodes, edges


def main():
    tool, data = sys.argv[1], pathlib.Path(sys.argv[2])
    spec = importlib.util.spec_from_file_location("rule_graph", tool)
    graph = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(graph)
    _, facts, texts = graph.load(data)
    bad, sets = [], 0
    try:
        parse('digraph "x" {\n  rankdir=LR;\n  "a" [label="b];\n}')
        bad.append("the reader of this test takes an open string for DOT")
    except ValueError:
        pass
    for path in sorted(data.rglob("*.json")):
        doc = json.loads(path.read_text("utf-8"))
        if not isinstance(doc, dict) or doc.get("kind") != "rules":
            continue
        sets += 1
        text = "\n".join(graph.draw(doc, facts, texts, "en" if sets % 2 else "zh-CN")) + "\n"
        nodes, edges = parse(text)
        ends = {a for a, _ in edges} | {b for _, b in edges}
        for r in doc["rules"]:
            if f'"rule {r["id"]}"' not in nodes:
                bad.append(f"{doc['id']}: rule {r['id']} is not drawn")
            for f in facts_of(r["when"]):
                if (f'"fact {f}"', f'"rule {r["id"]}"') not in edges:
                    bad.append(f"{doc['id']}: {r['id']} reads {f}, which is not drawn")
            if not any(a == f'"rule {r["id"]}"' for a, _ in edges):
                bad.append(f"{doc['id']}: {r['id']} does nothing")
        if ends - nodes:
            bad.append(f"{doc['id']}: an edge to nothing: {sorted(ends - nodes)[:3]}")
        if shutil.which("dot") and subprocess.run(["dot", "-Tcanon"], input=text, text=True, capture_output=True).returncode != 0:
            bad.append(f"{doc['id']}: dot refuses it")
    right = subprocess.run([sys.executable, tool, "--data", str(data), "rules.vitals", "--only", "vt_bp1"], capture_output=True, text=True)
    if right.returncode != 0 or '"rule vt_bp1"' not in right.stdout or '"rule vt_hr1"' in right.stdout:
        bad.append("the command does not draw the one rule that it was asked for")
    wrong = subprocess.run([sys.executable, tool, "--data", str(data), "rules.nothing"], capture_output=True, text=True)
    if wrong.returncode != 2 or "there are:" not in wrong.stderr:
        bad.append("an unknown set is not refused with the list of sets")
    print(f"{sets} rule sets", *bad, sep="\n")
    return 1 if bad or not sets else 0


if __name__ == "__main__":
    sys.exit(main())
