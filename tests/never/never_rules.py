#!/usr/bin/env python3
"""The never-rules N1 to N12, checked from outside.

Shares nothing with the library: people are made here from a seed, the command `celian` answers as it would anybody, and
what it prescribes is judged from the raw request and from the plain files under data/. Nothing here knows how rules are
merged or plans are made.

    never_rules.py --celian PATH --data DIR [--people N | --full] [--seed S] [--dump FILE]

Beside the random people it always asks for those of once_withheld.jsonl, whose plans the verifier once took back.

Exit code 0: no rule is broken. 1: a rule is broken, or nothing was prescribed at all (then the test would prove nothing).
"""
import argparse
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

AS_OF = "2026-11-21"

# --- People -----------------------------------------------------------------------------------------------------------

CONDITIONS = {  # code -> stages that may be given
    "hypertension": [], "coronary_artery_disease": [], "heart_failure": ["nyha_1", "nyha_2", "nyha_3", "nyha_4"], "atrial_fibrillation": [],
    "pacemaker": [], "implanted_defibrillator": [], "peripheral_artery_disease": [], "stroke": [], "aortic_aneurysm": [],
    "type_1_diabetes": [], "type_2_diabetes": [], "gestational_diabetes": [], "obesity": [], "dyslipidaemia": [], "hyperuricaemia": [], "gout": [],
    "gout_flare": [], "hyperthyroidism": [], "hypothyroidism": [], "chronic_kidney_disease": ["g3", "g4", "g5"], "dialysis": [],
    "copd": ["gold_1", "gold_2", "gold_3", "gold_4"], "asthma": [], "knee_osteoarthritis": [], "hip_osteoarthritis": [],
    "rheumatoid_arthritis": [], "osteoporosis": [], "vertebral_fracture": [], "fragility_fracture": [], "sarcopenia": [], "frailty": [],
    "low_back_pain": [], "lumbar_disc_herniation": [], "spinal_stenosis": [], "neck_pain": [], "cervical_spondylosis": [], "shoulder_pain": [],
    "frozen_shoulder": [], "scoliosis": [], "hernia": [], "parkinson": [], "dementia": [], "mild_cognitive_impairment": [], "epilepsy": [],
    "multiple_sclerosis": [], "spinal_cord_injury": [], "neuropathy_peripheral": [], "neuropathy_autonomic": [], "vestibular_disorder": [],
    "retinopathy_proliferative": [], "glaucoma": [], "myopia_high": [], "foot_ulcer": [], "cancer": [], "cancer_treatment": [], "bone_metastasis": [],
    "lymphoedema": [], "depression": [], "anxiety": [], "eating_disorder": [], "insomnia": [], "pcos": [], "pelvic_floor_dysfunction": [],
    "diastasis_recti": [], "anaemia": [], "thrombocytopenia": [], "long_covid": [], "sleep_apnoea": [], "allergic_rhinitis": [], "gastritis": [],
}
OLD = ["hypertension", "type_2_diabetes", "knee_osteoarthritis", "osteoporosis", "vertebral_fracture", "sarcopenia", "coronary_artery_disease", "stroke",
       "copd", "frailty", "parkinson", "mild_cognitive_impairment"]
MEDICINES = ["美托洛尔", "倍他乐克", "bisoprolol", "atenolol", "氨氯地平", "缬沙坦", "二甲双胍", "格列美脲", "阿托伐他汀", "阿司匹林", "华法林", "地西泮",
             "舍曲林", "氢氯噻嗪", "左甲状腺素", "沙丁胺醇", "塞来昔布", "不知名的药"]
