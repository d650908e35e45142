// People for the tests of screening, and what a report says of them in a word.
#pragma once

#include <algorithm>
#include <string>

#include "assess/screen.hpp"
#include "catalog/fired.hpp"
#include "facts/build.hpp"
#include "shipped_base.hpp"

namespace celian::assess {

inline const KnowledgeBase& knowledge() { return shipped::base(); }

inline const Date kToday = Date::parse("2026-11-21").value();

// Of "condition.hypertension" what a document says.
inline std::string short_code(Slot s) {
  const std::string& code = knowledge().facts()[s].code;
  return code.substr(code.find('.') + 1);
}

struct Someone {
  PersonDocument doc;
  MeasurementSet readings;

  Someone& measured(const std::string& test, double value, int times = 2) {
    std::erase_if(readings.values, [&](const Measurement& m) { return m.test == test; });
    Measurement m;
    m.test = test;
    m.value = value;
    m.date = kToday;
    for (int i = 0; i < times; ++i) m.readings.push_back({value, i + 1, "", kToday, true});
    readings.values.push_back(std::move(m));
    std::sort(readings.values.begin(), readings.values.end(),
              [](const auto& a, const auto& b) { return a.test < b.test; });
    return *this;
  }
  Someone& pressure(double systolic, double diastolic, int times = 2) {
    return measured("bp_systolic", systolic, times).measured("bp_diastolic", diastolic, times);
  }
  Someone& without(const std::string& test) {
    std::erase_if(readings.values, [&](const Measurement& m) { return m.test == test; });
    return *this;
  }
  Someone& has(const std::string& code, const std::string& control = {}) {
    doc.health.conditions->push_back({code, "", control, "", ""});
    return *this;
  }
  Someone& takes(const std::string& code) {
    doc.health.medications->push_back({code, ""});
    return *this;
  }
  Someone& feels(const std::string& code) {
    doc.health.symptoms->push_back({code, ""});
    return *this;
  }
  // As if nobody had put the question.
  Someone& never_asked(const std::string& group) {
    std::erase_if(doc.health.asked_on, [&](const auto& a) { return a.first == group; });
    return *this;
  }

  Facts facts() const { return build_facts(knowledge(), doc, readings); }
  RiskReport screened() const { return screen(knowledge(), facts()); }
};

// Everything asked, nothing found.
inline Someone well(int age = 40, Sex sex = Sex::male) {
  Someone s;
  s.doc.as_of = kToday;
  s.doc.person.age_years = age;
  s.doc.person.sex = sex;
  s.doc.health.asked_on = {{"conditions", kToday}, {"medications", kToday}, {"symptoms", kToday}};
  s.doc.health.conditions.emplace();
  s.doc.health.medications.emplace();
  s.doc.health.symptoms.emplace();
  s.doc.health.activity = {.regular_3_months = false,
                           .sessions_week = 1,
                           .minutes_per_session = 20,
                           .usual_intensity = "light",
                           .moderate_minutes_week = 30,
                           .vigorous_minutes_week = 0,
                           .strength_days_week = 0,
                           .sitting_hours_day = 6};
  s.doc.health.falls = {.count_12_months = 0, .injury = false, .fear = false, .unsteady = false};
  s.doc.health.function = {.adl = "independent", .aid = "none"};
  if (sex == Sex::female) s.doc.health.pregnancy.status = "not_pregnant";
  s.pressure(118, 76).measured("resting_heart_rate", 68);
  return s;
}

// The highest intensity that screening rules leave, those of a provisional result included.
inline IntensityClass cap_of(const Someone& s) {
  IntensityClass cap = IntensityClass::near_max;
  const Facts f = s.facts();
  for (const FiredRule& fired :
       run_rules(knowledge(), knowledge().rules().screen, f.vector).fired) {
    for (const Effect& e : fired.rule->then) {
      if (e.kind == EffectKind::intensity) cap = std::min(cap, e.max_class);
    }
  }
  return cap;
}

inline int rank_of_today(const RiskReport& r) {
  return r.today.decision == "defer"        ? 3
         : r.today.decision == "indoors"    ? 2
         : r.today.decision == "light_only" ? 1
                                            : 0;
}

inline int rank_of_programme(const RiskReport& r) {
  return r.programme.decision == "stop" ? 2 : r.programme.decision == "interim" ? 1 : 0;
}

inline std::string described(const RiskReport& r) {
  std::string out = std::string(triage_name(r.triage)) + "/" +
                    std::string(triage_name(r.triage_worst)) + " today " + r.today.decision +
                    ", programme " + r.programme.decision + ":";
  for (const Finding& f : r.findings) out += " " + f.rule;
  return out;
}

inline const Ask* asked_for(const RiskReport& r, const std::string& fact) {
  const auto found =
      std::find_if(r.ask.begin(), r.ask.end(), [&](const Ask& a) { return a.fact == fact; });
  return found == r.ask.end() ? nullptr : &*found;
}

}  // namespace celian::assess
