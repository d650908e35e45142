#!/usr/bin/env python3
"""Runs the cases of *.cases against the program.

Usage: run_cases.py PROGRAM SOURCE_DIR [FILE.cases ...]

A case is one line:   name | arguments | exit code | text that stands in the output
- arguments are split as a shell does; {source} is the source tree, {tmp} a folder that is empty at the beginning of the
  file and shared by its cases, so that one case may read what another has written; "< FILE" is standard input
- the text may stand on standard output or standard error; several texts are separated by " && ", "!" before one says that
  it must not stand there
- empty lines and lines that begin with # are comments
"""

import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

LONGEST_SECONDS = 120


def cases_of(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = [part.strip() for part in line.split("|", 3)]
        if len(parts) != 4:
            sys.exit(f"{path}:{number}: expected 4 fields, found {len(parts)}")
        yield number, parts


def run(program, source, folder, arguments):
    filled = arguments.replace("{source}", str(source)).replace("{tmp}", str(folder))
    words = shlex.split(filled)
    stdin = subprocess.DEVNULL
    if "<" in words:
        at = words.index("<")
        stdin = open(words[at + 1], "rb")
        words = words[:at]
    return subprocess.run([program, *words], stdin=stdin, capture_output=True, timeout=LONGEST_SECONDS, cwd=folder)


def slips(done, code, texts):
    output = done.stdout.decode("utf-8", "replace") + done.stderr.decode("utf-8", "replace")
    if done.returncode != code:
        yield f"expected exit code {code}, found {done.returncode}"
    for text in filter(None, texts.split(" && ")):
        if text.startswith("!"):
            if text[1:] in output:
                yield f"'{text[1:]}' stands in the output"
        elif text not in output:
            yield f"'{text}' does not stand in the output"


def main():
    program, source = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    files = [Path(f) for f in sys.argv[3:]] or sorted((source / "tests/cli").glob("*.cases"))
    count = failed = 0
    for path in files:
        with tempfile.TemporaryDirectory() as folder:
            for number, (name, arguments, code, texts) in cases_of(path):
                count += 1
                done = run(program, source, folder, arguments)
                found = list(slips(done, int(code), texts))
                if not found:
                    continue
                failed += 1
                print(f"{path.name}:{number}: {name}: celian {arguments}")
                for slip in found:
                    print(f"  {slip}")
                output = (done.stdout + done.stderr).decode("utf-8", "replace")
                print("  " + "\n  ".join(output.splitlines()[:12]))
    print(f"{count} cases, {failed} failed")
    sys.exit(1 if failed or not count else 0)


main()