MEDICINE_CODES = ["beta_blocker", "insulin", "sulfonylurea", "anticoagulant", "statin", "ccb_dhp", "nitrate", "sedative"]
BETA_BLOCKERS = {"美托洛尔", "倍他乐克", "bisoprolol", "atenolol", "beta_blocker"}
HYPO_PRONE = {"insulin", "sulfonylurea", "格列美脲"}
ACSM_SYMPTOMS = ["chest_pain", "dyspnoea", "dizziness", "syncope", "orthopnoea", "ankle_oedema", "palpitations", "claudication", "unusual_fatigue"]
OTHER_SYMPTOMS = ["fever", "unwell", "head_cold", "joint_hot_swollen", "hypoglycaemia", "pelvic_heaviness"]
EQUIPMENT = ["chair", "elastic_band", "dumbbell", "mat", "table", "wall", "towel", "exercise_bike", "kettlebell", "skipping_rope", "barbell", "backpack"]
PLACES = ["home", "park", "gym", "pool", "office", "school_playground"]
LIKES = ["taijiquan_24", "walk_brisk", "swim_leisure", "badminton", "jump_small", "squat_barbell", "glute_bridge", "sit_up", "pilates_mat", "kettlebell_swing"]


def person(rng, i):
    age = rng.choice([rng.randint(6, 17), rng.randint(18, 64), rng.randint(18, 64), rng.randint(60, 79), rng.randint(65, 92)])
    sex = rng.choice(["female", "male"])
    doc = {"v": 1, "as_of": AS_OF, "person": {"id": f"p-{i:06d}", "age_years": age, "sex": sex}, "health": {}, "resources": {}, "consent": {"id": "c", "covers": ["exercise"]}}
    health, res = doc["health"], doc["resources"]
    asked = {g: AS_OF for g in ("symptoms", "conditions", "medications") if rng.random() < 0.9}
    conditions = []
    if rng.random() < 0.6:
        pool = OLD if age >= 60 and rng.random() < 0.6 else list(CONDITIONS)
        for code in rng.sample(pool, rng.choice([1, 1, 2, 3])):
            c = {"code": code}
            if rng.random() < 0.8:
                c["control"] = rng.choice(["controlled", "controlled", "controlled", "uncontrolled"])
            if CONDITIONS[code] and rng.random() < 0.7:
                c["stage"] = rng.choice(CONDITIONS[code])
            conditions.append(c)
    health["conditions"] = conditions
    health["medications"] = []
    if rng.random() < 0.4:
        for name in rng.sample(MEDICINES + MEDICINE_CODES, rng.choice([1, 1, 2, 3, 5])):
            health["medications"].append({"code": name} if name in MEDICINE_CODES else {"name": name})
    health["symptoms"] = []
    if rng.random() < 0.12:
        health["symptoms"] = [{"code": s} for s in rng.sample(ACSM_SYMPTOMS + OTHER_SYMPTOMS, rng.choice([1, 1, 2]))]
    health["asked_on"] = asked
    if rng.random() < 0.9:
        health["activity"] = {"regular_3_months": rng.random() < 0.5, "sessions_week": rng.randint(0, 6), "minutes_per_session": rng.choice([10, 20, 30, 45, 60]),
                              "usual_intensity": rng.choice(["light", "moderate", "vigorous"]), "moderate_minutes_week": rng.choice([0, 30, 60, 120, 180, 300]),
                              "vigorous_minutes_week": rng.choice([0, 0, 0, 60]), "strength_days_week": rng.randint(0, 3), "sitting_hours_day": rng.randint(2, 12)}
    if age >= 60:
        health["falls"] = {"count_12_months": rng.choice([0, 0, 0, 1, 2, 3]), "injury": rng.random() < 0.1, "fear": rng.random() < 0.3, "unsteady": rng.random() < 0.3}
        health["function"] = {"adl": rng.choice(["independent"] * 6 + ["semi_dependent"]), "aid": rng.choice(["none", "none", "none", "stick", "walker", "wheelchair"])}
    if sex == "female" and 18 <= age <= 45:
        status = rng.choice(["not_pregnant", "not_pregnant", "pregnant", "pregnant", "postpartum", None])
        if status:
            health["pregnancy"] = {"status": status}
            if status == "pregnant":
                asked["pregnancy"] = AS_OF
                if rng.random() < 0.85:
                    health["pregnancy"]["weeks"] = rng.randint(6, 38)
            if status == "postpartum":
                health["pregnancy"]["postpartum_weeks"] = rng.randint(3, 50)
    if rng.random() < 0.35:
        health["clearance"] = {"date": "2026-%02d-01" % rng.randint(3, 11), "up_to": rng.choice(["light", "moderate", "vigorous"]), "from": "physician"}
    doc["measurements"] = measurements(rng, age)
    if rng.random() < 0.8:
        res["days_per_week"] = rng.randint(1, 7)
        res["minutes_per_session"] = rng.choice([10, 15, 20, 30, 40, 60, 90])
    if rng.random() < 0.8:
        res["equipment"] = rng.sample(EQUIPMENT, rng.randint(0, len(EQUIPMENT)))
        res["place"] = rng.sample(PLACES, rng.randint(1, len(PLACES)))
        res["likes"] = rng.sample(LIKES, rng.randint(0, 3))
    if rng.random() < 0.2:
        res["unavailable"] = ["2026-11-%02d/2026-12-%02d" % (rng.randint(24, 30), rng.randint(1, 9))]
    if rng.random() < 0.3:
        doc["environment"] = {"aqi": rng.choice([40, 80, 160, 320]), "air_temperature": rng.choice([-15, 3, 20, 38])}
    return doc


