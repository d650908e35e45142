#!/usr/bin/env python3
"""Bad input of every kind, given to every door: one clear error or outcome each, never a crash, a guess or a lost row.

Usage: bad_input.py PROGRAM SOURCE_DIR

Checked for each: the exit code; that the program was not killed by a signal; for an error, that stderr has a line
"celian: <file>: [<pointer>: ]<message>"; for a sheet, that every data row stands either in the result or in the side file.
"""

import csv
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path

DONE, REJECTS, USAGE, BAD, INTERNAL = 0, 1, 2, 3, 4
AS_OF = ["--as-of", "2026-11-21"]


def person(**fields):
    document = {"v": 1, "as_of": "2026-11-21", "person": {"id": "p", "age_years": 40, "sex": "male"}, "measurements": []}
    document.update(fields)
    return json.dumps(document).encode()


def reading(value, test="grip_strength", **more):
    return person(measurements=[{"test": test, "value": value, **more}])


# name, bytes, exit code, part of the message (pointer included)
DOCUMENTS = [
    ("empty", b"", BAD, "empty.json: "),
    ("white space", b" \n", BAD, "line "),
    ("only a byte order mark", b"\xef\xbb\xbf", BAD, "line "),
    ("byte order mark before a document", b"\xef\xbb\xbf" + person(), DONE, ""),
    ("CRLF", person().replace(b", ", b",\r\n"), DONE, ""),
    ("truncated", person()[:-5], BAD, "line 1"),
    ("text behind", person() + b" x", BAD, "line 1"),
    ("two documents", person() + person(), BAD, "line 1"),
    ("comment", b"{} // no", BAD, "line 1"),
    ("single quotes", b"{'v': 1}", BAD, "line 1"),
    ("comma at the end", b'{"v": 1,}', BAD, "line 1"),
    ("NaN", b'{"v": NaN}', BAD, "line 1"),
    ("Infinity", b'{"v": -Infinity}', BAD, "line 1"),
    ("a number beyond a double", b'{"v": 1e999}', BAD, ""),
    ("a name twice", b'{"v": 1, "v": 1}', BAD, ""),
    ("not UTF-8", b'{"v": "\xb1\xe0"}', BAD, ""),
    ("UTF-16", '{"v": 1}'.encode("utf-16"), BAD, ""),
    ("NUL", b'{"v": 1}\0', BAD, ""),
    ("an array", b"[]", BAD, ""),
    ("a string", b'"person"', BAD, ""),
    ("null", b"null", BAD, ""),
    ("deep", b"[" * 65 + b"]" * 65, BAD, ""),
    ("very deep", b"[" * 1000000, BAD, ""),
    ("past 16 MiB", b'{"v": "' + b"x" * (16 << 20) + b'"}', BAD, "16 MiB"),
    ("no as_of", b'{"v": 1}', BAD, "/as_of: "),
    ("unknown field", person(weather="fine"), BAD, "/weather: "),
    ("unknown field inside", b'{"v":1,"as_of":"2026-11-21","person":{"agee":3}}', BAD, "/person/agee: "),
    ("another version", person(v=2), BAD, "/v: "),
    ("a date that does not exist", person(as_of="2026-02-30"), BAD, "/as_of: "),
    ("a two-digit year", person(as_of="26-02-03"), BAD, "/as_of: "),
    ("a number for a text", person(as_of=20261121), BAD, "/as_of: "),
    ("born tomorrow", person(person={"birth_date": "2026-11-22"}), BAD, "/person"),
    ("negative age", person(person={"age_years": -1}), BAD, "/person/age_years: "),
    ("age 131", person(person={"age_years": 131}), BAD, "/person/age_years: "),
    ("half a year", person(person={"age_years": 40.5}), BAD, "/person/age_years: "),
    ("age outside every table", person(person={"age_years": 129, "sex": "male"}), DONE, ""),
    ("no age and no sex", person(person={}), DONE, ""),
    ("strange sex", person(person={"sex": "m"}), BAD, "/person/sex: "),
    ("strange grade", person(person={"school_grade": "grade_9"}), BAD, "/person/school_grade: "),
    ("pregnant man", person(health={"pregnancy": {"status": "pregnant"}}), BAD, "/health"),
    ("unknown test", reading(3, "arm_wrestling"), BAD, "/measurements/0/test: "),
    ("wrong unit", reading(42, unit="cm"), BAD, "/measurements/0/unit: "),
    ("unknown unit", reading(42, unit="stone"), BAD, "/measurements/0/unit: "),
    ("wrong unit in the text", reading("42 cm"), BAD, "/measurements/0"),
    ("a word for a number", reading("strong"), BAD, "/measurements/0/value: "),
    ("two numbers", reading("42/45"), BAD, "/measurements/0"),
    ("a list for a number", reading([42]), BAD, "/measurements/0/value: "),
    ("impossible value", reading(5000), DONE, ""),
    ("negative value", reading(-5), DONE, ""),
    ("huge value", reading(1e300), DONE, ""),
    ("tiny value", reading(1e-300), DONE, ""),
    ("tomorrow's reading", reading(42, date="2026-11-22"), BAD, "/measurements/0/date: "),
    ("null reading", reading(None), DONE, ""),
    ("strange status", reading(42, status="maybe"), BAD, "/measurements/0/status: "),
    ("unknown answer", person(health={"answers": {"par_q.g99": True}}), BAD, "/health/answers/par_q.g99: "),
    ("unknown disease", person(health={"conditions": ["硬皮病"], "asked_on": {"conditions": "2026-11-21"}}), DONE, ""),
    ("unknown medicine", person(health={"medications": ["偏方"], "asked_on": {"medications": "2026-11-21"}}), DONE, ""),
    ("empty disease", person(health={"conditions": [{}]}), BAD, "/health/conditions/0: "),
    ("asked tomorrow", person(health={"conditions": [], "asked_on": {"conditions": "2026-11-22"}}), DONE, ""),
    ("eight days a week", person(resources={"days_per_week": 8}), BAD, "/resources/days_per_week: "),
    ("a period backwards", person(resources={"unavailable": ["2027-02-04/2027-01-28"]}), BAD, "/resources/unavailable/0"),
    ("unknown goal", person(goals=[{"code": "fly"}]), BAD, "there are: endurance"),
    ("unknown group of questions", person(health={"asked_on": {"foo": "2026-11-21"}}), BAD, "/health/asked_on/foo: "),
    ("unknown equipment", person(resources={"equipment": ["elastic_bnd"]}), BAD, "/resources/equipment/0: "),
    ("unknown place", person(resources={"place": ["moon"]}), BAD, "/resources/place/0: "),
    ("unknown liking", person(resources={"likes": ["runing"]}), BAD, "nearest: running"),
    ("unknown side", reading(42, side="foo"), BAD, "/measurements/0/side: "),
    ("unknown posture", reading(42, posture="lying"), BAD, "/measurements/0/posture: "),
    ("a test nearly so called", reading(3, "wieght"), BAD, "nearest: weight"),
    ("a control that does not exist", person(health={"conditions": [{"code": "hypertension", "control": "contolled"}]}), BAD, "/health/conditions/0/control: "),
    ("a word for a yes", person(health={"answers": {"par_q.g1": "yes"}}), BAD, "/health/answers/par_q.g1: "),
    ("an unsung sex", person(person={"sex": "unknown"}), DONE, ""),
    ("a name in all scripts", person(person={"id": "é汉字\u0000\u200b🙂", "age_years": 30}), DONE, ""),
]

