"""Ways to have the readings and sheets of a conformance kit scored. Each gives, in the order of the rows,
  cells():  (outcome, points or None, {candidates})   points and candidates as float, None = no score (无分)
  sheets(): (outcome, score, bonus, total, grade)     numbers as float or None; None for a row that the door cannot ask
A row is a dict of the kit's columns.
"""
import csv
import ctypes
import io
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "oracle"))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "capi"))
from batch_python import RELEASE_ARRAY, RELEASE_SCHEMA, Array, Schema  # noqa: E402
from routes import NONE, Library  # noqa: E402

AGES = ("school_grade", "age_months", "age_years")
BY_HEIGHT = "height_for_weight"  # an item of two readings


def key_of(row):
    return next(k for k in AGES if k in row)


def number(text):
    return float(text) if text else None


def readings(row):
    """test -> text, of a row of cells.csv"""
    if row["test"] == BY_HEIGHT:
        return {"height": row["height"], "weight": row["value"]}
    return {row["test"]: row["value"]}


def tests_of(row):
    """test -> text, of a row of sheets.csv"""
    skipped = ("id", "sex", "what") + AGES
    return {k: v for k, v in row.items() if v and k not in skipped and not k.startswith("expected_")}


class CommandLine:
    """celian score: a sheet in, a sheet out."""

    name = "celian score"

    def __init__(self, program):
        self.program = program

    def cells(self, standard, rows):
        scored = self._score(standard, rows, [readings(r) for r in rows])
        out = []
        for row, answer in zip(rows, scored):
            points = answer[row["test"] + ".points"]
            outcome = answer[row["test"] + ".outcome"]
            worth = frozenset(None if p == "no_score" else float(p) for p in points.split(" | ") if p)
            one = outcome == "scored"
            if not outcome:  # the sheet is not for this person at all
                outcome = "outside_population" if answer["outcome"] == "unsupported" else "missing_value"
            out.append((outcome, next(iter(worth)) if one else None, frozenset() if one else worth))
        return out

    def sheets(self, standard, rows):
        scored = self._score(standard, rows, [tests_of(r) for r in rows])
        return [(a["outcome"], number(a["score"]), number(a["bonus"]), number(a["total"]), a["grade"].replace(" | ", "|"))
                for a in scored]

    def _score(self, standard, rows, tests):
        names = sorted({t for each in tests for t in each})
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "in.csv")
            with open(path, "w", newline="", encoding="utf-8") as f:
                w = csv.writer(f)
                key = key_of(rows[0])
                w.writerow(["id", "sex", key] + names)
                for row, each in zip(rows, tests):
                    w.writerow([row["id"], row["sex"], row[key]] + [each.get(t, "") for t in names])
            done = subprocess.run([self.program, "score", path, "-o", "-", "--as-of", Library.AS_OF, "--standard", standard,
                                   "--sheet", "sheet.codes"], capture_output=True, text=True, encoding="utf-8")
            if done.returncode != 0:
                raise SystemExit("celian score: %d\n%s" % (done.returncode, done.stderr))
        out = list(csv.DictReader(io.StringIO(done.stdout)))
        if [a["id"] for a in out] != [r["id"] for r in rows]:
            raise SystemExit("celian score: rows are lost")
        return out


class CLibrary(Library):
    """celian_scorer for readings, celian_call for sheets."""

    name = "C"

    def cells(self, standard, rows):
        out = []
        for row in rows:
            values = ([row["height"]] if row["height"] else []) + [row["value"]]
            a = self.item(standard, row["test"], row["sex"], key_of(row), row[key_of(row)], values)
            points = frozenset(None if p == NONE else float(p) for p in a.points)
            one = a.outcome == "scored"
            several = frozenset() if one or a.outcome != "undetermined" else points
            out.append((a.outcome, next(iter(points)) if one else None, several))
        return out

    def sheets(self, standard, rows):
        out = []
        for row in rows:
            measured = []
            for test, text in sorted(tests_of(row).items()):
                measured.append({"test": test, "status": "exempt"} if text == "exempt" else {"test": test, "value": float(text)})
            request = self._document(row["sex"], key_of(row), row[key_of(row)], {})
            a = self._call("assess.score", {**request, "measurements": measured, "standard": standard})
            grade = a["grade"]["code"] if a["grade"] else "|".join(g["code"] for g in a.get("grade_candidates", []))
            out.append((a["outcome"], number(a["score"]), number(a["bonus_total"]), number(a["total"]), grade))
        return out