def measurements(rng, age):
    out = []
    if rng.random() < 0.92:
        top, low = rng.choice([(rng.randint(100, 139), rng.randint(60, 88))] * 6 + [(rng.randint(140, 179), rng.randint(80, 109)), (rng.randint(178, 215), rng.randint(95, 125))])
        for trial in range(1, rng.choice([2, 3])):
            out.append({"test": "bp_systolic", "value": top + trial, "date": AS_OF, "trial": trial})
            out.append({"test": "bp_diastolic", "value": low + trial, "date": AS_OF, "trial": trial})
    if rng.random() < 0.8:
        out.append({"test": "resting_heart_rate", "value": rng.randint(52, 96), "date": AS_OF})
    height = rng.randint(110, 150) if age < 13 else rng.randint(150, 182)
    out.append({"test": "height", "value": height, "date": AS_OF})
    out.append({"test": "weight", "value": round(rng.uniform(17, 33) * (height / 100) ** 2, 1), "date": AS_OF})
    if age >= 60 and rng.random() < 0.7:
        out += [{"test": "timed_up_and_go", "value": round(rng.uniform(7, 22), 1), "date": AS_OF}, {"test": "gait_speed", "value": round(rng.uniform(0.5, 1.4), 2), "date": AS_OF},
                {"test": "grip_strength", "value": round(rng.uniform(12, 40), 1), "date": AS_OF}, {"test": "chair_stand_30s", "value": rng.randint(4, 20), "date": AS_OF}]
    if rng.random() < 0.3:
        out.append({"test": "blood_glucose", "value": round(rng.uniform(4, 18), 1), "date": AS_OF})
    return out


# --- The rules ----------------------------------------------------------------------------------------------------------