# operation, fields beside the person document, exit code, part of the message
FIELDS = [
    ("assess.screen", {"intensity": "vigorus"}, BAD, "/intensity: "),
    ("assess.screen", {"intensity": "Vigorous"}, BAD, "light, moderate, vigorous"),
    ("assess.screen", {"intensity": "vigorous"}, DONE, ""),
    ("loop.run", {"intensity": "foo"}, BAD, "/intensity: "),
    ("train.progress", {"sessions": [{"date": "2028-01-01"}]}, BAD, "/sessions/0/date: "),
    ("loop.run", {"sessions": [{"date": "2026-11-22"}]}, BAD, "/sessions/0/date: "),
    ("train.progress", {"history": {"sessions": [{"date": "2028-01-01"}]}}, BAD, "/history/sessions/0/date: "),
    ("train.progress", {"sessions": [{"date": "2026-11-20", "status": "foo"}]}, BAD, "/sessions/0/status: "),
    ("train.progress", {"sessions": [{"date": "2026-11-20", "events": ["hypoglycemia"]}]}, BAD, "/sessions/0/events/0: "),
    ("train.progress", {"sessions": [{"date": "2026-11-20", "exercise": "walk_modrate"}]}, BAD, "nearest: walk_moderate"),
    ("train.progress", {"sessions": [{"date": "2026-11-20", "component": "cardio"}]}, BAD, "/sessions/0/component: "),
    ("train.progress", {"sessions": [{"date": "2026-11-20", "status": "done", "events": ["dizziness"]}]}, DONE, ""),
    ("train.progress", {"prescription": {"foo": 1}}, BAD, "/prescription: "),
    ("train.progress", {"prescription": {"guide": {"plan": None}}}, BAD, 'under "guide"'),
    ("train.progress", {"prescription": {"v": 1, "as_of": "2026-11-21", "person": {}}}, BAD, "/prescription: "),
    ("guide.prescribe", {"prior": {}}, BAD, "/prior: "),
    ("guide.prescribe", {"decisions": [{"component": "aerobic", "do": "grow"}]}, BAD, "/decisions/0/do: "),
    ("guide.prescribe", {"decisions": [{"component": "cardio", "do": "hold"}]}, BAD, "/decisions/0/component: "),
    ("guide.prescribe", {"start": "2030-01-01"}, BAD, "/start: "),
    ("guide.prescribe", {"start": "2026-11-20"}, BAD, "/start: "),
    ("assess.score", {"standard": "cn.moe.student-fitnes"}, BAD, "did you mean cn.moe.student-fitness"),
    ("assess.norm", {"norm": "cn.bmi.adlt"}, BAD, "did you mean"),
]

