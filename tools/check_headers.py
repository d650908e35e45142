#!/usr/bin/env python3
"""Checks that every public header compiles alone and includes only what users need not install.

Usage: check_headers.py SOURCE_DIR BUILD_DIR C++_COMPILER C_COMPILER
"""

import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

# Standard headers that cost little to include. <chrono>, <iostream>, <regex>, <functional> and
# <filesystem> are not here on purpose.
ALLOWED_CXX = {
    "array", "compare", "concepts", "cstddef", "cstdint", "initializer_list", "limits", "map",
    "memory", "optional", "span", "string", "string_view", "type_traits", "utility", "variant",
    "vector",
}
ALLOWED_C = {"limits.h", "stddef.h", "stdint.h"}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
CXX = ["-std=c++20", "-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Werror"]
C99 = ["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Wstrict-prototypes", "-Werror"]


def include_problems(path):
    allowed = ALLOWED_C if path.suffix == ".h" else ALLOWED_CXX
    for quote, header in INCLUDE.findall(path.read_text(encoding="utf-8")):
        if quote == "<" and header not in allowed:
            yield f"{path.name}: <{header}> is not in the list of allowed headers"
        if quote == '"' and not header.startswith("celian/"):
            yield f'{path.name}: "{header}" is not a public header'


def compile_problem(compiler, flags, suffix, path, include_dirs):
    # Twice, so that the include guard is tested as well.
    line = f'#include "celian/{path.name}"\n'
    with tempfile.NamedTemporaryFile("w", suffix=suffix) as unit:
        unit.write(line * 2 + "int main(void) { return 0; }\n")
        unit.flush()
        command = [compiler, *flags, "-fsyntax-only", *(f"-I{d}" for d in include_dirs), unit.name]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    return f"{path.name} ({flags[0]}):\n{done.stderr}" if done.returncode else None


def main():
    source, build = Path(sys.argv[1]), Path(sys.argv[2])
    cxx, c = sys.argv[3:5]
    include_dirs = [source / "include", build / "include"]
    headers = sorted(p for d in include_dirs for p in (d / "celian").glob("*.h*")
                     if p.suffix in {".h", ".hpp"})
    problems = [problem for path in headers for problem in include_problems(path)]
    tasks = [(cxx, CXX, ".cpp", path) for path in headers]
    tasks += [(c, C99, ".c", path) for path in headers if path.suffix == ".h"]
    with ThreadPoolExecutor(2) as pool:
        results = pool.map(lambda task: compile_problem(*task, include_dirs), tasks)
    problems += [result for result in results if result]
    for problem in problems:
        print(problem)
    print(f"{len(headers)} headers, {len(problems)} problems")
    return 1 if problems or not headers else 0


if __name__ == "__main__":
    sys.exit(main())
