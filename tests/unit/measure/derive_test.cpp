// What follows from other readings and from answers, and what does not.
#include "measure/derive.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "../shipped.hpp"
#include "facts/build.hpp"

namespace celian::measure {
namespace {

using test::knowledge;

const Date kToday = Date::parse("2026-11-21").value();

PersonDocument woman(int age) {
  PersonDocument d;
  d.as_of = kToday;
  d.person.age_years = age;
  d.person.sex = Sex::female;
  return d;
}

void answer(PersonDocument& d, const std::string& code, double value) {
  d.health.answers.push_back({code, value});
}

void yes_no(PersonDocument& d, const std::string& code, bool value) {
  d.health.answers.push_back({code, value});
}

void sarc_f(PersonDocument& d, std::initializer_list<int> points) {
  static constexpr const char* kItems[] = {"strength", "walking", "chair", "stairs", "falls"};
  std::size_t i = 0;
  for (const int p : points) answer(d, std::string("sarc_f.") + kItems[i++], p);
}

Measurement reading(const std::string& test, double value, const char* date) {
  Measurement m;
  m.test = test;
  m.value = value;
  m.date = Date::parse(date).value();
  return m;
}

struct Derived {
  MeasurementSet set;
  std::vector<Reason> reasons;
  FactVector facts;