HEAD = "编号,性别,年龄,身高,体重,收缩压,舒张压,疾病\n"
FINE = "A1,男,40,170,65,120,80,无\n"

# name, bytes, exit code, part of stderr, data rows
SHEETS = [
    ("empty", b"", BAD, "empty", 0),
    ("only a header", HEAD.encode(), BAD, "no row below the header", 0),
    ("fine", (HEAD + FINE).encode(), DONE, "1 scored", 1),
    ("byte order mark and CRLF", b"\xef\xbb\xbf" + (HEAD + FINE).replace("\n", "\r\n").encode(), DONE, "1 scored", 1),
    ("CR", (HEAD + FINE).replace("\n", "\r").encode(), DONE, "1 scored", 1),
    ("semicolons", (HEAD + FINE).replace(",", ";").encode(), DONE, "semicolons", 1),
    ("tabs", (HEAD + FINE).replace(",", "\t").encode(), DONE, "tabs", 1),
    ("GBK", (HEAD + FINE).encode("gbk"), BAD, "UTF-8", 0),
    ("UTF-16", (HEAD + FINE).encode("utf-16"), BAD, "UTF-8", 0),
    ("a workbook", b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(256)) * 8, BAD, "", 0),
    ("GBK in one cell", (HEAD + FINE).encode() + "A2,男,40,170,65,120,80,高血压\n".encode("gbk"), REJECTS, "2 cells refused", 2),
    ("strange headers", b"a,b,c\n1,2,3\n", BAD, "no sheet knows", 0),
    ("a header twice", b"\xe7\xbc\x96\xe5\x8f\xb7,\xe8\xba\xab\xe9\xab\x98,\xe8\xba\xab\xe9\xab\x98\n1,2,3\n", BAD, "both say test.height", 0),
    ("fewer fields", (HEAD + FINE + "A2,男,40\n").encode(), REJECTS, "1 row rejected", 2),
    ("more fields", (HEAD + FINE + FINE.replace("A1", "A2").strip() + ",x\n").encode(), REJECTS, "1 row rejected", 2),
    ("an open quote", (HEAD + FINE + 'A2,男,"40,170,65,120,80,无\n' + FINE.replace("A1", "A3")).encode(), REJECTS, "1 row rejected", 3),
    ("text behind a quote", (HEAD + 'A2,男,"40"x,170,65,120,80,无\n' + FINE).encode(), REJECTS, "1 row rejected", 2),
    ("an over-long line", (HEAD + FINE + "A2,男,40,170,65,120,80," + "x" * (1 << 20) + "\n" + FINE.replace("A1", "A3")).encode(), REJECTS, "1 row rejected", 3),
    ("a number twice", (HEAD + FINE + FINE).encode(), REJECTS, "2 rows rejected", 2),
    ("no number", (HEAD + FINE.replace("A1", "") + FINE).encode(), REJECTS, "1 row rejected", 2),
    ("NaN", (HEAD + FINE.replace("170", "NaN")).encode(), REJECTS, "1 cell refused", 1),
    ("infinity", (HEAD + FINE.replace("170", "inf")).encode(), REJECTS, "1 cell refused", 1),
    ("hexadecimal", (HEAD + FINE.replace("170", "0xAA")).encode(), REJECTS, "1 cell refused", 1),
    ("comma in a number", (HEAD + FINE.replace("170", '"170,5"')).encode(), REJECTS, "1 cell refused", 1),
    ("wrong unit", (HEAD + FINE.replace("170", "170kg")).encode(), REJECTS, "1 cell refused", 1),
    ("impossible value", (HEAD + FINE.replace("170", "17000")).encode(), DONE, "1 scored", 1),
    ("age outside every table", (HEAD + FINE.replace("40", "118")).encode(), DONE, "1 scored", 1),
    ("age out of range", (HEAD + FINE.replace("40", "400")).encode(), REJECTS, "1 cell refused", 1),
    ("a word for a sex", (HEAD + FINE.replace("男", "熊")).encode(), REJECTS, "1 cell refused", 1),
    ("NUL in a cell", (HEAD + FINE.replace("170", "17\0")).encode(), REJECTS, "1 cell refused", 1),
    ("two pressures in a cell", (HEAD + FINE.replace("120", "150/92")).encode(), REJECTS, "1 cell refused", 1),
    ("empty lines at the end", (HEAD + FINE + ",,,,,,,\n\n,,,,,,,\n").encode(), DONE, "3 empty lines", 1),
    ("a formula", (HEAD + FINE.replace("A1", "=1+1")).encode(), DONE, "1 scored", 1),
]

