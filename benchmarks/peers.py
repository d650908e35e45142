"""Whole columns of full student sheets, by celian_score_batch and by what an analyst would otherwise write, in one run on the
same data: NumPy (searchsorted for each test, sex and school grade) and DuckDB (one ASOF join for each test). All must give
the same points, scores, bonuses, totals and grades; then the times are compared, one thread each.

Needs numpy, pyarrow and duckdb (pip). Usage: peers.py --library build/release/libcelian.so [--rows N] [--duckdb-rows N]
"""
import argparse
import ctypes
import json
import math
import os
import sys
import time

import numpy as np
import pyarrow as pa

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "capi"))
from batch_python import Array, Schema  # noqa: E402

STANDARD = "cn.moe.student-fitness@2014"
RANGES = {  # low, high, step; every value lies on the grid of its table, so that nobody has to round
    "vital_capacity": (500, 5200, 1), "run_50m": (6.4, 15, 0.1), "sit_and_reach": (-10, 27, 0.1), "sit_up_1min": (3, 60, 1),
    "standing_long_jump": (110, 280, 1), "pull_up": (0, 22, 1), "run_1000m": (190, 430, 1), "run_800m": (190, 350, 1),
    "rope_skipping_1min": (0, 200, 1), "shuttle_run_50m_x8": (85, 170, 1), "bmi": (12, 32, 0.1)}
MISSING = 0.05
GRADES = ("excellent", "good", "pass", "fail")