class Batch:
    """celian_score_batch: whole columns."""

    name = "batch"
    OUTCOMES = ("complete", "incomplete", "undetermined", "unsupported", "blocked")

    def __init__(self, library):
        self.c = library

    def cells(self, standard, rows):
        out = []
        columns, n = self._score(standard, rows, [readings(r) for r in rows])
        for i in range(n):
            test = rows[i]["test"]
            points = columns[test + ".points"][i]
            outcome = self.c.lib.celian_outcome_name(columns[test + ".outcome"][i]).decode()
            out.append((outcome, points, None))  # a column has no candidates
        return out

    def sheets(self, standard, rows):
        asked = [i for i, r in enumerate(rows) if "exempt" not in tests_of(r).values()]
        out = [None] * len(rows)
        columns, n = self._score(standard, [rows[i] for i in asked], [tests_of(rows[i]) for i in asked])
        for k in range(n):
            out[asked[k]] = (self.OUTCOMES[columns["outcome"][k]], columns["score"][k], columns["bonus"][k], columns["total"][k],
                             columns["grade"][k])
        return out

    def _score(self, standard, rows, tests):
        n, key = len(rows), key_of(rows[0])
        keep = [RELEASE_SCHEMA(lambda s: None), RELEASE_ARRAY(lambda a: None)]
        columns = [("sex", b"c", (ctypes.c_int8 * n)(*(1 if r["sex"] == "male" else 2 for r in rows)), None)]
        if key == "school_grade":
            scorer = self.c._scorer(standard, "bmi")
            codes = [self.c.lib.celian_scorer_school_grade(scorer, r[key].encode()) for r in rows]
        else:
            codes = [int(r[key]) for r in rows]
        columns.append((key, b"s", (ctypes.c_int16 * n)(*codes), None))
        for test in sorted({t for each in tests for t in each}):
            bits = (ctypes.c_uint8 * (n // 8 + 1))()
            for i, each in enumerate(tests):
                bits[i // 8] |= (test in each) << (i % 8)
            columns.append((test, b"g", (ctypes.c_double * n)(*(float(each.get(test, 0)) for each in tests)), bits))
        schemas, arrays = [], []
        for name, form, values, bits in columns:
            buffers = (ctypes.c_void_p * 2)(ctypes.cast(bits, ctypes.c_void_p) if bits else None, ctypes.cast(values, ctypes.c_void_p))
            keep += [buffers, values, bits]
            schemas.append(Schema(format=form, name=name.encode(), flags=2, release=keep[0]))
            arrays.append(Array(length=n, null_count=-1 if bits else 0, n_buffers=2,
                                buffers=ctypes.cast(buffers, ctypes.POINTER(ctypes.c_void_p)), release=keep[1]))
        count = len(columns)
        schema_list = (ctypes.POINTER(Schema) * count)(*map(ctypes.pointer, schemas))
        array_list = (ctypes.POINTER(Array) * count)(*map(ctypes.pointer, arrays))
        none = (ctypes.c_void_p * 1)()
        schema = Schema(format=b"+s", n_children=count, children=schema_list, release=keep[0])
        array = Array(length=n, n_buffers=1, n_children=count, children=array_list, release=keep[1],
                      buffers=ctypes.cast(none, ctypes.POINTER(ctypes.c_void_p)))
        out_schema, out = Schema(), Array()
        options = json.dumps({"standard": standard}).encode()
        self.c._check(self.c.lib.celian_score_batch(self.c.engine, options, *map(ctypes.byref, (schema, array, out_schema, out)),
                                                    ctypes.byref(self.c._error())))
        result = {}
        for k in range(out_schema.n_children):
            result[out_schema.children[k].contents.name.decode()] = self._values(out_schema.children[k].contents, out.children[k].contents, n)
        out.release(ctypes.byref(out))
        out_schema.release(ctypes.byref(out_schema))
        return result, n

    def _values(self, schema, array, n):
        kinds = {b"f": ctypes.c_float, b"C": ctypes.c_uint8, b"c": ctypes.c_int8}
        valid = ctypes.cast(array.buffers[0], ctypes.POINTER(ctypes.c_uint8)) if array.buffers[0] else None
        data = ctypes.cast(array.buffers[1], ctypes.POINTER(kinds[schema.format]))
        values = [data[i] if valid is None or valid[i // 8] >> (i % 8) & 1 else None for i in range(n)]
        if not schema.dictionary:
            return values
        words = array.dictionary.contents
        ends = ctypes.cast(words.buffers[1], ctypes.POINTER(ctypes.c_int32))
        text = ctypes.string_at(words.buffers[2], ends[words.length]).decode()
        codes = [text[ends[i]:ends[i + 1]] for i in range(words.length)]
        return ["" if v is None else codes[v] for v in values]
