// Points of many people are those of one person.
#include "engine/points.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "celian/engine.hpp"
#include "engine/barred.hpp"

namespace celian::engine {
namespace {

struct Case {
  const char* name;
  const char* standard;
  Sex sex;
  int age;
  std::vector<std::pair<const char*, double>> readings;
  std::vector<const char*> conditions;
  std::vector<CodedAnswer> answers = {};
};

PersonDocument document(const Case& c) {
  PersonDocument doc;
  doc.as_of = *Date::parse("2026-11-21");
  doc.person.sex = c.sex;
  doc.person.age_years = c.age;
  for (const auto& [test, value] : c.readings) {
    RawMeasurement m;
    m.test = test;
    m.value = value;
    doc.measurements.push_back(std::move(m));
  }
  doc.health.answers = c.answers;
  if (!c.conditions.empty()) {
    doc.health.conditions.emplace();
    for (const char* code : c.conditions) doc.health.conditions->push_back({code, {}, {}, {}, {}});
    doc.health.asked_on.emplace_back("conditions", doc.as_of);
  }
  return doc;
}

const Case kCases[] = {
    {"all done",
     "cn.gas.physique.older@2003",
     Sex::male,
     64,
     {{"height", 168},
      {"weight", 66},
      {"vital_capacity", 2800},
      {"grip_strength", 35},
      {"sit_and_reach", 4},
      {"choice_reaction_time", 0.8},
      {"one_leg_stand_eyes_closed", 8}},
     {}},
    {"some missing",
     "cn.gas.physique.older@2003",
     Sex::female,
     67,
     {{"height", 156}, {"weight", 58}, {"grip_strength", 20}},
     {}},
    {"missing, and a disease that forbids tests",
     "cn.gas.physique.adult@2003",
     Sex::male,
     45,
     {{"height", 172}, {"weight", 80}},
     {"unstable_angina", "hypertension"}},
    {"missing, and screening that forbids tests",
     "auto",
     Sex::male,
     45,
     {{"height", 172}, {"weight", 80}, {"bp_systolic", 186}, {"bp_diastolic", 112}},
     {}},
    {"no tables, so by the edition before",
     "auto",
     Sex::female,
     66,
     {{"height", 156}, {"weight", 58}, {"grip_strength", 20}},
     {"coronary_heart_disease"}},
    {"a test of another standard",
     "auto",
     Sex::male,
     30,
     {{"timed_up_and_go", 9}, {"height", 175}, {"weight", 70}},
     {}},
    {"implausible",
     "auto",
     Sex::female,
     30,
     {{"grip_strength", 500}, {"height", 160}, {"weight", 55}},
     {}},
    {"answers that add up to frailty, which forbids tests",
     "cn.gas.physique.adult@2003",
     Sex::female,
     58,
     {{"height", 160}, {"weight", 55}},
     {},
     {{"frail.fatigue", true},
      {"frail.stairs", true},
      {"frail.block", true},
      {"frail.illnesses", 2.0},
      {"frail.weight_loss", false}}},
    {"times that add up to frailty, which forbids tests",
     "cn.gas.physique.adult@2003",
     Sex::female,
     58,
     {{"height", 160},
      {"weight", 55},
      {"side_by_side_stand", 10},
      {"semi_tandem_stand", 4},
      {"walk_4m_time", 9},
      {"five_times_sit_to_stand", 18}},
     {}},
    {"nothing", "auto", Sex::unknown, 40, {}, {}},
};

std::string sheet_of(const Assessment& a) {
  std::string out = a.standard + " " + std::string(completeness_name(a.outcome));
  const auto number = [](const std::optional<double>& v) {
    return v ? std::to_string(*v) : std::string("-");
  };
  for (const ItemScore& i : a.items) {
    out += "\n" + i.test + " " + std::string(outcome_name(i.outcome)) + " " + number(i.points);
    for (const Candidate& c : i.candidates) out += " " + std::to_string(c.points);
  }
  out += "\n" + number(a.score) + " " + number(a.bonus_total) + " " + number(a.total) + " " +
         (a.grade ? a.grade->code : "-");
  return out;
}

// By the edition that gives the points.
const Assessment& shown(const Assessment& a) { return a.fallback.empty() ? a : a.fallback.front(); }

TEST(Points, AreThoseOfOnePerson) {
  const Engine engine(*Catalog::builtin());
  for (const Case& c : kCases) {
    const PersonDocument doc = document(c);
    const auto one = engine.score(doc, c.standard);
    const auto many = points(engine.catalog().internals(), doc, c.standard);
    ASSERT_TRUE(one) << c.name << ": " << one.error().message;
    ASSERT_TRUE(many) << c.name << ": " << many.error().message;
    EXPECT_EQ(many->assessment.standard, one->standard) << c.name;
    EXPECT_EQ(many->assessment.outcome, one->outcome) << c.name;
    EXPECT_EQ(sheet_of(shown(many->assessment)), sheet_of(shown(*one))) << c.name;
  }
}

TEST(Points, SomeOfTheseCasesAreWithheld) {
  const Engine engine(*Catalog::builtin());
  int withheld = 0;
  for (const Case& c : kCases) {
    const auto many = points(engine.catalog().internals(), document(c), c.standard);
    ASSERT_TRUE(many) << c.name;
    for (const ItemScore& i : shown(many->assessment).items)
      withheld += i.outcome == Outcome::withheld_for_safety ? 1 : 0;
  }
  EXPECT_GT(withheld, 0) << "the comparison above would say nothing about safety";
}

// Weight says nothing of a pregnant woman; of one who may be pregnant, or is not, it does.
TEST(Points, BodyMeasuresAreNotJudgedInPregnancy) {
  const Engine engine(*Catalog::builtin());
  const KnowledgeBase& kb = engine.catalog().internals();
  const auto bmi = [](const Assessment& a) {
    const auto& items = shown(a).items;
    return *std::find_if(items.begin(), items.end(), [](const ItemScore& i) {
      return i.test == "bmi" || i.test == "height_for_weight";
    });
  };
  for (const char* const standard : {"cn.gas.physique.adult@2003", "cn.gas.physique.adult@2023"}) {
    for (const auto& [status, expected] : {std::pair{"pregnant", Outcome::exempt},
                                           {"possible", Outcome::scored},
                                           {"not_pregnant", Outcome::scored},
                                           {"postpartum", Outcome::scored}}) {
      PersonDocument doc =
          document({"a woman", standard, Sex::female, 29, {{"height", 162}, {"weight", 70}}, {}});
      doc.health.pregnancy.status = status;
      const auto one = engine.score(doc, standard);
      const auto many = points(kb, doc, standard);
      ASSERT_TRUE(one && many) << status;
      EXPECT_EQ(bmi(*one).outcome, expected) << standard << ' ' << status;
      EXPECT_EQ(sheet_of(shown(many->assessment)), sheet_of(shown(*one)))
          << standard << ' ' << status;
      EXPECT_EQ(is_not_judged(kb, doc, **kb.standard(standard)), expected == Outcome::exempt);
      const auto says_why = [&](std::uint32_t i) {
        return shown(*one).reasons[i].code == "test.not_judged_pregnant";
      };
      const Why why = bmi(*one).why;
      EXPECT_EQ(std::any_of(why.begin(), why.end(), says_why), expected == Outcome::exempt);
    }
  }
}

// What says nothing is neither missing nor asked for; the weight is, for what rests on it.
TEST(Points, WhatIsNotJudgedIsNotMissing) {
  const Engine engine(*Catalog::builtin());
  for (const char* const status : {"pregnant", "not_pregnant"}) {
    PersonDocument doc = document({"a woman", "", Sex::female, 29, {{"height", 162}}, {}});
    doc.health.pregnancy.status = status;
    const bool pregnant = std::string_view(status) == "pregnant";
    const auto sheet = engine.score(doc, "cn.gas.physique.adult@2023");
    const auto many = points(engine.catalog().internals(), doc, "cn.gas.physique.adult@2023");
    const auto measured = engine.measure(doc);
    ASSERT_TRUE(sheet && many && measured);
    EXPECT_EQ(sheet_of(many->assessment), sheet_of(*sheet)) << status;
    for (const char* const test : {"bmi", "body_fat_percentage"}) {
      const auto& missing = sheet->missing;
      EXPECT_EQ(std::find(missing.begin(), missing.end(), test) == missing.end(), pregnant)
          << test << ' ' << status;
    }
    const auto is_asked = [&](std::string_view test) {
      const auto& all = measured->recommended_tests;
      return std::any_of(all.begin(), all.end(),
                         [&](const TestAdvice& a) { return a.test == test; });
    };
    EXPECT_EQ(is_asked("body_fat_percentage"), !pregnant);
    EXPECT_TRUE(is_asked("weight")) << status;
  }
}

TEST(Points, TestsForSomebodyAreTheItemsOfTheStandard) {
  const Engine engine(*Catalog::builtin());
  Person p;
  p.sex = Sex::male;
  p.age_years = 64;
  const auto tests = tests_for(engine.catalog().internals(), p, *Date::parse("2026-11-21"),
                               "cn.gas.physique.older@2003");
  EXPECT_NE(std::find(tests.begin(), tests.end(), "grip_strength"), tests.end());
  EXPECT_TRUE(tests_for(engine.catalog().internals(), Person{}, *Date::parse("2026-11-21"), "auto")
                  .empty());
}

}  // namespace
}  // namespace celian::engine
