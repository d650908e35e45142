#!/usr/bin/env python3
"""Checks the #include lines of src/ and include/ against the architecture.

Usage: check_layers.py SOURCE_DIR      exit code 1 and a list if a line is not allowed

The table below is docs/architecture.md, section 2. The link dependencies in CMakeLists.txt are
compared with it as well, so that what builds is what is allowed.
"""

import re
import sys
from pathlib import Path

STAGES = {"measure", "assess", "guide", "train"}
BELOW_STAGE = {"facts", "catalog", "model", "base"}

# module -> modules whose headers it may include; itself is always allowed.
ALLOWED = {
    "base": set(),
    "model": {"base"},
    "codec": {"model", "base"},
    "columns": {"base"},
    "csv": {"base"},
    "catalog": {"codec", "model", "base"},
    "facts": {"catalog", "model", "base"},
    **{stage: BELOW_STAGE for stage in STAGES},
    "batch": {"assess", "columns", "catalog", "model", "base"},
    "report": {"catalog", "codec", "model", "base"},
    "store": {"codec", "columns", "model", "base"},
    "exchange": {"catalog", "codec", "csv", "model", "base"},
    "cohort": {"columns", "catalog", "model", "base"},
    "engine": STAGES | BELOW_STAGE | {"report", "exchange", "cohort", "codec"},
    "capi": {"engine", "assess", "store", "batch", "columns", "catalog", "codec", "model", "base"},
    "cli": {"engine", "store", "batch", "exchange", "cohort", "csv", "report", "catalog",
            "columns", "codec", "model", "base"},
    # The host tool runs the worked examples of the data, so it may call the stages.
    "datac": STAGES | BELOW_STAGE | {"codec", "csv"},
}

# Public headers, by the module that implements them; all others belong to `model`.
PUBLIC = {
    "base": {"error.hpp", "result.hpp", "date.hpp", "quantity.hpp", "variant.hpp", "version.hpp"},
    "catalog": {"catalog.hpp"},
    "report": {"report.hpp"},
    "store": {"store.hpp"},
    "engine": {"engine.hpp", "celian.hpp"},
    "columns": {"arrow_abi.h"},
    "capi": {"celian.h"},
}

# Third-party headers: a prefix of the name -> the files or folders that may include it.
WALLS = {
    "nlohmann/": ["codec/json.cpp"],
    "Eigen/": ["train/trend.cpp", "assess/percentile.cpp", "batch/"],
    "boost/program_options": ["cli/main.cpp"],
    "boost/archive": ["store/snapshot.cpp"],
    "boost/serialization": ["store/snapshot.cpp"],
    "boost/": ["cli/main.cpp", "store/snapshot.cpp"],
    "sqlite3": ["store/"],
    "sodium": ["store/"],
    "pugixml": ["exchange/"],
    "cairo": ["report/pdf/"],
    "pango/": ["report/pdf/"],
}

# The verifier must not share code with what it verifies.
PLANNER = {"dose", "select", "plan", "schedule", "needs"}
VERIFIER = re.compile(r"^guide/verify[a-z_]*\.(cpp|hpp)$")

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
CMAKE_MODULE = re.compile(r"^celian_module\((\w+)([^)]*)\)", re.MULTILINE)


def public_module(name):
    return next((module for module, headers in PUBLIC.items() if name in headers), "model")


def planner_part(path):
    """The planner part that a header in guide/ belongs to: 'guide/plan_week.hpp' -> 'plan'."""
    stem = Path(path).stem
    return next((p for p in PLANNER if stem == p or stem.startswith(p + "_")), None)


def wall_problem(relative, header):
    for prefix, places in WALLS.items():
        if header.startswith(prefix):
            if any(relative == p or (p.endswith("/") and relative.startswith(p)) for p in places):
                return None
            return f"{prefix.rstrip('/')} only in {', '.join(places)}"
    return None


def include_problem(module, relative, header, quoted):
    wall = wall_problem(relative, header)
    if wall:
        return wall
    if header.startswith("celian/"):
        target = public_module(header.removeprefix("celian/"))
    elif quoted:
        target = header.split("/")[0]
        if "/" not in header:
            return 'write the path from src/: "<module>/<name>.hpp"'
        if target not in ALLOWED:
            return f"there is no module '{target}'"
    else:
        return None
    if target != module and target not in ALLOWED[module]:
        return f"{module} -> {target} is not an allowed edge"
    if VERIFIER.match(relative) and header.startswith("guide/") and planner_part(header):
        return f"the verifier may not include the planner ({planner_part(header)})"
    return None


def check_file(root, path):
    relative = path.relative_to(root).as_posix()
    in_public = relative.startswith("celian/")
    module = public_module(path.name) if in_public else relative.split("/")[0]
    if module not in ALLOWED:
        yield f"{relative}: no module '{module}' in the table of {Path(__file__).name}"
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        problem = include_problem(module, relative, match[2], match[1] == '"')
        if problem:
            yield f"{relative}:{number}: {match[2]}: {problem}"


def check_cmake(source):
    text = (source / "CMakeLists.txt").read_text(encoding="utf-8")
    for name, arguments in CMAKE_MODULE.findall(text):
        module = name.removesuffix("_core")
        dependencies = re.search(r"DEPS\s+([\w\s]+)", arguments)
        for target in (dependencies[1].split() if dependencies else []):
            # The catalog's two halves, and the data compiled into one of them.
            target = {"catalog_core": "catalog", "knowledge": "catalog"}.get(target, target)
            if target != module and target not in ALLOWED.get(module, set()):
                yield f"CMakeLists.txt: {module} -> {target} is not an allowed edge"


def check_table():
    """The table itself: stages are siblings, and nothing below looks up."""
    for stage in STAGES:
        if ALLOWED[stage] & (STAGES | {"codec"}):
            yield f"table: stage '{stage}' may see no other stage and no codec"
    for module, targets in ALLOWED.items():
        if "capi" in targets or ("engine" in targets and module not in {"capi", "cli"}):
            yield f"table: '{module}' looks up"


def main():
    source = Path(sys.argv[1])
    problems = list(check_table()) + list(check_cmake(source))
    count = 0
    for root in (source / "src", source / "include"):
        for path in sorted(root.rglob("*")):
            if path.suffix in {".cpp", ".hpp", ".h", ".c"}:
                count += 1
                problems += check_file(root, path)
    for problem in problems:
        print(problem)
    print(f"{count} files, {len(problems)} problems")
    return 1 if problems or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
