"""A sheet as a file, end to end, in one run on the same file: celian score (read, check, score, write), and DuckDB, which only reads
the same file (every column summed), or reads it and writes it again. One thread each, then two.

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


def write_sheet(path, rows):
    """The columns that a school exports: a name for each pupil, codes as headers, 5 % of the cells empty."""
    random = np.random.default_rng(20140501)
    columns = {"id": ["p%07d" % i for i in range(rows)],
               "sex": np.array(["male", "female"])[random.integers(0, 2, rows)],
               "school_grade": np.array(GRADES)[random.integers(0, len(GRADES), rows)]}
    for test, (low, high, step) in RANGES.items():
        steps = random.integers(0, round((high - low) / step) + 1, rows)
        form = "%.1f" if step < 1 else "%d"
        missing = random.random(rows) < MISSING
        columns[test] = ["" if m else form % (low + s * step) for s, m in zip(steps, missing)]
    with open(path, "w", encoding="utf-8", newline="") as f:
        f.write(",".join(columns) + "\n")
        f.writelines(",".join(row) + "\n" for row in zip(*columns.values()))


def seconds(run, times=3):
    best = float("inf")
    for _ in range(times):
        begin = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - begin)
    return best


def celian_score(program, sheet, folder, threads):
    out = os.path.join(folder, "scored.csv")
    done = subprocess.run([program, "score", sheet, "-o", out, "--as-of", AS_OF, "--standard", STANDARD, "--sheet", "sheet.codes",
                           "--threads", str(threads)], capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr  # 1: some cells were refused, and are listed


def duckdb_reads(sheet, threads):
    import duckdb
    db = duckdb.connect(config={"threads": threads})
    sums = ", ".join("sum(%s)" % test for test in RANGES)
    db.execute("select count(*), max(id), %s from read_csv('%s')" % (sums, sheet)).fetchall()


def duckdb_copies(sheet, folder, threads):
    import duckdb
    db = duckdb.connect(config={"threads": threads})
    db.execute("copy (select * from read_csv('%s')) to '%s' (header)" % (sheet, os.path.join(folder, "copied.csv")))


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--celian", required=True)
    p.add_argument("--rows", type=int, default=1_000_000)
    a = p.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sheet = os.path.join(folder, "pupils.csv")
        write_sheet(sheet, a.rows)
        size = os.path.getsize(sheet) / 1e6
        print("%d rows, %.0f MB, %d tests" % (a.rows, size, len(RANGES)))
        for threads in (1, 2):
            for what, run in (("celian score: read, check, score, write", lambda: celian_score(a.celian, sheet, folder, threads)),
                              ("DuckDB: read and sum every column", lambda: duckdb_reads(sheet, threads)),
                              ("DuckDB: read and write again", lambda: duckdb_copies(sheet, folder, threads))):
                took = seconds(run)
                print("%d thread%s  %-42s %6.2f s  %5.2f million rows a second  %4.0f MB/s"
                      % (threads, "s" if threads > 1 else " ", what, took, a.rows / took / 1e6, size / took))


if __name__ == "__main__":
    main()
