"""Small source trees that a check of the structure must refuse, and one that it must accept."""

import subprocess
import sys
import tempfile
from pathlib import Path


def _accepted(check, files):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return subprocess.run([sys.executable, check, folder], capture_output=True, check=False).returncode == 0


def judge(check, good, refused):
    """`good`: the files of a tree without faults; `refused`: by fault, the files that differ. The exit code: 1 if one is judged wrongly."""
    wrong = [name for name, files in refused.items() if _accepted(check, {**good, **files})]
    for name in wrong:
        print(f"not refused: {name}")
    if not _accepted(check, good):
        wrong.append("good")
        print("refused, though nothing is wrong")
    print(f"{len(refused) + 1} trees, {len(wrong)} judged wrongly")
    return 1 if wrong else 0
