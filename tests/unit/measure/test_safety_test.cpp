// Nobody is tested to the limit before a clearance (screening.md N3, ET-4), and what may be unsafe
// is not recommended.
#include "measure/test_safety.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "../shipped.hpp"

namespace celian::measure {
namespace {

using test::knowledge;

const Date kToday = Date::parse("2026-11-21").value();

// Everything asked, nothing found, pressure and pulse known.
PersonDocument well(int age) {
  PersonDocument d;
  d.as_of = kToday;
  d.person.age_years = age;
  d.person.sex = Sex::male;
  d.health.asked_on = {{"conditions", kToday}, {"medications", kToday}, {"symptoms", kToday}};
  d.health.conditions.emplace();
  d.health.medications.emplace();
  d.health.symptoms.emplace();
  d.health.activity.regular_3_months = false;
  d.health.falls.count_12_months = 0;
  return d;
}

MeasurementSet vitals() {
  MeasurementSet set;
  for (const auto& [test, value] :
       {std::pair{"bp_diastolic", 76.0}, {"bp_systolic", 118.0}, {"resting_heart_rate", 68.0}}) {
    Measurement m;
    m.test = test;
    m.value = value;
    m.date = kToday;
    m.readings.push_back({value, 1, "", kToday, true});
    set.values.push_back(std::move(m));
  }
  return set;
}

Facts facts_of(const PersonDocument& d, const MeasurementSet& set, const char* triage) {
  Facts f = build_facts(knowledge(), d, set);
  const Slot s = knowledge().facts().find("triage");
  f.vector.set(s, knowledge().facts().value_index(s, triage).value());
  return f;
}

const TestAdvice* advice(const std::vector<TestAdvice>& list, const std::string& test) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const TestAdvice& a) { return a.test == test; });
  return found == list.end() ? nullptr : &*found;
}

TEST(TestSafety, NoMaximalTestBeforeAClearance) {
  for (const char* triage : {"t0", "t1", "t2", "t3", "t4", "t5", "t6", "t7"}) {
    const bool barred = std::string(triage) >= "t3";
    for (const char* test : {"vo2max_relative", "step_index", "high_knees_2min", "run_1000m"}) {
      std::vector<Reason> reasons;
      const auto unsafe = not_safe(knowledge(), facts_of(well(40), vitals(), triage), reasons);
      const TestAdvice* a = advice(unsafe, test);
      EXPECT_EQ(a != nullptr && !a->provisional, barred) << test << " at " << triage;
    }
  }
}

TEST(TestSafety, KnownDiseaseWithoutAPaperIsCertain) {
  PersonDocument d = well(64);
  d.health.conditions->push_back({"diabetes_type_unknown", "", "", "", ""});
  std::vector<Reason> reasons;
  const auto unsafe = not_safe(knowledge(), facts_of(d, vitals(), "t0"), reasons);
  const TestAdvice* a = advice(unsafe, "vo2max_relative");
  ASSERT_NE(a, nullptr);
  EXPECT_FALSE(a->provisional) << "no clearance was handed in: there is none";
  d.health.clearance = Clearance{kToday - 10, "vigorous", "physician", std::nullopt};
  const auto cleared = not_safe(knowledge(), facts_of(d, vitals(), "t0"), reasons);
  EXPECT_EQ(advice(cleared, "vo2max_relative"), nullptr);
}

TEST(TestSafety, AHealthyPersonWhoWasAskedMayDoEverything) {
  std::vector<Reason> reasons;
  for (const TestAdvice& a : not_safe(knowledge(), facts_of(well(40), vitals(), "t0"), reasons)) {
    ADD_FAILURE() << a.test << " is unsafe"
                  << (a.provisional ? " as long as something is unknown" : "") << ": " << a.code;
  }
}

TEST(TestSafety, NothingThatMayBeUnsafeIsRecommended) {
  PersonDocument unasked;
  unasked.as_of = kToday;
  unasked.person.age_years = 67;
  unasked.person.sex = Sex::male;
  PersonDocument stroke = well(67);
  stroke.health.conditions->push_back({"stroke", "", "", "", ""});
  stroke.health.falls.count_12_months.reset();
  for (const PersonDocument& d : {unasked, stroke, well(67)}) {
    std::vector<Reason> reasons;
    const Facts f = facts_of(d, vitals(), "t0");
    const auto unsafe = not_safe(knowledge(), f, reasons);
    for (const TestAdvice& r : recommended(knowledge(), f, vitals(), unsafe, {}, reasons)) {
      EXPECT_EQ(advice(unsafe, r.test), nullptr) << r.test << " is recommended and may be unsafe";
    }
  }
}

}  // namespace
}  // namespace celian::measure
