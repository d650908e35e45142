// People and plans for the tests of the verifier. The plans are made here by hand, not by the
// planner: three sessions a week that are right for a healthy adult, to be broken on purpose by
// each test.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "assess/screen.hpp"
#include "celian/catalog.hpp"
#include "facts/build.hpp"
#include "guide/verify.hpp"
#include "measure/check.hpp"

namespace celian::guide::test {

inline const KnowledgeBase& knowledge() {
  static const std::shared_ptr<const Catalog> catalog = [] {
    auto built = Catalog::builtin();
    if (!built) throw std::runtime_error(built.error().message);
    return *built;
  }();
  return catalog->internals();
}

inline Date day(const std::string& iso) { return Date::parse(iso).value(); }
inline const Date kToday = day("2026-11-21");  // a Saturday
inline const Date kMonday = day("2026-11-23");

inline RawMeasurement reading(const std::string& test, double value, int trial = 1) {
  RawMeasurement m;
  m.test = test;
  m.value = value;
  m.trial = trial;
  m.date = kToday;
  return m;
}

// Everything asked, nothing found, blood pressure 118/76.
inline PersonDocument healthy(int age = 40, Sex sex = Sex::male) {
  PersonDocument d;
  d.as_of = kToday;
  d.person.id = "p";
  d.person.age_years = age;
  d.person.sex = sex;
  d.measurements = {reading("bp_systolic", 118), reading("bp_diastolic", 76),
                    reading("resting_heart_rate", 66), reading("height", 170),
                    reading("weight", 64)};
  d.health.asked_on = {
      {"conditions", kToday}, {"medications", kToday}, {"symptoms", kToday}, {"pregnancy", kToday}};
  d.health.conditions.emplace();
  d.health.medications.emplace();
  d.health.symptoms.emplace();
  d.health.activity = {.regular_3_months = true,
                       .sessions_week = 3,
                       .minutes_per_session = 40,
                       .usual_intensity = "moderate",
                       .moderate_minutes_week = 120,
                       .vigorous_minutes_week = 0,
                       .strength_days_week = 2,
                       .sitting_hours_day = 5};
  if (sex == Sex::female) d.health.pregnancy.status = "not_pregnant";
  d.health.falls = {.count_12_months = 0, .injury = false, .fear = false, .unsteady = false};
  d.health.function = {.adl = "independent", .aid = "none"};
  d.health.clearance = Clearance{kToday - 30, "vigorous", "physician", kToday + 300};
  d.consent.id = "c";
  return d;
}

inline PersonDocument with_condition(PersonDocument d, const std::string& code,
                                     const std::string& control = "controlled",
                                     const std::string& stage = {}) {
  d.health.conditions->push_back({code, "", control, stage, ""});
  return d;
}

inline PersonDocument with_medicine(PersonDocument d, const std::string& code) {
  d.health.medications->push_back({code, ""});
  return d;
}

inline PersonDocument with_symptom(PersonDocument d, const std::string& code) {
  d.health.symptoms->push_back({code, ""});
  return d;
}

inline PersonDocument pregnant(double weeks) {
  PersonDocument d = healthy(30, Sex::female);
  d.health.pregnancy.status = "pregnant";
  d.health.pregnancy.weeks = weeks;
  return d;
}

inline PersonDocument with_pressure(PersonDocument d, double systolic, double diastolic,
                                    int readings = 2) {
  std::erase_if(d.measurements,
                [](const RawMeasurement& m) { return m.test.rfind("bp_", 0) == 0; });
  for (int i = 1; i <= readings; ++i) {
    d.measurements.push_back(reading("bp_systolic", systolic, i));
    d.measurements.push_back(reading("bp_diastolic", diastolic, i));
  }
  return d;
}

// --- Plans

inline Limit scale(const std::string& dimension, std::optional<double> lo,
                   std::optional<double> hi) {
  return {dimension, "", {lo, hi}, true, {}};
}

inline PlanItem item(const std::string& exercise, const std::string& component, double minutes,
                     IntensityClass effort = IntensityClass::light) {
  PlanItem i;
  i.exercise = exercise;
  i.component = component;
  i.minutes = minutes;
  i.intensity_class = effort;
  return i;
}

inline PlanItem squats() {
  PlanItem i = item("squat_bodyweight", "resistance", 4, IntensityClass::moderate);
  i.sets = 2;
  i.reps = 10;
  i.load = "bodyweight";
  return i;
}

inline PlanItem walk(double minutes = 20) {
  PlanItem i = item("walk_moderate", "aerobic", minutes, IntensityClass::moderate);
  i.intensity = {scale("rpe_6_20", 12, 13)};
  return i;
}

inline PlanSession session(Date date, std::vector<PlanItem> main,
                           const std::string& place = "home") {
  PlanSession s;
  s.date = date;
  s.place = place;
  s.parts = {{"warm_up", {item("walk_slow", "warm_up", 5)}},
             {"main", std::move(main)},
             {"cool_down", {item("walk_slow", "cool_down", 5)}}};
  for (const PlanPart& p : s.parts) {
    for (const PlanItem& i : p.items) s.minutes += i.minutes.value_or(0);
  }
  return s;
}

// Monday, Wednesday, Friday: balance with a chair, squats, a walk.
inline Plan plan_of(const std::function<std::vector<PlanItem>()>& main, int weeks = 4,
                    const std::vector<int>& days = {0, 2, 4}) {
  Plan p;
  p.start = kMonday;
  for (int w = 0; w < weeks; ++w) {
    PlanWeek week;
    week.week = w + 1;
    for (const int d : days) week.sessions.push_back(session(kMonday + (7 * w + d), main()));
    p.weeks.push_back(std::move(week));
  }
  return p;
}

inline std::vector<PlanItem> full_main() {
  return {item("tandem_stance_supported", "balance", 10), squats(), walk()};
}
inline Plan good_plan() { return plan_of(full_main); }

// Light work that even the most restricted person may do.
inline std::vector<PlanItem> light_main() {
  PlanItem press = item("palm_press_seated", "resistance", 4);
  press.sets = 1;
  press.reps = 8;
  return {item("stand_supported", "balance", 5), press, item("walk_slow", "aerobic", 10)};
}
inline Plan light_plan() { return plan_of(light_main); }

inline std::vector<PlanItem>& main_items(Plan& p, std::size_t week = 0, std::size_t nth = 0) {
  return p.weeks[week].sessions[nth].parts[1].items;
}

// After a change of minutes the printed total follows, so that only the intended fault is left.
inline void retotal(Plan& p) {
  for (PlanWeek& w : p.weeks) {
    for (PlanSession& s : w.sessions) {
      s.minutes = 0;
      for (const PlanPart& part : s.parts) {
        for (const PlanItem& i : part.items) s.minutes += i.minutes.value_or(0);
      }
    }
  }
}

// --- Judging

struct Judged {
  RiskReport risk;
  Verification result;
};

inline RiskReport screened(const PersonDocument& doc, const Facts& facts) {
  RiskReport risk = assess::screen(knowledge(), facts);
  if (risk.today.decision != "go" && !risk.today.until)
    risk.today.until = doc.as_of + 1;  // as the engine does
  return risk;
}

inline Facts facts_of(const PersonDocument& doc) {
  std::vector<Reason> reasons;
  auto set = measure::check(knowledge(), doc, reasons);
  if (!set) throw std::runtime_error(set.error().message);
  return build_facts(knowledge(), doc, *set);
}

inline Judged judge(const PersonDocument& doc, const Plan& plan,
                    const std::vector<Override>& overrides = {}) {
  const Facts facts = facts_of(doc);
  RiskReport risk = screened(doc, facts);
  Verification v = verify({knowledge(), doc, facts, risk}, plan, overrides);
  return {std::move(risk), std::move(v)};
}

inline std::string shown(const std::vector<Violation>& list) {
  std::string out;
  for (const Violation& v : list) out += "\n  " + v.code + " " + v.pointer + " " + v.rule;
  return out.empty() ? " none" : out;
}

inline bool has(const std::vector<Violation>& list, const std::string& code,
                const std::string& pointer = {}, const std::string& rule = {}) {
  return std::any_of(list.begin(), list.end(), [&](const Violation& v) {
    return v.code == code && (pointer.empty() || v.pointer == pointer) &&
           (rule.empty() || v.rule == rule);
  });
}

inline void expect_clean(const PersonDocument& doc, const Plan& plan, const std::string& what) {
  const Judged j = judge(doc, plan);
  EXPECT_TRUE(j.result.violations.empty())
      << what << " at " << triage_name(j.risk.triage) << ": expected no violation, found"
      << shown(j.result.violations);
}

inline void expect_found(const PersonDocument& doc, const Plan& plan, const std::string& what,
                         const std::string& code, const std::string& pointer = {}) {
  const Judged j = judge(doc, plan);
  EXPECT_TRUE(has(j.result.violations, code, pointer))
      << what << " at " << triage_name(j.risk.triage) << ": expected " << code << " " << pointer
      << ", found" << shown(j.result.violations);
}

}  // namespace celian::guide::test
