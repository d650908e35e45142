"""Small trees that check_policy.py must refuse, and one that it must accept."""

import json
import sys
from pathlib import Path

from small_trees import judge

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


def source(text):
    return {"src/a/a.cpp": text}


if __name__ == "__main__":
    sys.exit(judge(CHECK, {"data/policy/a.json": json.dumps({"values": VALUES}), **source(GOOD)},
                   {name: source(text) for name, text in REFUSED.items()}))