class Judge:
    def __init__(self, data):
        self.exercises = {}
        for path in sorted((data / "exercises").glob("*.json")):
            for e in json.loads(path.read_text("utf-8")).get("exercises", []):
                self.exercises[e["code"]] = e
        self.texts = {}
        for path in sorted((data / "texts").glob("*.json")):
            self.texts.update(json.loads(path.read_text("utf-8")).get("texts", {}))

    def judge(self, doc, result):
        """Yields (rule, where, what)."""
        guide = result.get("guide") or {}
        facts = Raw(doc, result)
        items = list(walk_items(guide))
        for where, item, date in items:
            e = self.exercises.get(item["exercise"])
            if e is None:
                yield "N0", where, "no such exercise: " + item["exercise"]
                continue
            yield from self.item(facts, where, item, e, date)
        yield from self.whole(facts, guide, items)

    def item(self, f, where, item, e, date):
        tags, code = set(e["tags"]), item["exercise"]
        effort = max(rank(item.get("intensity_class") or "light"), rank(e["intensity"]))
        scales = item.get("intensity") or {}
        if (f.symptom or not f.asked("symptoms")) and (effort >= 3 or "high_intensity" in tags):
            yield "N1", where, f"{code} is vigorous, symptoms {sorted(f.symptoms)}"
        if f.beta_blocker or not f.asked("medications"):
            for scale in ("hrr_percent", "hrmax_percent", "vo2r_percent"):
                if scale in scales:
                    yield "N2", where, f"{code} has a target on {scale}"
            if "heart_rate_bpm" in scales and lower(scales["heart_rate_bpm"]) is not None:
                yield "N2", where, f"{code} has a target in beats"
        if f.never_maximal and (effort >= 4 or (upper(scales.get("rm_percent")) or 0) >= 90 or (upper(scales.get("rpe_6_20")) or 0) >= 18
                                or re.search(r"1rm|_100|max", item.get("load") or "")):
            yield "N3", where, f"{code} is maximal"
        if f.may_faint and ({"water", "seizure_hazard"} & tags or e["posture"] == "water") and f.supervision < 2:
            yield "N4", where, f"{code} without supervision"
        if "vertebral_fracture" in f.conditions and "spine_flex_loaded" in tags:
            yield "N5", where, f"{code} bends the loaded spine"
        if f.pregnant and ("supine" in tags or e["posture"] == "supine") and f.gestation(date) >= 16 and (item.get("minutes") is None or item["minutes"] > 2):
            yield "N6", where, f"{code} supine at {f.gestation(date):.0f} weeks"
        if f.conditions & {"pelvic_floor_dysfunction", "vertebral_fracture"} and (e["pattern"] == "jump" or "high_impact" in tags):
            loads = {"dumbbell", "kettlebell", "barbell", "backpack"} & set(e["equipment"])
            if loads or (item.get("load") or "bodyweight") != "bodyweight":
                yield "N7", where, f"{code} jumps with a weight"
        if f.fall_risk_high and "balance" in [item["component"], *e["components"]] and "fall_risk" in tags and not e.get("support"):
            yield "N9", where, f"{code} has no support"
        for text in instructions(e):
            if tells_to_hold_breath(text):
                yield "N12", where, f"{code}: {text}"

    def whole(self, f, guide, items):
        # Balance and the muscles of the back may stand before the main part, while one is fresh.
        planned = [i for w, i, d in items if w.startswith("plan")]
        # An interim plan after a symptom or a high pressure is no prescription: a few weeks of easy walking until a physician
        # has looked (merging rule 12), and says so.
        walking_only = guide.get("interim") and {"balance", "resistance"} <= {x.get("component") for x in guide["envelope"]["forbid"]}
        if f.conditions & {"osteoporosis", "vertebral_fracture", "fragility_fracture", "sarcopenia"} and planned and not walking_only:
            if all(i["component"] in ("aerobic", "flexibility", "breathing", "warm_up", "cool_down") for i in planned):
                yield "N10", "plan", "endurance only"
        if f.bp_too_high:
            for where, _, date in items:
                if date == f.as_of:
                    yield "N11", where, f"session at {f.bp}"
        if f.triage >= 6 and guide.get("plan"):
            yield "T6", "plan", f"a plan at T{f.triage}"
        for coded in guide.get("nutrition") or []:
            code = coded["code"] if isinstance(coded, dict) else coded
            if "deficit" in code and "no_deficit" not in code and f.no_deficit:
                yield "N8", "nutrition", f"{code} for {f.no_deficit}"
            for text in texts_of(self.texts.get("nutrition." + code)):
                yield from energy_floor(text)
        for reason in guide.get("reasons") or []:
            if re.search(r"220\s*[-−–]\s*(age|年龄)", json.dumps(reason, ensure_ascii=False)) and f.beta_blocker:
                yield "N2", "reasons", reason.get("code")


