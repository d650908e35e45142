"""Small trees that check_layers.py must refuse, one for each rule, and one that it must accept."""

import sys
from pathlib import Path

from small_trees import judge

CHECK = Path(sys.argv[1]) / "check_layers.py"
GOOD = {"CMakeLists.txt": "", "src/measure/a.cpp": '#include "facts/build.hpp"\n#include <vector>\n'}
REFUSED = {
    "a stage includes a stage": {"src/train/a.cpp": '#include "assess/score.hpp"\n'},
    "a stage includes codec": {"src/guide/a.cpp": '#include "codec/json.hpp"\n'},
    "below engine looks at engine": {"src/report/a.cpp": '#include "celian/engine.hpp"\n'},
    "anything includes capi": {"src/cli/a.cpp": '#include "capi/guard.hpp"\n'},
    "a public header looks up": {"include/celian/date.hpp": '#include "celian/catalog.hpp"\n'},
    "the verifier includes the planner": {"src/guide/verify.cpp": '#include "guide/plan.hpp"\n'},
    "so does a part of it": {"src/guide/verify_dose.cpp": '#include "guide/select_items.hpp"\n'},
    "the parser outside its file": {"src/codec/b.cpp": "#include <nlohmann/json.hpp>\n"},
    "Eigen outside its files": {"src/measure/a.cpp": "#include <Eigen/Dense>\n"},
    "options outside main": {"src/cli/b.cpp": "#include <boost/program_options.hpp>\n"},
    "a path that is not from src/": {"src/base/a.cpp": '#include "decimal.hpp"\n'},
    "an unknown folder": {"src/utils/a.cpp": "#include <vector>\n"},
    "a link that is not allowed": {"CMakeLists.txt": "celian_module(train DEPS assess base)\n"},
}


if __name__ == "__main__":
    sys.exit(judge(CHECK, GOOD, REFUSED))
