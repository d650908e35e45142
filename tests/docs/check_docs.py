#!/usr/bin/env python3
"""Runs the examples that stand in the documentation.

Usage: check_docs.py CELIAN_PROGRAM C_COMPILER INCLUDE_DIR LIBRARY_DIR FILE...

  ```json request OPERATION     is run; the next ```json result must be part of what comes:
                                objects may have further fields, lists must begin alike
  ```json refused OPERATION     must fail; the next ```text result must be part of the message
  ```c program                  is compiled as C99 without warnings, and must end with 0
  ```sh run                     is run line by line in a copy of examples/, data/ and tests/cli, with celian in the path; a
                                line ends with 0, or with the "exit code N" of its comment. One copy a page: what a line
                                writes, a later one may read. With CELIAN_NO_STORE in the environment the lines with
                                celian record are left out
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

BLOCK = re.compile(r"^```(\w+) (request|refused|result|program|run)\b *([\w.]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def difference(expected, found, where=""):
    if isinstance(expected, dict) and isinstance(found, dict):
        for name, value in expected.items():
            if name not in found:
                return f"{where}/{name}: expected {json.dumps(value, ensure_ascii=False)[:80]}, found nothing"
            inner = difference(value, found[name], f"{where}/{name}")
            if inner:
                return inner
        return None
    if isinstance(expected, list) and isinstance(found, list):
        if len(expected) > len(found):
            return f"{where}: expected {len(expected)} items, found {len(found)}"
        for i, value in enumerate(expected):
            inner = difference(value, found[i], f"{where}/{i}")
            if inner:
                return inner
        return None
    same = expected == found and isinstance(expected, bool) == isinstance(found, bool)
    return None if same else f"{where}: expected {json.dumps(expected, ensure_ascii=False)[:200]}, found {json.dumps(found, ensure_ascii=False)[:200]}"


class Docs:
    def __init__(self, program, compiler, include, library):
        self.program, self.compiler, self.include, self.library = program, compiler, include, library
        self.counts = {"request": 0, "refused": 0, "program": 0, "run": 0}
        self.failures = 0

    def fail(self, where, text):
        self.failures += 1
        print(f"{where}: {text}")

    def call(self, op, text):
        return subprocess.run([self.program, "call", op, "-"], input=text.encode("utf-8"), capture_output=True, check=False)

    def compile_and_run(self, where, code):
        with tempfile.TemporaryDirectory() as folder:
            source, program = Path(folder) / "program.c", Path(folder) / "program"
            source.write_text(code, encoding="utf-8")
            build = subprocess.run([self.compiler, "-std=c99", "-pedantic", "-Wall", "-Wextra", "-Werror", f"-I{self.include}",
                                    str(source), f"-L{self.library}", "-lcelian", "-o", str(program)],
                                   capture_output=True, text=True, check=False)
            if build.returncode:
                return self.fail(where, build.stderr)
            run = subprocess.run([str(program)], env={**os.environ, "LD_LIBRARY_PATH": self.library},
                                 capture_output=True, text=True, check=False)
            if run.returncode:
                self.fail(where, f"ended with {run.returncode}: {run.stderr}")
        return None

    def run_lines(self, where, body, folder):
        paths = f"{Path(self.program).resolve().parent}:{os.environ['PATH']}"
        for line in filter(None, (line.strip() for line in body.splitlines())):
            if "celian record" in line and "CELIAN_NO_STORE" in os.environ:
                continue
            said = re.search(r"#.*exit code (\d+)", line)
            expected = int(said.group(1)) if said else 0
            done = subprocess.run(["bash", "-c", line], cwd=folder, env={**os.environ, "PATH": paths}, stdin=subprocess.DEVNULL,
                                  capture_output=True, check=False)
            if done.returncode != expected:
                self.fail(where, f"{line}: expected exit code {expected}, found {done.returncode}: {done.stderr.decode('utf-8')[:300]}")

    def copy_of_project(self, folder):
        source = Path(__file__).resolve().parents[2]
        for part in ("examples/people", "data", "tests/cli"):
            shutil.copytree(source / part, Path(folder) / part)
        return Path(folder)

    def check(self, path):
        with tempfile.TemporaryDirectory() as folder:
            self.check_page(path, self.copy_of_project(folder))

    def check_page(self, path, folder):
        text = path.read_text(encoding="utf-8")
        done = None
        for match in BLOCK.finditer(text):
            _, what, op, body = match.groups()
            where = f"{path.name}:{text[:match.start()].count(chr(10)) + 1}"
            if what in self.counts:
                self.counts[what] += 1
            if what == "program":
                self.compile_and_run(where, body)
            elif what == "run":
                self.run_lines(where, body, folder)
            elif what in ("request", "refused"):
                done = self.call(op, body)
                if (done.returncode == 0) != (what == "request"):
                    self.fail(where, done.stderr.decode("utf-8") or "was not refused")
            elif done is None:
                self.fail(where, "a result without a request")
            elif done.returncode:
                if body.strip() not in done.stderr.decode("utf-8"):
                    self.fail(where, f"expected {body.strip()!r} in {done.stderr.decode('utf-8')!r}")
                done = None
            else:
                problem = difference(json.loads(body), json.loads(done.stdout))
                if problem:
                    self.fail(where, problem)
                done = None


def main():
    docs = Docs(*sys.argv[1:5])
    for name in sys.argv[5:]:
        docs.check(Path(name))
    print(", ".join(f"{many} {what}s" for what, many in docs.counts.items()) + f"; {docs.failures} failures")
    return 1 if docs.failures or not sum(docs.counts.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
