"""A sheet as a file, end to end, in one run on the same file: celian score (read, check, score, write), and DuckDB, which only reads
the same file (every column summed), or reads it and writes it again. One thread each, then two. Three sheets: eight readings a pupil (the
body mass index and the seven items of a sheet); all eleven tests with each pupil's own filled in, as a school has it; all eleven filled in.

Needs numpy and duckdb (pip). Usage: csv_peers.py --celian build/release/celian [--rows N]
"""
import argparse
import os
import subprocess
import tempfile
import time

import numpy as np

from peers import MISSING, RANGES, STANDARD

GRADES = ["primary_%d" % i for i in range(1, 7)] + ["junior_%d" % i for i in range(1, 4)] + ["senior_%d" % i for i in range(1, 4)]
AS_OF = "2026-11-21"


EIGHT = ["bmi", "vital_capacity", "run_50m", "sit_and_reach", "sit_up_1min", "standing_long_jump", "pull_up", "run_1000m"]
# By school stage: who does which of the tests that are not everybody's.
OWN = {"primary_1": "rope_skipping_1min", "primary_2": "rope_skipping_1min", "primary_3": "rope_skipping_1min sit_up_1min",
       "primary_4": "rope_skipping_1min sit_up_1min", "primary_5": "rope_skipping_1min sit_up_1min shuttle_run_50m_x8",
       "primary_6": "rope_skipping_1min sit_up_1min shuttle_run_50m_x8"}
OWN_LATER = {"male": "standing_long_jump pull_up run_1000m", "female": "standing_long_jump sit_up_1min run_800m"}
EVERYBODY = ["bmi", "vital_capacity", "run_50m", "sit_and_reach"]
SHEETS = ("eight readings", "own tests", "all eleven")


def is_own(test, grade, sex):
    return test in EVERYBODY or test in OWN.get(grade, OWN_LATER[sex]).split()


def write_sheet(path, rows, sheet=SHEETS[-1]):
    """The columns that a school exports: a name for each pupil, codes as headers, 5 % of the cells empty."""
    random = np.random.default_rng(20140501)
    columns = {"id": ["p%07d" % i for i in range(rows)],
               "sex": np.array(["male", "female"])[random.integers(0, 2, rows)],
               "school_grade": np.array(GRADES)[random.integers(0, len(GRADES), rows)]}
    for test, (low, high, step) in RANGES.items():
        if sheet == "eight readings" and test not in EIGHT:
            continue
        steps = random.integers(0, round((high - low) / step) + 1, rows)
        form = "%.1f" if step < 1 else "%d"
        missing = random.random(rows) < MISSING
        if sheet == "own tests":
            own = {(g, s): is_own(test, g, s) for g in GRADES for s in OWN_LATER}
            missing |= ~np.array([own[who] for who in zip(columns["school_grade"], columns["sex"])])
        columns[test] = ["" if m else form % (low + s * step) for s, m in zip(steps, missing)]
    with open(path, "w", encoding="utf-8", newline="") as f:
        f.write(",".join(columns) + "\n")
        f.writelines(",".join(row) + "\n" for row in zip(*columns.values()))


def seconds(run, written, times=5):
    """Of the best run; none finds a file to replace."""
    best = float("inf")
    for _ in range(times):
        for path in written:
            if os.path.exists(path):
                os.remove(path)
        begin = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - begin)
    return best


def celian_score(program, sheet, out, threads):
    done = subprocess.run([program, "score", sheet, "-o", out, "--as-of", AS_OF, "--standard", STANDARD, "--sheet", "sheet.codes",
                           "--threads", str(threads)], capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr  # 1: some cells were refused, and are listed


def duckdb_reads(sheet, tests, threads):
    import duckdb
    db = duckdb.connect(config={"threads": threads})
    sums = ", ".join("sum(%s)" % test for test in tests)
    db.execute("select count(*), max(id), %s from read_csv('%s')" % (sums, sheet)).fetchall()


def duckdb_copies(sheet, out, threads):
    import duckdb
    db = duckdb.connect(config={"threads": threads})
    db.execute("copy (select * from read_csv('%s')) to '%s' (header)" % (sheet, out))


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--celian", required=True)
    p.add_argument("--rows", type=int, default=1_000_000)
    a = p.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for sheet in SHEETS:
            measure(a.celian, os.path.join(folder, "pupils.csv"), folder, sheet, a.rows)


def measure(program, path, folder, sheet, rows):
    write_sheet(path, rows, sheet)
    tests = EIGHT if sheet == "eight readings" else list(RANGES)
    size = os.path.getsize(path) / 1e6
    print("%s: %d rows, %.0f MB" % (sheet, rows, size))
    out, copy = os.path.join(folder, "scored.csv"), os.path.join(folder, "copied.csv")
    for threads in (1, 2):
        for what, run in (("celian score: read, check, score, write", lambda: celian_score(program, path, out, threads)),
                          ("DuckDB: read and sum every column", lambda: duckdb_reads(path, tests, threads)),
                          ("DuckDB: read and write again", lambda: duckdb_copies(path, copy, threads))):
            took = seconds(run, (out, copy))
            print("%d thread%s  %-42s %6.2f s  %5.2f million rows a second  %4.0f MB/s"
                  % (threads, "s" if threads > 1 else " ", what, took, rows / took / 1e6, size / took), flush=True)


if __name__ == "__main__":
    main()
