#!/usr/bin/env python3
"""A picture of a rule set for a reviewer: facts it reads -> rules -> what they do, as Graphviz DOT.

    rule_graph.py [--data DIR] [--locale en|zh-CN] [--only RULE ...] RULESET [-o FILE]
    rule_graph.py [--data DIR] --list

RULESET is the id of a file of rules (`rules.vitals`) or the path of such a file, also in a pack. DOT is text: read it as it
is, or draw it where Graphviz is installed: rule_graph.py rules.vitals | dot -Tsvg > vitals.svg

Ellipses are facts (double: derived from others), boxes are rules (red frame: may stop or defer; dashed: verified by nobody),
plain words are effects. An edge from a fact says how it is read: `>= 180`, `known`, `not`. A bold edge to an effect: hard.
"""
import argparse
import collections
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
SIGNS = {"eq": "=", "ne": "≠", "lt": "<", "le": "≤", "gt": ">", "ge": "≥"}


def quoted(text):
    return '"' + str(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def load(data):
    sets, facts, texts = {}, {}, {}
    for path in sorted(data.rglob("*.json")):
        doc = json.loads(path.read_text("utf-8"))
        kind = doc.get("kind") if isinstance(doc, dict) else None
        if kind == "rules":
            sets[doc["id"]] = doc
        if kind == "facts":
            facts.update({f["code"]: f for f in doc["facts"]})
        if kind == "texts":
            texts.update(doc["texts"])
    return sets, facts, texts


def reads(condition, turned=False):
    """(fact, how) for every comparison of a condition; `turned` inside a `not`."""
    if not isinstance(condition, dict):
        return
    for key in ("all", "any", "of"):
        for part in condition.get(key, []):
            yield from reads(part, turned)
    if "not" in condition:
        yield from reads(condition["not"], not turned)
    not_ = "not " if turned else ""
    if "fact" in condition:
        for op, sign in SIGNS.items():
            if op in condition:
                yield condition["fact"], f"{not_}{sign} {condition[op]}"
        if "in" in condition:
            yield condition["fact"], not_ + "one of " + ", ".join(map(str, condition["in"]))
        if "between" in condition:
            yield condition["fact"], f"{not_}{condition['between'][0]} to {condition['between'][1]}"
    if "has" in condition:
        yield condition["has"], "not" if turned else "yes"
    if "missing" in condition:
        yield condition["missing"], "known" if turned else "unknown"
    if "within" in condition:
        yield condition["within"], f"{not_}within {condition['days']} days"
    if "changed" in condition:
        yield condition["changed"], not_ + "changed"


def effect(e):
    words = [e["effect"]]
    for key, value in e.items():
        if key not in ("effect", "cause"):
            words.append(" ".join(map(str, value)) if isinstance(value, list) else f"{value}" if isinstance(value, str) else f"{key} {value}")
    return " ".join(words)


def grave(rule):
    return any((e["effect"] == "triage" and e["level"] >= "T5") or (e["effect"] == "programme" and e["decision"] == "stop") or (e["effect"] == "today" and e["decision"] == "defer") for e in rule["then"])


def draw(doc, facts, texts, locale, only=()):
    """The lines of the DOT text."""
    rules = [r for r in doc["rules"] if not only or r["id"] in only]
    read = collections.defaultdict(lambda: collections.defaultdict(list))  # fact -> rule -> how
    does = collections.defaultdict(list)  # effect -> (rule, hard)
    for r in rules:
        for fact, how in reads(r["when"]):
            if how not in read[fact][r["id"]]:
                read[fact][r["id"]].append(how)
        for e in r["then"]:
            does[effect(e)].append((r["id"], r.get("hardness") == "hard"))
    title = doc["title"].get(locale, doc["id"])
    yield f"digraph {quoted(doc['id'])} {{"
    yield f'  rankdir=LR; labelloc=t; label={quoted(title)}; node [fontname="sans-serif", fontsize=10]; edge [fontname="sans-serif", fontsize=8];'
    for fact in sorted(read):
        known = facts.get(fact, {})
        name = known.get("name", {}).get(locale)
        shape = "ellipse, peripheries=2" if "derive" in known or "derive_class" in known else "ellipse"
        yield f"  {quoted('fact ' + fact)} [shape={shape}, label={quoted(fact + (chr(10) + name if name else ''))}];"
    for r in rules:
        text = texts.get(r.get("say"), {})
        text = text.get("professional", text).get(locale) or text.get(locale) or ""
        style = [f"color={'red' if grave(r) else 'black'}"]
        if r.get("verified") == "unverified":
            style.append("style=dashed")
        label = f"{r['id']}\nlevel {r.get('level', '?')}, if unknown: {r.get('unknown', '?')}\n{wrapped(text)}"
        yield f"  {quoted('rule ' + r['id'])} [shape=box, {', '.join(style)}, label={quoted(label.strip())}];"
    for e in sorted(does):
        yield f"  {quoted('effect ' + e)} [shape=plaintext, label={quoted(e)}];"
    for fact in sorted(read):
        for rule, how in sorted(read[fact].items()):
            yield f"  {quoted('fact ' + fact)} -> {quoted('rule ' + rule)} [label={quoted('; '.join(how))}];"
    for e in sorted(does):
        for rule, hard in sorted(set(does[e])):
            yield f"  {quoted('rule ' + rule)} -> {quoted('effect ' + e)}{' [style=bold]' if hard else ''};"
    yield "}"


def wrapped(text, width=44):
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + len(word) >= width:
            lines.append(line)
            line = ""
        line += (" " if line else "") + word
    return "\n".join(lines + [line])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ruleset", nargs="?")
    parser.add_argument("--data", type=pathlib.Path, default=ROOT / "data")
    parser.add_argument("--locale", default="en")
    parser.add_argument("--only", nargs="+", default=[], metavar="RULE")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("-o", "--output", type=pathlib.Path)
    args = parser.parse_args()
    sets, facts, texts = load(args.data)
    if args.list:
        for name, doc in sorted(sets.items()):
            print(f"{name}: {len(doc['rules'])} rules, {doc['title'].get(args.locale, '')}")
        return 0
    if args.ruleset and pathlib.Path(args.ruleset).is_file():
        doc = json.loads(pathlib.Path(args.ruleset).read_text("utf-8"))
    else:
        doc = sets.get(args.ruleset or "")
    if not doc or "rules" not in doc:
        print(f"no rule set {args.ruleset!r}; there are: {', '.join(sorted(sets))}", file=sys.stderr)
        return 2
    unknown = set(args.only) - {r["id"] for r in doc["rules"]}
    if unknown:
        print(f"{doc['id']} has no rule {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    text = "\n".join(draw(doc, facts, texts, args.locale, args.only)) + "\n"
    if args.output:
        args.output.write_text(text, "utf-8")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
