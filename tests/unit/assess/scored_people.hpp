// People for the tests of scoring.
#pragma once

#include <algorithm>

#include "assess/edition.hpp"
#include "assess/norm.hpp"
#include "assess/score.hpp"
#include "facts/build.hpp"
#include "shipped_base.hpp"

namespace celian {

inline const Date kToday = *Date::parse("2026-11-21");

struct Who {
  PersonDocument doc;
  MeasurementSet set;

  Who(Sex sex, std::int32_t years) {
    doc.as_of = kToday;
    doc.person.sex = sex;
    if (years >= 0) doc.person.age_years = years;
  }
  Who& grade(const char* code) {
    doc.person.school_grade = code;
    return *this;
  }
  Who& months(std::int32_t months) {
    doc.person.age_years.reset();
    doc.person.age_months = months;
    return *this;
  }
  Who& add(const char* test, double value, Outcome outcome = Outcome::scored) {
    Measurement m;
    m.test = test;
    m.value = value;
    m.outcome = outcome;
    if (const TestDef* def = shipped::base().test(test)) m.unit = def->unit;
    set.values.push_back(std::move(m));
    std::sort(set.values.begin(), set.values.end(),
              [](const Measurement& a, const Measurement& b) { return a.test < b.test; });
    return *this;
  }
  Who& derived_bmi() {
    add("bmi",
        set.find("weight")->value / (set.find("height")->value * set.find("height")->value / 1e4));
    for (Measurement& m : set.values) m.derived = m.derived || m.test == "bmi";
    return *this;
  }
  Facts facts() const { return build_facts(shipped::base(), doc, set); }
  Assessment score(const char* standard = "auto",
                   const std::vector<TestAdvice>* not_safe = nullptr) const {
    auto a = assess::score(shipped::base(), doc.person, doc.as_of, set, facts().vector, standard,
                           {not_safe, nullptr});
    EXPECT_TRUE(a) << a.error().message;
    return *std::move(a);
  }
};

inline const ItemScore* item(const Assessment& a, std::string_view test) {
  const auto at = std::find_if(a.items.begin(), a.items.end(),
                               [&](const ItemScore& i) { return i.test == test; });
  return at == a.items.end() ? nullptr : &*at;
}

inline const Reason* reason(const Assessment& a, std::string_view code) {
  const auto at = std::find_if(a.reasons.begin(), a.reasons.end(),
                               [&](const Reason& r) { return r.code == code; });
  return at == a.reasons.end() ? nullptr : &*at;
}

// 男，高二：89.95 before rounding (data/standards/cn.moe.student-fitness@2014.json, examples).
inline Who pupil() {
  return Who(Sex::male, 16)
      .grade("senior_2")
      .add("bmi", 20)
      .add("vital_capacity", 4300)
      .add("run_50m", 7.2)
      .add("sit_and_reach", 10.5)
      .add("standing_long_jump", 255)
      .add("pull_up", 15)
      .add("run_1000m", 210);
}

}  // namespace celian