class Raw:
    """The request, read as a careful person would read it."""

    def __init__(self, doc, result):
        h = doc.get("health", {})
        self.doc, self.as_of = doc, doc["as_of"]
        self.age, self.sex = doc["person"].get("age_years"), doc["person"].get("sex")
        self.conditions = {c["code"] for c in h.get("conditions") or []}
        self.symptoms = {s["code"] for s in h.get("symptoms") or []}
        self.symptom = bool(self.symptoms & set(ACSM_SYMPTOMS))
        names = {m.get("code") or m.get("name") for m in h.get("medications") or []}
        self.beta_blocker = bool(names & BETA_BLOCKERS)
        self.pregnant = h.get("pregnancy", {}).get("status") == "pregnant"
        self.weeks = h.get("pregnancy", {}).get("weeks")
        screen = result.get("screen") or {}
        self.triage = int((screen.get("triage") or "T0")[1:])
        self.supervision = ["none", "family", "instructor", "therapist", "medical"].index(
            max([screen.get("supervision") or "none", (result.get("guide") or {}).get("envelope", {}).get("supervision") or "none"],
                key=["none", "family", "instructor", "therapist", "medical"].index))
        self.never_maximal = self.triage >= 3 or self.pregnant or "frailty" in self.conditions or (self.age is not None and self.age < 14)
        self.may_faint = bool(names & HYPO_PRONE) or "epilepsy" in self.conditions
        falls = h.get("falls", {})
        count = falls.get("count_12_months") or 0
        # Two falls or one with injury, together with slow or unsteady walking, is high by every classification in use.
        slow = any(m["test"] == "gait_speed" and m["value"] <= 0.8 for m in doc.get("measurements", []))
        self.fall_risk_high = (self.age or 0) >= 65 and count >= 2 and slow
        self.bp = tuple(mean_of_last_two(doc, t) for t in ("bp_systolic", "bp_diastolic"))
        self.bp_too_high = (self.bp[0] or 0) > 180 or (self.bp[1] or 0) > 110
        bmi = body_mass_index(doc)
        self.no_deficit = ("pregnancy" if self.pregnant else "growth" if (self.age or 99) < 18 and (bmi or 99) < 20 else "age 80" if (self.age or 0) >= 80
                           else "sarcopenia" if "sarcopenia" in self.conditions else "eating disorder" if "eating_disorder" in self.conditions
                           else "underweight" if bmi is not None and (self.age or 0) >= 18 and bmi < 18.5 else None)

    def asked(self, group):
        return bool(self.doc["health"].get("asked_on", {}).get(group))

    def gestation(self, date):
        if self.weeks is None:
            return 40
        return self.weeks if date is None else self.weeks + days_between(self.as_of, date) / 7


def walk_items(guide):
    """(where, item, date or None) for everything that the person is told to do."""
    plan = guide.get("plan") or {}
    for w in plan.get("weeks") or []:
        for s in w["sessions"]:
            for twin, parts in (("", s["parts"]), ("indoor.", (s.get("indoor_twin") or {}).get("parts") or [])):
                for p in parts:
                    for item in p["items"]:
                        yield f"plan.{s['date']}.{twin}{p['part']}.{item['exercise']}", item, s["date"]
    last = max((s["date"] for w in plan.get("weeks") or [] for s in w["sessions"]), default=None)
    for item in plan.get("daily") or []:
        yield f"plan.daily.{item['exercise']}", item, last
    for item in (guide.get("minimum") or {}).get("items") or []:
        yield f"minimum.{item['exercise']}", item, None


def rank(name):
    return ["very_light", "light", "moderate", "vigorous", "near_max"].index(name)


def upper(interval):
    return interval[1] if interval else None


def lower(interval):
    return interval[0] if interval else None


def days_between(a, b):
    import datetime
    return (datetime.date.fromisoformat(b) - datetime.date.fromisoformat(a)).days


def mean_of_last_two(doc, test):
    values = [m["value"] for m in doc.get("measurements", []) if m["test"] == test][-2:]
    return sum(values) / len(values) if values else None


def body_mass_index(doc):
    value = {m["test"]: m["value"] for m in doc.get("measurements", [])}
    return value["weight"] / (value["height"] / 100) ** 2 if "weight" in value and "height" in value else None


def instructions(e):
    for field in ("how", "watch"):
        yield from (e.get(field) or {}).values()
    for step in e.get("first_steps") or []:
        yield from step.values()


