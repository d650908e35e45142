#!/usr/bin/env python3
"""celian score scores most rows of a sheet by whole columns, without a document for each person. What comes out must be what the full
way gives, to the byte. A space before a number sends a row the full way and means nothing; so every sheet is scored as it is and with
such spaces, and the two results are compared. The sheets are random, and have in them what real ones have.

plain_rows.py CELIAN SOURCE_DIR [--rows N]
"""
import argparse
import csv
import pathlib
import random
import subprocess
import sys
import tempfile

AS_OF = "2026-11-21"
GRADES = ["primary_%d" % i for i in range(1, 7)] + ["junior_%d" % i for i in range(1, 4)] + ["senior_1", "university_1_2", "primary_9"]
SCHOOL = {"height": (105, 190, 0.1), "weight": (15, 110, 0.1), "vital_capacity": (400, 6000, 1), "run_50m": (6, 16, 0.1),
          "sit_and_reach": (-20, 30, 0.1), "sit_up_1min": (0, 70, 1), "standing_long_jump": (60, 300, 1), "pull_up": (0, 25, 1),
          "run_1000m": (180, 480, 1), "run_800m": (170, 420, 1), "rope_skipping_1min": (0, 220, 1), "shuttle_run_50m_x8": (80, 200, 1)}
BODY = {"height": (140, 195, 0.1), "weight": (35, 130, 0.1), "vital_capacity": (800, 6000, 1), "grip_strength": (8, 65, 0.1)}
ADULT = dict(BODY, **{"sit_and_reach": (-15, 30, 0.1), "push_up": (0, 60, 1), "sit_up_1min": (0, 60, 1), "one_leg_stand_eyes_closed": (1, 120, 1),
                      "choice_reaction_time": (0.3, 1.2, 0.01), "step_index": (35, 90, 0.1), "vertical_jump": (8, 70, 0.1), "waist": (55, 130, 0.1),
                      "body_fat_percentage": (6, 45, 0.1), "bp_systolic": (90, 200, 1), "bp_diastolic": (50, 120, 1)})
OLDER = dict(BODY, **{"sit_and_reach": (-15, 25, 0.1), "one_leg_stand_eyes_closed": (1, 60, 1), "choice_reaction_time": (0.3, 1.5, 0.01),
                      "gait_speed": (0.3, 2, 0.01), "timed_up_and_go": (5, 30, 0.1)})
CHILD = {"height": (85, 125, 0.1), "weight": (10, 35, 0.1), "shuttle_run_10m": (5, 14, 0.1), "standing_long_jump": (15, 140, 1),
         "tennis_ball_throw": (0.5, 15, 0.1), "two_foot_hop": (4, 30, 0.1), "sit_and_reach": (-5, 22, 0.1), "balance_beam": (2, 60, 0.1)}


# A sheet that knows diseases: who must not do a test hangs on them, and on what was done already.
VILLAGE = {"身高": (145, 185, 0.1), "体重": (40, 100, 0.1), "握力": (8, 50, 0.1), "坐位体前屈": (-10, 20, 0.1), "闭眼单脚站立": (1, 60, 1),
           "选择反应时": (0.4, 1.2, 0.01), "肺活量": (800, 4500, 1), "血氧": (84, 99, 1)}
DISEASES = ["", "无", "高血压", "髋部骨折", "骨质疏松", "冠心病", "髋部骨折、高血压"]


def number(rng, low, high, step):
    value = low + rng.randrange(round((high - low) / step) + 1) * step
    chance = rng.random()
    if chance < 0.05:
        return ""
    if chance < 0.07:
        return "%.3f" % (value + step / 3)  # finer than the table
    if chance < 0.08:
        return rng.choice(["NA", "exempt", "-", "3'58\"", "１２", "12,5", "abc", "99999", "-7", "0", "1e3", "12.", ".5", "007"])
    return "%.2f" % value if step < 0.1 else "%.1f" % value if step < 1 else "%d" % value


def person(rng, kind, n):
    p = {"id": "p%05d" % n, "name": rng.choice(["", "张三", "Li, Si", 'say "ah"', "=1+1", "王\u3000五", "a\tb"]), "sex": rng.choice(["male", "female"])}
    if rng.random() < 0.01:
        p["sex"] = rng.choice(["", "x", "男"])
    if rng.random() < 0.01:
        p["id"] = rng.choice(["", "p00001", "NA"])
    if kind == "village":
        return {"编号": p["id"], "性别": "男" if p["sex"] == "male" else "女", "年龄": str(rng.randint(60, 69)), "疾病": rng.choice(DISEASES)}
    if kind == "school":
        p["school_grade"] = rng.choice(GRADES if rng.random() < 0.05 else GRADES[:10])
        if rng.random() < 0.3:
            p["date"] = rng.choice(["2026-11-20", "2025-10-01", "2026-12-01", "昨天"])
    elif kind == "months":
        p["age_months"] = str(rng.randint(30, 85))
    elif kind == "born":
        p["birth_date"] = "%d-%02d-%02d" % (rng.randint(1930, 2008), rng.randint(1, 12), rng.randint(1, 28))
    else:
        p["age_years"] = str(rng.randint(*kind)) if rng.random() < 0.99 else rng.choice(["", "200", "x"])
        p["pregnancy_status"] = rng.choice(["", "", "not_pregnant", "pregnant", "maybe"]) if p["sex"] == "female" else ""
    return p


