"""Two ways to ask the engine the same questions: the probe program (C++), or the C library through ctypes.

Each route answers lists of questions, tuples as below, in order:
  ("item", standard, test, sex, key, value, numbers)      -> Answer
  ("sheet", standard, sex, key, value, {test: number})    -> (outcome, score, bonus, total, grade)
  ("norm", norm, sex, key, value, number, test, height)   -> (outcome, z, class, {candidates}, percentile)
    test: what the number is, bmi if left out; height: the person's height in cm, or None, or left out
Numbers are texts, so that both sides read the same decimals; None in a result = nothing there.
"""
import ctypes
import json
import subprocess
from collections import namedtuple
from datetime import date, timedelta
from fractions import Fraction

NONE = "none"  # no score (无分), among points

# points: the set of scores that the value may be worth; outcome tells how certain that is.
Answer = namedtuple("Answer", "outcome points item_class")


def number(text):
    return None if text in (None, "-") else Fraction(str(text))


class Probe:
    """Starts oracle_probe once and feeds it everything."""

    name = "probe"

    def __init__(self, program, data):
        self.command = [program, data]

    def ask(self, questions):
        lines = "\n".join(self._line(q) for q in questions) + "\n"
        out = subprocess.run(self.command, input=lines, capture_output=True, text=True, check=True)
        answers = out.stdout.splitlines()
        if len(answers) != len(questions):
            raise SystemExit("probe: %d answers to %d questions\n%s" % (len(answers), len(questions), out.stderr))
        return [self._answer(q, a) for q, a in zip(questions, answers)]

    @staticmethod
    def _line(q):
        if q[0] == "item":
            return " ".join(["item", q[1], q[2], q[3], q[4], str(q[5]), *q[6]])
        if q[0] == "sheet":
            return " ".join(["sheet", q[1], q[2], q[3], str(q[4])] + ["%s=%s" % v for v in sorted(q[5].items())])
        # The probe knows itself which test a norm measures.
        return " ".join(["norm", q[1], q[2], q[3], str(q[4]), q[5], *[h for h in q[7:8] if h is not None]])

    @staticmethod
    def _answer(q, line):
        if line.startswith("error"):
            raise SystemExit("%s: %s" % (q, line))
        if q[0] == "item":
            left, _, item_class = line.partition(" / ")
            words = left.rstrip(" /").split()
            points = frozenset(w if w == NONE else Fraction(w) for w in words[1:])
            if words[0] == "no_score":
                points = frozenset([NONE])
            return Answer(words[0], points, item_class.strip())
        words = line.split()
        if q[0] == "sheet":
            return (words[0], number(words[1]), number(words[2]), number(words[3]), None if words[4] == "-" else words[4])
        return (words[0], number(words[1]), None if words[2] == "-" else words[2], frozenset(words[4:]), number(words[3]))


class _Subject(ctypes.Structure):
    _fields_ = [("struct_size", ctypes.c_size_t), ("sex", ctypes.c_int32), ("age_months", ctypes.c_int32), ("school_grade", ctypes.c_int32)]


class _Score(ctypes.Structure):
    _fields_ = [("struct_size", ctypes.c_size_t), ("outcome", ctypes.c_int32), ("item_class", ctypes.c_int32), ("points", ctypes.c_double),
                ("may_be_no_score", ctypes.c_int32), ("candidate_count", ctypes.c_int32), ("candidates", ctypes.c_double * 32)]


class _Bytes(ctypes.Structure):
    _fields_ = [("data", ctypes.POINTER(ctypes.c_char)), ("size", ctypes.c_size_t)]


class _Error(ctypes.Structure):
    _fields_ = [("struct_size", ctypes.c_size_t), ("status", ctypes.c_int32), ("pointer", ctypes.c_char * 256), ("message", ctypes.c_char * 1024)]