def tells_to_hold_breath(text):
    text = text.lower()
    for m in re.finditer(r"hold(?:ing)? (?:your|the) breath|breath[- ]hold|憋气|屏气|屏住呼吸", text):
        clause = re.split(r"[.;:。；，：]", text[:m.start()])[-1]
        if not re.search(r"\bnot\b|never|without|avoid|n't|\bno\b|instead|rather|不|勿|别|避免|无|防止|禁|忌", clause):
            return True
    return False


def texts_of(entry):
    if not isinstance(entry, dict):
        return
    for value in entry.values():
        if isinstance(value, str):
            yield value
        else:
            yield from texts_of(value)


def energy_floor(text):
    """A daily intake that is named as something to eat, below the floor; a deficit ("500 kcal less") is no intake."""
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    for m in re.finditer(r"(\d{3,4})\s*(?:kcal|千卡|大卡)", text):
        after, before = text[m.end():m.end() + 14], text[max(0, m.start() - 14):m.start()]
        deficit = re.search(r"less|deficit|fewer|reduc|burn|少|减|缺口|消耗|floor|below|低于|不", after + before)
        if not deficit and int(m.group(1)) < 1200:
            yield "N8", "nutrition", text


# --- Running ------------------------------------------------------------------------------------------------------------

def answers(celian, docs):
    """(doc, result) for each person, by one run of the command."""
    with tempfile.TemporaryDirectory() as folder:
        people = pathlib.Path(folder) / "people.jsonl"
        people.write_text("".join(json.dumps(d, ensure_ascii=False) + "\n" for d in docs), "utf-8")
        out = pathlib.Path(folder) / "out"
        ran = subprocess.run([celian, "run", str(people), "-o", str(out), "--no-reports"], capture_output=True, text=True)
        if ran.returncode != 0:
            raise SystemExit(f"celian run failed ({ran.returncode}): {ran.stderr.strip()}")
        lines = (out / "results.jsonl").read_text("utf-8").splitlines()
    found = {r["person"]["id"]: r for r in map(json.loads, lines)}
    if len(found) != len(docs):
        raise SystemExit(f"{len(docs)} people in, {len(found)} results out")
    return [(d, found[d["person"]["id"]]) for d in docs]


def main():
    here = pathlib.Path(__file__).resolve()
    parser = argparse.ArgumentParser()
    parser.add_argument("--celian", required=True)
    parser.add_argument("--data", type=pathlib.Path, default=here.parents[2] / "data")
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--full", action="store_true", help="20,000 people")
    parser.add_argument("--seed", type=int, default=20261121)
    parser.add_argument("--dump", type=pathlib.Path, help="write the people as JSON lines and stop")
    args = parser.parse_args()
    rng = random.Random(args.seed)
    docs = [person(rng, i) for i in range(20000 if args.full else args.people)]
    if args.dump:
        args.dump.write_text("".join(json.dumps(d, ensure_ascii=False) + "\n" for d in docs), "utf-8")
        return 0
    kept = here.with_name("once_withheld.jsonl").read_text("utf-8").splitlines()
    docs += [{**d, "person": {**d["person"], "id": "kept-" + d["person"]["id"]}} for d in map(json.loads, kept)]
    judge = Judge(args.data)
    plans = broken = verifier = 0
    for doc, result in answers(args.celian, docs):
        guide = result.get("guide") or {}
        plans += bool(guide.get("plan"))
        # A plan that the library's own verifier took back is a bug of its planner, even if nobody sees it.
        if guide.get("withheld") == "guide.withheld_verifier":
            verifier += 1
            codes = sorted({r["code"] for r in guide["reasons"] if r["code"].startswith(("verify.", "never."))})
            print(doc["person"]["id"], "withheld by the verifier:", " ".join(codes))
        for rule, where, what in judge.judge(doc, result):
            broken += 1
            print(doc["person"]["id"], rule, where, what)
    print(f"{len(docs)} people, {plans} plans, {broken} never-rules broken, {verifier} plans withheld by the verifier")
    return 1 if broken or verifier or plans == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
