#include "measure/check.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "measure/reading.hpp"
#include "measure/trials.hpp"

namespace celian::measure {

namespace {

struct Key {
  std::string test;
  std::int32_t day;
  friend auto operator<=>(const Key&, const Key&) = default;
};

struct Day {
  const TestDef* test = nullptr;
  std::vector<Reading> readings;
  std::string device;
  bool exempt = false;
};

std::uint32_t add_reason(std::vector<Reason>& reasons, std::string code, std::vector<Arg> args) {
  Reason r;
  r.code = std::move(code);
  r.rule = "policy.plausibility";
  r.args = std::move(args);
  r.verified = Verified::policy;
  r.cites.push_back({"src.celian_policy", "plausible ranges of the tests"});
  reasons.push_back(std::move(r));
  return static_cast<std::uint32_t>(reasons.size() - 1);
}

void flag(MeasurementSet& set, std::vector<Reason>& reasons, const std::string& code,
          const std::string& test, const std::string& pointer, std::vector<Arg> args) {
  args.insert(args.begin(), {"test", test});
  const std::uint32_t why = add_reason(reasons, code, std::move(args));
  set.flags.push_back({code, test, pointer, {why}});
}

// A systolic value at or below the diastolic one of the same day is two swapped cells far more
// often than a patient.
void flag_swapped_pressure(MeasurementSet& set, std::vector<Reason>& reasons) {
  Measurement *sys = nullptr, *dia = nullptr;
  for (Measurement& m : set.values) {
    if (m.test == "bp_systolic") sys = &m;
    if (m.test == "bp_diastolic") dia = &m;
  }
  if (!sys || !dia || sys->outcome != Outcome::scored || dia->outcome != Outcome::scored) return;
  if (sys->date != dia->date || sys->value > dia->value) return;
  flag(set, reasons, "measure.swapped_bp", "bp_systolic", "",
       {{"systolic", sys->value}, {"diastolic", dia->value}});
  sys->outcome = dia->outcome = Outcome::implausible;
}

// BMI from height and weight of the same latest values; a BMI that was given itself is kept, and a
// large difference said.
void derive_bmi(const KnowledgeBase& kb, MeasurementSet& set, std::vector<Reason>& reasons) {
  const TestDef* def = kb.test("bmi");
  const Measurement* h = set.find("height");
  const Measurement* w = set.find("weight");
  if (!def || !h || !w || h->outcome != Outcome::scored || w->outcome != Outcome::scored) return;
  const double bmi = w->value / (h->value * h->value / 1e4);
  Measurement m;
  m.test = "bmi";
  m.unit = def->unit;
  m.value = bmi;
  m.date = std::min(h->date, w->date);  // as old as the older of both
  m.derived = true;
  if (bmi < def->plausible_min || bmi > def->plausible_max) {
    flag(set, reasons, "measure.height_weight_suspect", "bmi", "",
         {{"height", h->value}, {"weight", w->value}});
    m.outcome = Outcome::implausible;
  }
  const auto given = std::find_if(set.values.begin(), set.values.end(),
                                  [](const Measurement& x) { return x.test == "bmi"; });
  if (given == set.values.end()) {
    set.values.push_back(std::move(m));
    return;
  }
  if (given->outcome == Outcome::scored && (given->value - bmi > 1 || bmi - given->value > 1)) {
    flag(set, reasons, "measure.bmi_differs", "bmi", "",
         {{"given", given->value}, {"computed", bmi}});
  }
}

}  // namespace

Result<MeasurementSet> check(const KnowledgeBase& kb, const PersonDocument& doc,
                             std::vector<Reason>& reasons) {
  MeasurementSet set;
  std::map<Key, Day> days;
  for (std::size_t i = 0; i < doc.measurements.size(); ++i) {
    const RawMeasurement& raw = doc.measurements[i];
    const std::string pointer = "/measurements/" + std::to_string(i);
    auto reading = read_value(kb, raw, doc.as_of, pointer);
    if (!reading) return reading.error();
    Day& day = days[{raw.test, reading->day.days_since_epoch()}];
    day.test = reading->test;
    if (!raw.device.empty()) day.device = raw.device;
    if (reading->status == Outcome::exempt) day.exempt = true;
    if (reading->status == Outcome::exempt || reading->status == Outcome::missing_value) continue;
    if (reading->status == Outcome::implausible) {
      flag(set, reasons, reading->flag, raw.test, pointer,
           {{"value", reading->reading.value},
            {"min", reading->test->plausible_min},
            {"max", reading->test->plausible_max}});
    }
    day.readings.push_back(std::move(reading->reading));
  }
  for (auto& [key, day] : days) {
    Measurement m = combine_trials(*day.test, std::move(day.readings), day.exempt);
    m.date = Date::from_days(key.day);
    m.device = day.device;
    // std::map is ordered by test, then day: the last day of a test is today's value, the others
    // its history.
    if (!set.values.empty() && set.values.back().test == m.test) {
      set.earlier.push_back(std::move(set.values.back()));
      set.values.back() = std::move(m);
    } else {
      set.values.push_back(std::move(m));
    }
  }
  flag_swapped_pressure(set, reasons);
  derive_bmi(kb, set, reasons);
  std::sort(set.values.begin(), set.values.end(),
            [](const Measurement& a, const Measurement& b) { return a.test < b.test; });
  return set;
}

}  // namespace celian::measure