class Library:
    """The C interface: celian_scorer for single values, celian_call for sheets and norms."""

    name = "library"
    UNKNOWN = -(2 ** 31)
    AS_OF = "2026-11-21"

    def __init__(self, path):
        lib = self.lib = ctypes.CDLL(path)
        lib.celian_outcome_name.restype = ctypes.c_char_p
        lib.celian_scorer_class_name.restype = ctypes.c_char_p
        lib.celian_scorer_school_grade.restype = ctypes.c_int32
        self.engine = ctypes.c_void_p()
        self.scorers = {}
        self._check(lib.celian_engine_create(None, ctypes.byref(self.engine), ctypes.byref(self._error())))

    def _error(self):
        self.error = _Error(ctypes.sizeof(_Error))
        return self.error

    def _check(self, status):
        if status != 0:
            raise SystemExit("%s at %s: %s" % (status, self.error.pointer.decode(), self.error.message.decode()))

    def ask(self, questions):
        return [getattr(self, q[0])(*q[1:]) for q in questions]

    def _scorer(self, standard, test):
        key = (standard, test)
        if key not in self.scorers:
            scorer = ctypes.c_void_p()
            self._check(self.lib.celian_scorer_create(self.engine, standard.encode(), test.encode(), ctypes.byref(scorer), ctypes.byref(self._error())))
            self.scorers[key] = scorer
        return self.scorers[key]

    def item(self, standard, test, sex, key, value, numbers):
        scorer = self._scorer(standard, test)
        months, grade = self.UNKNOWN, self.UNKNOWN
        if key == "school_grade":
            grade = self.lib.celian_scorer_school_grade(scorer, str(value).encode())
        else:
            months = int(value) * (12 if key == "age_years" else 1)
        subject = _Subject(ctypes.sizeof(_Subject), {"male": 1, "female": 2}[sex], months, grade)
        values = (ctypes.c_double * len(numbers))(*[float(n) for n in numbers])
        score = _Score(ctypes.sizeof(_Score))
        self._check(self.lib.celian_scorer_eval(scorer, ctypes.byref(subject), values, ctypes.c_size_t(len(numbers)), ctypes.byref(score)))
        outcome = self.lib.celian_outcome_name(score.outcome).decode()
        points = [Fraction(str(score.candidates[i])) for i in range(score.candidate_count)]
        if outcome == "scored":
            points = [Fraction(str(score.points))]
        if score.may_be_no_score or outcome == "no_score":
            points.append(NONE)
        return Answer(outcome, frozenset(points), self.lib.celian_scorer_class_name(scorer, score.item_class).decode())

    def _call(self, operation, request):
        text = json.dumps(request, ensure_ascii=False).encode()
        result = _Bytes()
        self._check(self.lib.celian_call(self.engine, operation.encode(), text, ctypes.c_size_t(len(text)), ctypes.byref(result), ctypes.byref(self._error())))
        answer = json.loads(ctypes.string_at(result.data, result.size), parse_float=str, parse_int=str)
        self.lib.celian_bytes_free(ctypes.byref(result))
        return answer

    def _document(self, sex, key, value, measurements):
        person = {"sex": sex, key: value if key == "school_grade" else int(value)}
        if key == "age_days":  # a request says it by the day of birth
            person = {"sex": sex, "birth_date": (date.fromisoformat(self.AS_OF) - timedelta(days=int(value))).isoformat()}
        return {"v": 1, "as_of": self.AS_OF, "person": person, "measurements": [{"test": t, "value": float(v)} for t, v in sorted(measurements.items())]}

    def sheet(self, standard, sex, key, value, values):
        a = self._call("assess.score", {**self._document(sex, key, value, values), "standard": standard})
        return (a["outcome"], number(a["score"]), number(a["bonus_total"]), number(a["total"]), a["grade"] and a["grade"]["code"])

    def norm(self, norm, sex, key, value, measured, test="bmi", height=None):
        measurements = {test: measured} if height is None else {test: measured, "height": height}
        a = self._call("assess.norm", {**self._document(sex, key, value, measurements), "norm": norm})["results"][0]
        return (a["outcome"], number(a["z"]), a["class"], frozenset(a.get("candidates", [])), number(a["percentile"]))