PATHS = [
    ("a path as a number", "../../etc/passwd"),
    ("a slash", "a/b"),
    ("dots", ".."),
    ("a very long number", "x" * 5000),
    ("spaces and quotes", 'a "b" \'c\''),
    ("a percent sign", "50%"),
    ("the name of the index", "index"),
    ("the name of the index, louder", "INDEX"),
    ("the name of a page for professionals", "A-professional"),
    ("the name of somebody without a number", "row-2"),
]


class Check:
    def __init__(self, program):
        self.program, self.count, self.slips = program, 0, []

    def run(self, name, arguments, folder):
        self.count += 1
        done = subprocess.run([self.program, *arguments], stdin=subprocess.DEVNULL, capture_output=True, timeout=120, cwd=folder)
        if done.returncode < 0:
            self.slip(name, f"killed by signal {-done.returncode}")
        return done

    def slip(self, name, what):
        self.slips.append(f"{name}: {what}")

    def expect(self, name, done, code, file, message):
        err = done.stderr.decode("utf-8", "replace")
        if done.returncode != code:
            self.slip(name, f"expected exit code {code}, found {done.returncode}: {err[:300]}")
        if message not in err:
            self.slip(name, f"expected '{message}' in: {err[:300]}")
        if code == BAD:
            lines = err.splitlines()
            own = [line for line in lines if line.startswith("celian: ") and f"{file}: " in line]
            if not own:
                self.slip(name, f"no line 'celian: …{file}: …' in: {err[:300]}")
            if len(lines) > 2:
                self.slip(name, f"{len(lines)} lines of errors: {err[:300]}")


def rows_of(text):
    return list(csv.reader(io.StringIO(text)))


def check_documents(check, folder):
    for name, content, code, message in DOCUMENTS:
        file = f"{name.replace(' ', '_')}.json"
        (folder / file).write_bytes(content)
        expected = "empty.json: " if name == "empty" else message
        for op in ("measure.check", "assess.screen", "assess.score", "guide.prescribe", "loop.run"):
            done = check.run(f"{name} / {op}", ["call", op, file], folder)
            check.expect(f"{name} / {op}", done, code, file, expected)
            if code == DONE:
                json.loads(done.stdout)


