#!/usr/bin/env python3
"""The story of twelve weeks (scripts/story), run as anybody runs it, against the kept pages.

Usage: story.py CELIAN_PROGRAM SOURCE_DIR
CELIAN_UPDATE_GOLDEN=1 in the environment writes them anew; the difference is then reviewed like any other.
"""

import difflib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

program, source = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
kept = source / "tests/golden/story"
update = os.environ.get("CELIAN_UPDATE_GOLDEN") == "1"
failures = 0


def compare(name, text):
    global failures
    path = kept / name
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    if before == text:
        return
    failures += 1
    print(f"tests/golden/story/{name} differs:")
    for line in list(difflib.unified_diff(before.splitlines(), text.splitlines(), "kept", "now", lineterm="", n=1))[:40]:
        print("  " + line)


for locale in ("en", "zh-CN"):
    with tempfile.TemporaryDirectory() as folder:
        runs = []
        for repeat in ("a", "b"):  # twice: the same files give the same pages
            out = Path(folder) / repeat
            done = subprocess.run([str(source / "scripts/story"), "--locale", locale, str(out)], capture_output=True, check=False,
                                  env=dict(os.environ, CELIAN=str(program)))
            if done.returncode != 0:
                sys.exit(f"scripts/story --locale {locale}: exit code {done.returncode}\n{done.stdout.decode()}{done.stderr.decode()}")
            pages = {p.name: p.read_text(encoding="utf-8") for p in sorted(out.iterdir()) if p.suffix in (".html", ".txt")}
            pages["said.txt"] = done.stdout.decode("utf-8").replace(str(out), "OUT")
            runs.append(pages)
            if repeat == "a" and locale == "en":
                said = subprocess.run([str(program), "report", str(out / "week-04.json"), "--kind", "professional", "--locale", "en"],
                                      capture_output=True, check=True).stdout.decode("utf-8")
                words = " ".join(said.split())
                for sentence in ("Go on a step (minutes a session: 5)", "week by week, at most 10% more a week",
                                 "no probability of an injury", "a high value asks for a look, it is no finding"):
                    if sentence not in words:
                        failures += 1
                        print(f"week-04, professional: does not say: {sentence}")
        if runs[0] != runs[1]:
            failures += 1
            print(f"{locale}: two runs differ in {[n for n in runs[0] if runs[0][n] != runs[1].get(n)]}")
        expected = {f"{name}.{ending}" for name in ("week-00", "week-04", "week-08", "week-12", "before-after")
                    for ending in ("html", "txt")} | {"said.txt"}
        if set(runs[0]) != expected:
            failures += 1
            print(f"{locale}: pages {sorted(runs[0])}, expected {sorted(expected)}")
        if locale == "en":
            compare("said.en.txt", runs[0]["said.txt"])
        else:
            compare("before-after.zh-CN.html", runs[0]["before-after.html"])
            compare("before-after.zh-CN.txt", runs[0]["before-after.txt"])

print(f"{failures} failures")
sys.exit(1 if failures else 0)