def is_number(cell):
    return cell != "" and all(c in "0123456789.-" for c in cell)


def compare(celian, folder, name, people, tests, options):
    columns = []
    for p in people:
        columns += [c for c in p if c not in columns and c != "readings"]
    header = columns + list(tests)
    results = []
    sheet_map = "sheet.village_day" if "编号" in columns else "sheet.codes"
    for way in ("plain", "full"):
        sheet = folder / (name + "-" + way + ".csv")
        with sheet.open("w", encoding="utf-8", newline="") as f:
            writer = csv.writer(f, lineterminator="\n")
            writer.writerow(header)
            for p in people:
                cells = [p.get(c, "") for c in columns] + p["readings"]
                if way == "full":
                    cells = cells[:len(columns)] + [" " + c if is_number(c) else c for c in cells[len(columns):]]
                writer.writerow(cells)
        out, rejects = folder / "out.csv", folder / "rejects.csv"
        run = subprocess.run([celian, "score", str(sheet), "-o", str(out), "--rejects", str(rejects), "--as-of", AS_OF, "--sheet", sheet_map, *options],
                             capture_output=True, text=True)
        if run.returncode not in (0, 1):
            raise SystemExit("%s, %s: exit code %d: %s" % (name, way, run.returncode, run.stderr))
        rows = list(csv.reader(out.open(encoding="utf-8", newline="")))
        refused = [row[:4] for row in csv.reader(rejects.open(encoding="utf-8", newline=""))] if rejects.exists() else []
        results.append((rows, refused, run.stderr.splitlines()[-1].split(" in ")[0]))
    wrong = 0
    plain, full = results
    for a, b in zip(plain[0], full[0]):
        if a != b:
            wrong += 1
            if wrong <= 3:
                print("%s %s\n  plain %s\n  full  %s" % (name, options, a, b))
    if len(plain[0]) != len(full[0]) or plain[1] != full[1]:
        wrong += 1
        print("%s %s: %d and %d rows, %d and %d refused" % (name, options, len(plain[0]), len(full[0]), len(plain[1]), len(full[1])))
    print("%-10s %5d rows, %2d tests, %s: %d differ" % (name, len(people), len(tests), " ".join(options) or "auto", wrong))
    return wrong


def main():
    p = argparse.ArgumentParser()
    p.add_argument("celian")
    p.add_argument("source")
    p.add_argument("--rows", type=int, default=1500)
    a = p.parse_args()
    rng = random.Random(20261121)
    wrong = 0
    cases = [("school", "school", SCHOOL, ["--standard", "cn.moe.student-fitness@2014"]),
             ("school", "school", SCHOOL, ["--threads", "2", "--names", "--locale", "en", "--no-formulas"]),
             ("bmi", "school", {**{t: r for t, r in SCHOOL.items() if t not in ("height", "weight")}, "bmi": (10, 40, 0.1)}, ["--threads", "1"]),
             ("both", "school", {**SCHOOL, "bmi": (10, 40, 0.1)}, ["--standard", "cn.moe.student-fitness@2014"]),
             ("adult", (18, 62), ADULT, []), ("adult2003", (18, 62), ADULT, ["--standard", "cn.gas.physique.adult@2003"]),
             ("older", (57, 72), OLDER, []), ("older2003", (57, 72), OLDER, ["--standard", "cn.gas.physique.older@2003"]),
             ("village", "village", VILLAGE, ["--standard", "cn.gas.physique.older@2003"]),
             ("born", "born", ADULT, ["--threads", "2"]), ("months", "months", CHILD, []),
             ("child2003", "months", CHILD, ["--standard", "cn.gas.physique.preschool@2003"])]
    with tempfile.TemporaryDirectory() as folder:
        for name, kind, tests, options in cases:
            people = []
            for n in range(a.rows):
                one = person(rng, kind, n)
                one["readings"] = [number(rng, *r) for r in tests.values()]
                if kind == "village":  # a reading or two are missing: those decide
                    for _ in range(2):
                        one["readings"][rng.randrange(len(one["readings"]))] = ""
                people.append(one)
            wrong += compare(a.celian, pathlib.Path(folder), name, people, tests, options)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