class Standard:
    """The tables as an analyst would load them: ascending limits and points for each test, sex and school grade."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as f:
            d = json.load(f)
        self.codes = d["column_codes"]["school_grade"] if "school_grade" in d["column_codes"] else d["column_codes"]
        self.columns = {}  # (test, sex, grade) -> (limits, points), sign
        self.sign = {}
        for item in d["items"]:
            for row in item["rows"]:
                sex, grade = row["key"]
                self.columns[item["test"], sex, grade] = self._column(item, row)
            self.sign[item["test"]] = -1 if item["better"] == "lower" else 1
        self.sets = {}
        for s in d["item_sets"]:
            for grade in s["applies"]["school_grade"]:
                for sex in s["applies"].get("sex", ("male", "female")):
                    self.sets[sex, grade] = [(i["test"], i["weight"]) for i in s["items"]]
        self.bonus = {}
        for t in d["bonus"]["tables"]:
            for sex in t["applies"]["sex"]:
                for grade in t["applies"]["school_grade"]:
                    self.bonus.setdefault((sex, grade), []).append(t)
        self.bonus_cap = d["bonus"]["cap"]

    @staticmethod
    def _column(item, row):
        if item["form"] == "bands":
            lows = [-1e9 if b[1] is None else b[1] for b in row["bands"]]
            return np.array(lows) - 0.05, np.array([b[0] for b in row["bands"]], np.float32)
        sign = -1 if item["better"] == "lower" else 1
        pairs = sorted((sign * at, score) for at, score in zip(row["at"], item["scores"]) if at is not None)
        # Half a step of slack: the readings are decimals, which a float32 does not hold.
        limits = np.array([-1e9] + [at for at, _ in pairs]) - item["resolution"] / 2
        return limits, np.array([item["beyond"]["worse"]] + [score for _, score in pairs], np.float32)


def make(rows, standard):
    random = np.random.default_rng(20140501)
    data = {"sex": random.integers(1, 3, rows).astype(np.int8), "school_grade": random.integers(1, 15, rows).astype(np.int8)}
    for test, (low, high, step) in RANGES.items():
        steps = random.integers(0, round((high - low) / step) + 1, rows)
        values = np.round(low + steps * step, 1).astype(np.float32)
        values[random.random(rows) < MISSING] = np.nan
        data[test] = values
    return data


def by_numpy(data, standard):
    """Group by sex and school grade once, then one searchsorted for each test of the group."""
    n = len(data["sex"])
    out = {t + ".points": np.full(n, np.nan, np.float32) for t in RANGES}
    score, bonus, total = (np.full(n, np.nan, np.float32) for _ in range(3))
    grade = np.full(n, -1, np.int8)
    key = data["sex"].astype(np.int16) * 16 + data["school_grade"]
    order = np.argsort(key, kind="stable")
    starts = np.searchsorted(key[order], np.arange(16, 49))
    for sex_code, sex in ((1, "male"), (2, "female")):
        for name, code in standard.codes.items():
            k = sex_code * 16 + code
            rows = order[starts[k - 16]:starts[k - 15]]
            if not len(rows):
                continue
            weighted, extra = np.zeros(len(rows)), np.zeros(len(rows))
            tables = {t["test"]: t for t in standard.bonus.get((sex, name), [])}
            for test in RANGES:
                if (test, sex, name) not in standard.columns:
                    continue
                limits, worth = standard.columns[test, sex, name]
                value = data[test][rows].astype(np.float64) * standard.sign[test]
                points = worth[np.minimum(np.searchsorted(limits, value, side="right"), len(worth)) - 1]
                points[np.isnan(value)] = np.nan
                out[test + ".points"][rows] = points
                weight = dict(standard.sets[sex, name]).get(test)
                if weight is None:
                    continue
                weighted += points * weight
                if test in tables:
                    t = tables[test]
                    bound = limits[-1] + 0.5
                    deltas, adds = np.array([d for d, _ in t["delta"]]), np.array([0] + [a for _, a in t["delta"]])
                    better = np.nan_to_num(value - bound, nan=-1)
                    extra += np.where(points == t["base_score"], adds[np.searchsorted(deltas, better, side="right")], 0)
            extra = np.minimum(extra, standard.bonus_cap)
            score[rows] = np.floor(weighted / 10 + 0.5) / 10
            bonus[rows] = np.where(np.isnan(weighted), np.nan, extra)
            totals = np.floor((weighted + extra * 100) / 10 + 0.5) / 10
            total[rows] = totals
            grade[rows] = np.where(np.isnan(totals), -1, np.searchsorted([-90, -80, -60], -totals, side="left"))
    out.update(score=score, bonus=bonus, total=total, grade=grade)
    return out


def by_duckdb(data, standard):
    """One ASOF join for each test; the sums in SQL. Times the query alone, not loading the tables."""
    import duckdb
    db = duckdb.connect(config={"threads": 1})
    limits, weights, steps = [], [], []
    for (test, sex, name), (lows, worth) in standard.columns.items():
        weight = dict(standard.sets[sex, name]).get(test, 0)
        for low, points in zip(lows, worth):
            limits.append((test, 1 if sex == "male" else 2, standard.codes[name], float(low), float(points), float(weight)))
    for (sex, name), tables in standard.bonus.items():
        for t in tables:
            bound = standard.columns[t["test"], sex, name][0][-1] + 0.5
            for delta, add in [(0, 0)] + t["delta"]:
                steps.append((t["test"], 1 if sex == "male" else 2, standard.codes[name], float(bound + delta - 0.25), float(add)))
    db.execute("create table limits(test varchar, sex tinyint, grade tinyint, low double, points float, weight float)")
    db.execute("create table steps(test varchar, sex tinyint, grade tinyint, low double, extra float)")
    for table, rows in (("limits", limits), ("steps", steps)):
        columns = list(zip(*rows))
        arrow = pa.table({"c%d" % i: list(c) for i, c in enumerate(columns)})
        db.register("given", arrow)
        db.execute("insert into %s select * from given" % table)
        db.unregister("given")
    n = len(data["sex"])
    values = {"id": np.arange(n), "sex": data["sex"], "grade": data["school_grade"]}
    for test in RANGES:
        values[test] = pa.array(data[test] * standard.sign[test], from_pandas=True)
    db.register("given", pa.table(values))
    db.execute("create table pupils as select * from given")
    joins, points, sums, extras, missing = [], [], [], [], []
    with_bonus = sorted({s[0] for s in steps})
    for i, test in enumerate(RANGES):
        db.execute("create table l%d as select sex, grade, low, points, weight from limits where test = '%s'" % (i, test))
        joins.append("asof left join l%d on p.sex = l%d.sex and p.grade = l%d.grade and p.%s >= l%d.low" % (i, i, i, test, i))
        points.append("l%d.points as \"%s.points\"" % (i, test))
        sums.append("coalesce(l%d.points * l%d.weight, 0)" % (i, i))
        sit = "exists_%d" % i
        db.execute("create table n%d as select distinct sex, grade from l%d where weight > 0" % (i, i))
        joins.append("left join n%d %s on p.sex = %s.sex and p.grade = %s.grade" % (i, sit, sit, sit))
        missing.append("(%s.sex is not null and p.%s is null)" % (sit, test))
        if test in with_bonus:
            db.execute("create table s%d as select sex, grade, low, extra from steps where test = '%s'" % (i, test))
            joins.append("asof left join s%d on p.sex = s%d.sex and p.grade = s%d.grade and p.%s >= s%d.low" % (i, i, i, test, i))
            extras.append("coalesce(s%d.extra, 0)" % i)
    query = ("create table scored as select id, %s, case when %s then null else %s end as w, least(%s, %d) as bonus from pupils p %s"
             % (", ".join(points), " or ".join(missing), " + ".join(sums), " + ".join(extras), standard.bonus_cap, " ".join(joins)))
    final = ("create table result as select *, floor(w / 10 + 0.5) / 10 as score, floor((w + bonus * 100) / 10 + 0.5) / 10 as total, "
             "case when total >= 90 then 0 when total >= 80 then 1 when total >= 60 then 2 when total is not null then 3 end as grade from scored")
    begin = time.perf_counter()
    db.execute(query)
    db.execute(final)
    took = time.perf_counter() - begin
    result = db.execute("select * from result order by id").fetchnumpy()
    out = {name: np.ma.filled(np.ma.asarray(column).astype(np.float64), np.nan) for name, column in result.items()}
    out["bonus"] = np.where(np.isnan(out["total"]), np.nan, out["bonus"])
    out["grade"] = np.where(np.isnan(out["total"]), -1, out["grade"])
    return out, took


class Celian:
    def __init__(self, path):
        self.lib = ctypes.CDLL(path)
        self.engine = ctypes.c_void_p()
        assert self.lib.celian_engine_create(None, ctypes.byref(self.engine), None) == 0

    def score(self, batch, threads=1):
        structs = [Schema(), Array(), Schema(), Array()]
        in_schema, in_array, out_schema, out = map(ctypes.addressof, structs)
        batch._export_to_c(in_array, in_schema)
        options = json.dumps({"standard": STANDARD, "threads": threads}).encode()
        begin = time.perf_counter()
        status = self.lib.celian_score_batch(self.engine, options, *map(ctypes.byref, structs), None)
        took = time.perf_counter() - begin
        assert status == 0, status
        pa.RecordBatch._import_from_c(in_array, in_schema)  # still ours to release
        return pa.RecordBatch._import_from_c(out, out_schema), took


def plain(scored):
    out = {}
    for name in scored.schema.names:
        column = scored.column(name)
        if pa.types.is_dictionary(column.type):
            codes = column.dictionary.to_pylist()
            index = column.indices.to_numpy(zero_copy_only=False)
            to = np.array([GRADES.index(c) if c in GRADES else -1 for c in codes] + [-1])
            out[name] = to[np.where(np.isnan(index.astype(np.float64)), len(codes), index).astype(int)]
        else:
            out[name] = column.to_numpy(zero_copy_only=False)
    return out


def differences(ours, theirs):
    wrong = {}
    for name, b in theirs.items():
        if name in ("id", "w"):
            continue
        a, b = np.asarray(ours[name], np.float64), np.asarray(b, np.float64)
        count = int(np.sum(~((np.isnan(a) & np.isnan(b)) | (np.abs(a - b) < 1e-3))))
        if count:
            wrong[name] = count
    return wrong


def fastest(times, run):
    best = math.inf
    for _ in range(times):
        begin = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - begin)
    return best


def main():
    p = argparse.ArgumentParser()
    here = os.path.dirname(os.path.abspath(__file__))
    p.add_argument("--library", required=True)
    p.add_argument("--tables", default=os.path.join(here, "..", "data", "standards", STANDARD + ".json"))
    p.add_argument("--rows", type=int, default=1_000_000)
    p.add_argument("--duckdb-rows", type=int, default=200_000)
    a = p.parse_args()
    standard = Standard(a.tables)
    data = make(a.rows, standard)
    celian = Celian(a.library)
    batch = pa.record_batch({k: pa.array(v, from_pandas=True) for k, v in data.items()})
    celian.score(batch.slice(0, 1000))  # the standard is compiled at the first call
    runs = [celian.score(batch) for _ in range(5)]
    ours = plain(runs[0][0])
    one = min(t for _, t in runs)
    two = min(celian.score(batch, 2)[1] for _ in range(5))
    theirs = by_numpy(data, standard)
    print("numpy against celian, cells that differ: %s" % (differences(ours, theirs) or 0))
    numpy_time = fastest(3, lambda: by_numpy(data, standard))
    few = {k: v[:a.duckdb_rows] for k, v in data.items()}
    theirs, duckdb_time = by_duckdb(few, standard)
    print("duckdb against celian, cells that differ: %s" % (differences({k: v[:a.duckdb_rows] for k, v in ours.items()}, theirs) or 0))
    size = batch.nbytes + runs[0][0].nbytes
    source, target = np.ones(size, np.uint8), np.empty(size, np.uint8)
    copy = fastest(5, lambda: np.copyto(target, source))
    print("%d sheets, %d tests, %d bytes a sheet in and out" % (a.rows, len(RANGES), size // a.rows))
    print("| | million sheets a second | times slower than celian |\n|---|---|---|")
    rate = a.rows / one
    for name, r in (("celian_score_batch, 1 thread", rate), ("celian_score_batch, 2 threads", a.rows / two),
                    ("NumPy, searchsorted by group", a.rows / numpy_time), ("DuckDB, ASOF joins, 1 thread", a.duckdb_rows / duckdb_time),
                    ("memcpy of the same bytes", a.rows / copy)):
        print("| %s | %.2f | %.2f |" % (name, r / 1e6, rate / r))


if __name__ == "__main__":
    main()
