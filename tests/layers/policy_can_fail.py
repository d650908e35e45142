"""Small trees that check_policy.py must refuse, and one that it must accept."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

CHECK = Path(sys.argv[1]) / "check_policy.py"
VALUES = {"a.number": 3, "a.codes": ["x"], "a.table": {"inner": [1, 2], "deep": {"text": "x"}}, "a.none": 5}
GOOD = '''kb.policy_number("a.number", 3); kb.policy_number(\n  "a.none", 0); kb.policy_codes("a.codes");
kb.policy_interval("a.table.inner"); kb.policy_text("a.table.deep.text"); kb.policy_codes("a." + code);'''
REFUSED = {
    "a code that nobody has": 'kb.policy_number("a.nothing", 0)',
    "a code that a table lacks": 'kb.policy_number("a.table.other", 0)',
    "a list where a number is asked for": 'kb.policy_number("a.codes", 0)',
    "a number where a list is asked for": 'kb.policy_codes("a.number")',
    "another number beside it": 'kb.policy_number("a.number", 4)',
    "a list that is no interval": 'kb.policy_interval("a.codes")',
}


def accepted(source):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in {"src/a/a.cpp": source, "data/policy/a.json": json.dumps({"values": VALUES})}.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return subprocess.run([sys.executable, CHECK, folder], capture_output=True, check=False).returncode == 0


def main():
    wrong = [name for name, source in REFUSED.items() if accepted(source)]
    for name in wrong:
        print(f"not refused: {name}")
    if not accepted(GOOD):
        wrong.append("good")
        print("refused, though nothing is wrong")
    print(f"{len(REFUSED) + 1} trees, {len(wrong)} judged wrongly")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