  const MeasureFlag* flag(const std::string& test) const {
    const auto at = std::find_if(set.flags.begin(), set.flags.end(),
                                 [&](const MeasureFlag& f) { return f.test == test; });
    return at == set.flags.end() ? nullptr : &*at;
  }
};

Derived derived(const PersonDocument& d, std::vector<Measurement> readings = {}) {
  MeasurementSet set;
  set.values = std::move(readings);
  Facts facts = build_facts(knowledge(), d, set);
  Derived out{std::move(set), {}, std::move(facts.vector)};
  derive(knowledge(), out.facts, out.set, out.reasons);
  return out;
}

TEST(Derive, AFormulaGivesItsTestAsOldAsTheOldestReading) {
  const Derived d = derived(
      woman(50), {reading("height", 172, "2026-11-20"), reading("waist", 88, "2026-10-02")});
  const Measurement* ratio = d.set.find("waist_height_ratio");
  ASSERT_NE(ratio, nullptr);
  EXPECT_TRUE(ratio->derived);
  EXPECT_DOUBLE_EQ(ratio->value, 0.512);
  EXPECT_EQ(ratio->date->iso(), "2026-10-02");
  ASSERT_EQ(ratio->why.size(), 1u);
  const Reason& why = d.reasons[ratio->why[0]];
  EXPECT_EQ(why.code, "measure.derived");
  EXPECT_EQ(std::get<std::string>(why.args[1].value), "body.waist_height");
  EXPECT_FALSE(why.cites.empty());
  EXPECT_DOUBLE_EQ(d.facts.value(knowledge().facts().find("waist_height_ratio")), 0.512);
  EXPECT_TRUE(
      std::is_sorted(d.set.values.begin(), d.set.values.end(),
                     [](const Measurement& a, const Measurement& b) { return a.test < b.test; }));
}

TEST(Derive, WhatWasMeasuredStands) {
  const Derived d =
      derived(woman(50), {reading("height", 172, "2026-11-20"), reading("waist", 88, "2026-10-02"),
                          reading("waist_height_ratio", 0.48, "2026-11-20")});
  EXPECT_DOUBLE_EQ(d.set.find("waist_height_ratio")->value, 0.48);
  EXPECT_TRUE(d.reasons.empty());
}

TEST(Derive, NothingComesFromAPartOrOutsideTheFormula) {
  EXPECT_EQ(derived(woman(50), {reading("waist", 88, "2026-10-02")}).set.values.size(), 1u);
  // A height in metres is no height that the formula takes.
  const Derived wrong = derived(
      woman(50), {reading("height", 1.72, "2026-11-20"), reading("waist", 88, "2026-10-02")});
  EXPECT_EQ(wrong.set.find("waist_height_ratio"), nullptr);
}

TEST(Derive, AnswersAddUp) {
  PersonDocument d = woman(72);
  sarc_f(d, {1, 0, 1, 1, 1});
  const Derived got = derived(d);
  ASSERT_NE(got.set.find("sarc_f"), nullptr);
  EXPECT_DOUBLE_EQ(got.set.find("sarc_f")->value, 4);
  EXPECT_EQ(got.set.find("sarc_f")->date, kToday);
  EXPECT_EQ(got.set.find("sarc_calf"), nullptr);
  EXPECT_EQ(got.flag("sarc_calf"), nullptr) << "nobody forgot a question: the calf is a reading";
  const Derived with_calf = derived(d, {reading("calf_circumference", 32.9, "2026-11-20")});
  EXPECT_DOUBLE_EQ(with_calf.set.find("sarc_calf")->value, 14);
  EXPECT_EQ(with_calf.set.find("sarc_calf")->date->iso(), "2026-11-20");
}

TEST(Derive, AMissingAnswerLeavesNoTotalAndIsNamed) {
  PersonDocument d = woman(72);
  sarc_f(d, {1, 0, 1, 1});
  const Derived got = derived(d);
  EXPECT_EQ(got.set.find("sarc_f"), nullptr);
  ASSERT_NE(got.flag("sarc_f"), nullptr);
  EXPECT_EQ(got.flag("sarc_f")->code, "measure.scale_incomplete");
  const Reason& why = got.reasons[got.flag("sarc_f")->why[0]];
  const bool named = std::any_of(why.args.begin(), why.args.end(), [](const Arg& a) {
    return a.name == "fact" && std::get<std::string>(a.value) == "answer.sarc_f.falls";
  });
  EXPECT_TRUE(named);
  EXPECT_TRUE(derived(woman(72)).set.flags.empty()) << "who was not asked lacks nothing";
}

TEST(Derive, AnAnswerThatThereIsNotLeavesNoTotal) {
  PersonDocument d = woman(72);
  sarc_f(d, {1, 0, 3, 1, 1});
  const Derived got = derived(d);
  EXPECT_EQ(got.set.find("sarc_f"), nullptr);
  ASSERT_NE(got.flag("sarc_f"), nullptr);
  EXPECT_EQ(got.flag("sarc_f")->code, "measure.scale_outside");
}

TEST(Derive, IpaqComesFromItsAnswers) {
  PersonDocument d = woman(40);
  for (const auto& [code, value] : {std::pair{"vigorous_days", 3.0},
                                    {"vigorous_minutes", 40.0},
                                    {"moderate_days", 2.0},
                                    {"moderate_minutes", 60.0},
                                    {"walking_days", 5.0},
                                    {"walking_minutes", 30.0}})
    answer(d, std::string("ipaq.") + code, value);
  const Derived got = derived(d);
  ASSERT_NE(got.set.find("ipaq_met_minutes"), nullptr);
  EXPECT_DOUBLE_EQ(got.set.find("ipaq_met_minutes")->value, 1935);
  EXPECT_DOUBLE_EQ(got.set.find("ipaq_category")->value, 3);
  PersonDocument old = d;
  old.person.age_years = 70;
  EXPECT_EQ(derived(old).set.find("ipaq_met_minutes"), nullptr) << "made for 15 to 69";
}

TEST(Derive, NobodyAsksForTheMinutesOfNoDay) {
  PersonDocument d = woman(40);
  for (const auto& [code, value] : {std::pair{"vigorous_days", 0.0},
                                    {"moderate_days", 0.0},
                                    {"walking_days", 5.0},
                                    {"walking_minutes", 30.0}})
    answer(d, std::string("ipaq.") + code, value);
  ASSERT_NE(derived(d).set.find("ipaq_met_minutes"), nullptr);
  EXPECT_DOUBLE_EQ(derived(d).set.find("ipaq_met_minutes")->value, 495);
  PersonDocument open = woman(40);
  for (const auto& [code, value] :
       {std::pair{"vigorous_days", 1.0}, {"moderate_days", 0.0}, {"walking_days", 0.0}})
    answer(open, std::string("ipaq.") + code, value);
  EXPECT_EQ(derived(open).set.find("ipaq_met_minutes"), nullptr) << "a day without its minutes";
}

TEST(Derive, AnswersThatCannotBeUsedAreSaid) {
  PersonDocument d = woman(72);
  for (const char* code : {"vigorous_days", "moderate_days", "walking_days"})
    answer(d, std::string("ipaq.") + code, 0);
  const Derived got = derived(d);
  EXPECT_EQ(got.set.find("ipaq_met_minutes"), nullptr);
  ASSERT_NE(got.flag("ipaq_met_minutes"), nullptr) << "made for 15 to 69 years";
  EXPECT_EQ(got.flag("ipaq_met_minutes")->code, "measure.derived_outside");
}

TEST(Derive, AnswersOfTodayStandBeforeAnOldTotal) {
  PersonDocument d = woman(50);
  for (int i = 1; i <= 9; ++i) answer(d, "phq_9.item_" + std::to_string(i), 2);
  const Derived got = derived(d, {reading("phq_9", 3, "2026-02-01")});
  ASSERT_NE(got.set.find("phq_9"), nullptr);
  EXPECT_DOUBLE_EQ(got.set.find("phq_9")->value, 18);
  ASSERT_EQ(got.set.earlier.size(), 1u);
  EXPECT_DOUBLE_EQ(got.set.earlier[0].value, 3);
  // A total of today stands, and the difference is said.
  const Derived same_day = derived(d, {reading("phq_9", 3, "2026-11-21")});
  EXPECT_DOUBLE_EQ(same_day.set.find("phq_9")->value, 3);
  ASSERT_NE(same_day.flag("phq_9"), nullptr);
  EXPECT_EQ(same_day.flag("phq_9")->code, "measure.scale_differs");
  EXPECT_EQ(derived(d, {reading("phq_9", 18, "2026-11-21")}).flag("phq_9"), nullptr);
}

TEST(Derive, TheDiabetesScoreIsForThoseWithoutDiabetes) {
  PersonDocument d = woman(38);
  d.health.conditions.emplace();
  d.health.medications.emplace();
  d.health.asked_on = {{"conditions", kToday}, {"medications", kToday}};
  yes_no(d, "cds.family_diabetes", false);
  const std::vector<Measurement> readings = {reading("bmi", 21.9, "2026-11-20"),
                                             reading("bp_systolic", 118, "2026-11-20"),
                                             reading("waist", 74, "2026-11-20")};
  ASSERT_NE(derived(d, readings).set.find("diabetes_risk_cn"), nullptr);
  EXPECT_DOUBLE_EQ(derived(d, readings).set.find("diabetes_risk_cn")->value, 12);
  PersonDocument ill = d;
  ill.health.conditions->push_back({"type_2_diabetes", "", "controlled", "", ""});
  EXPECT_EQ(derived(ill, readings).set.find("diabetes_risk_cn"), nullptr);
  PersonDocument unasked = d;
  unasked.health.conditions.reset();
  unasked.health.asked_on.clear();
  EXPECT_EQ(derived(unasked, readings).set.find("diabetes_risk_cn"), nullptr)
      << "whether there is diabetes is not known";
}

}  // namespace
}  // namespace celian::measure