def check_fields(check, folder):
    for i, (op, fields, code, message) in enumerate(FIELDS):
        file = f"fields_{i}.json"
        (folder / file).write_bytes(person(**fields))
        done = check.run(f"{op} {fields}", ["call", op, file], folder)
        check.expect(f"{op} {fields}", done, code, file, message)


def check_sheets(check, folder):
    for name, content, code, message, rows in SHEETS:
        file = f"{name.replace(' ', '_')}.csv"
        (folder / file).write_bytes(content)
        out, side = folder / "out.csv", folder / "out.rejected.csv"
        for path in (out, side):
            path.unlink(missing_ok=True)
        done = check.run(name, ["score", file, "-o", "out.csv", *AS_OF], folder)
        check.expect(name, done, code, file, message)
        if code == BAD:
            if out.exists():
                check.slip(name, "a result was written")
            continue
        scored = {row[0] for row in rows_of(out.read_text(encoding="utf-8"))[1:]}
        refused = rows_of(side.read_text(encoding="utf-8"))[1:] if side.exists() else []
        rejected = {row[0] for row in refused if row[5] == "row rejected"}
        expected = {str(n) for n in range(1, rows + 1)}
        if scored | rejected != expected or scored & rejected:
            check.slip(name, f"rows scored {sorted(scored)}, rejected {sorted(rejected)}, expected {sorted(expected)}")
        for row in refused:
            if not (row[1] and row[6] and row[7] and row[8] and row[9]):
                check.slip(name, f"line, problem, remedy or original row is missing: {row}")
        if (code == REJECTS) != bool(refused):
            check.slip(name, f"exit code {code} with {len(refused)} lines in the side file")


def check_paths(check, folder):
    """A number that a village typed is no path: reports stay in their folder."""
    for name, number in PATHS:
        (folder / "people.json").write_text(json.dumps({"as_of": "2026-11-21", "person": {"id": number, "age_years": 30}}), encoding="utf-8")
        out = folder / ("reports_" + name.replace(" ", "_"))
        before = set(folder.rglob("*"))
        done = check.run(name, ["run", "people.json", "-o", str(out), "--kind", "person"], folder)
        if done.returncode != DONE:
            check.slip(name, f"exit code {done.returncode}: {done.stderr.decode()[:300]}")
        stray = [p for p in set(folder.rglob("*")) - before if p != out and out not in p.parents]
        if stray:
            check.slip(name, f"files outside the folder: {stray}")
        if len(list(out.glob("*.html"))) != 2:
            check.slip(name, "expected one report and the index")


def check_lines(check, folder):
    """Bad lines among good ones: the good ones are done, the bad ones kept."""
    good = person().decode()
    lines = [good, good.replace('"p"', '"q"')[:-1], "[]", "", good.replace('"p"', '"r"'), good.replace('"p"', '"s"').replace("40", "-40")]
    (folder / "people.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = check.run("bad lines", ["run", "people.jsonl", "-o", "lines", "--no-reports"], folder)
    results = (folder / "lines/results.jsonl").read_text(encoding="utf-8").splitlines()
    side = rows_of((folder / "lines/rejected.csv").read_text(encoding="utf-8"))[1:]
    if done.returncode != REJECTS or len(results) != 2 or [row[1] for row in side] != ["2", "3", "6"]:
        check.slip("bad lines", f"exit code {done.returncode}, {len(results)} results, side file {side}")
    (folder / "twice.jsonl").write_text(good + "\n" + good + "\n", encoding="utf-8")
    done = check.run("a number twice", ["run", "twice.jsonl", "-o", "twice", "--no-reports"], folder)
    if done.returncode != REJECTS or (folder / "twice/results.jsonl").read_text(encoding="utf-8"):
        check.slip("a number twice", f"exit code {done.returncode}")


def main():
    check = Check(str(Path(sys.argv[1]).resolve()))
    for part in (check_documents, check_fields, check_sheets, check_paths, check_lines):
        with tempfile.TemporaryDirectory() as folder:
            part(check, Path(folder))
    for slip in check.slips:
        print(slip)
    print(f"{check.count} runs, {len(check.slips)} slips")
    sys.exit(1 if check.slips else 0)


main()
