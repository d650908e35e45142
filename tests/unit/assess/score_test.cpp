// Scoring a person: the edition, outcomes and their reasons, norms.
#include <gtest/gtest.h>

#include "scored_people.hpp"

namespace celian {
namespace {

TEST(Score, EditionChosenByItself) {
  const struct {
    const char* what;
    Who who;
    const char* as_of;
    const char *standard, *fallback;
    Completeness outcome;
  } rows[] = {
      {"a pupil", Who(Sex::male, 16).grade("senior_2"), "2026-11-21",
       "cn.moe.student-fitness@2014+r1", "", Completeness::incomplete},
      {"a pupil of 20 years", Who(Sex::male, 20).grade("senior_3"), "2026-11-21",
       "cn.moe.student-fitness@2014+r1", "", Completeness::incomplete},
      {"20", Who(Sex::female, 20), "2026-11-21", "cn.gas.physique.adult@2023+r1", "",
       Completeness::incomplete},
      {"59", Who(Sex::female, 59), "2026-11-21", "cn.gas.physique.adult@2023+r1", "",
       Completeness::incomplete},
      {"adult before the revision", Who(Sex::female, 40), "2022-12-31",
       "cn.gas.physique.adult@2003+r1", "", Completeness::incomplete},
      {"60", Who(Sex::female, 60), "2026-11-21", "cn.gas.physique.older@2023+r1",
       "cn.gas.physique.older@2003+r1", Completeness::unsupported},
      {"69", Who(Sex::male, 69), "2026-11-21", "cn.gas.physique.older@2023+r1",
       "cn.gas.physique.older@2003+r1", Completeness::unsupported},
      {"70", Who(Sex::male, 70), "2026-11-21", "cn.gas.physique.older@2023+r1", "",
       Completeness::unsupported},
      {"79", Who(Sex::male, 79), "2026-11-21", "cn.gas.physique.older@2023+r1", "",
       Completeness::unsupported},
      {"80", Who(Sex::male, 80), "2026-11-21", "", "", Completeness::unsupported},
      {"a child without a grade", Who(Sex::male, 10), "2026-11-21", "", "",
       Completeness::unsupported},
      {"40 months", Who(Sex::male, -1).months(40), "2026-11-21",
       "cn.gas.physique.preschool@2023+r1", "cn.gas.physique.preschool@2003+r1",
       Completeness::unsupported},
      {"nothing known", Who(Sex::unknown, -1), "2026-11-21", "", "", Completeness::incomplete},
      {"sex unknown", Who(Sex::unknown, 30), "2026-11-21", "", "", Completeness::incomplete},
      {"age unknown", Who(Sex::male, -1), "2026-11-21", "", "", Completeness::incomplete},
  };
  for (auto row : rows) {
    row.who.doc.as_of = *Date::parse(row.as_of);
    const Assessment a = row.who.score();
    EXPECT_EQ(a.standard, row.standard) << row.what;
    EXPECT_EQ(a.outcome, row.outcome) << row.what;
    ASSERT_EQ(a.fallback.size(), *row.fallback == 0 ? 0u : 1u) << row.what;
    if (!a.fallback.empty()) {
      EXPECT_EQ(a.fallback[0].standard, row.fallback) << row.what;
      EXPECT_NE(reason(a, "score.fallback"), nullptr) << row.what;
    }
    EXPECT_FALSE(a.reasons.empty()) << row.what;
    EXPECT_EQ(a.total, std::nullopt) << row.what;
  }
}

TEST(Score, WhatIsMissingIsNamed) {
  const struct {
    Who who;
    std::vector<std::string> missing;
  } rows[] = {{Who(Sex::unknown, -1), {"sex", "age_years"}},
              {Who(Sex::unknown, 30), {"sex"}},
              {Who(Sex::female, -1), {"age_years"}}};
  for (const auto& row : rows) EXPECT_EQ(row.who.score().missing, row.missing);
  EXPECT_EQ(Who(Sex::unknown, -1).score("cn.moe.student-fitness").missing,
            (std::vector<std::string>{"sex", "school_grade"}));
}

TEST(Score, NormsStandInWhereNoStandardDoes) {
  const Assessment a = Who(Sex::male, 84).score();
  std::vector<std::string> norms;
  for (const Reason& r : a.reasons) {
    if (r.code == "score.norm_instead") norms.push_back(r.rule);
  }
  EXPECT_TRUE(std::is_sorted(norms.begin(), norms.end()));
  EXPECT_NE(std::find(norms.begin(), norms.end(), "awgs.grip@2019+r1"), norms.end());
  EXPECT_EQ(std::find(norms.begin(), norms.end(), "who.growth@2007+r1"), norms.end());
}

TEST(Score, WholeSheet) {
  const Assessment a = pupil().score();
  EXPECT_EQ(a.outcome, Completeness::complete);
  EXPECT_EQ(a.score, 90.0);
  EXPECT_EQ(a.total, 90.0);
  ASSERT_TRUE(a.grade);
  EXPECT_EQ(a.grade->code, "excellent");
  ASSERT_EQ(a.items.size(), 7u);
  EXPECT_EQ(a.column, (std::vector<Arg>{{"school_grade", std::string("senior_2")},
                                        {"sex", std::string("male")}}));
  const ItemScore* capacity = item(a, "vital_capacity");
  EXPECT_EQ(capacity->points, 85.0);
  EXPECT_EQ(capacity->weight, 15.0);
  EXPECT_EQ(capacity->contribution, 12.75);
  EXPECT_EQ(capacity->unit, "mL");
  ASSERT_TRUE(capacity->next);
  EXPECT_EQ(capacity->next->points, 90.0);
  EXPECT_EQ(capacity->next->value, 4500.0);
  ASSERT_TRUE(capacity->grade);
  EXPECT_EQ(capacity->grade->code, "good");
  EXPECT_EQ(item(a, "bmi")->item_class, "normal");
  for (const ItemScore& i : a.items) {
    ASSERT_FALSE(i.why.empty()) << i.test;
    const Reason& r = a.reasons[i.why[0]];
    EXPECT_EQ(r.code, "score.item_scored") << i.test;
    EXPECT_EQ(r.rule, "cn.moe.student-fitness@2014+r1/" + i.test);
    ASSERT_FALSE(r.cites.empty()) << i.test;
    EXPECT_EQ(r.cites[0].source, "src.moe_student_2014") << i.test;
    EXPECT_EQ(r.verified, Verified::secondary) << i.test;
  }
  EXPECT_EQ(a.provenance.used, std::vector<std::string>{"cn.moe.student-fitness@2014+r1"});
}

TEST(Score, EveryOutcomeHasAReason) {
  Who who = Who(Sex::female, 45)
                .add("height", 160)
                .add("weight", 61.44)
                .derived_bmi()
                .add("grip_strength", 25.05)
                .add("choice_reaction_time", 9, Outcome::implausible)
                .add("sit_and_reach", 0, Outcome::exempt)
                .add("push_up", 12)
                .add("pull_up", 3)
                .add("bp_systolic", 120)
                .add("one_leg_stand_eyes_closed", 3);
  std::vector<TestAdvice> not_safe(2);
  not_safe[0].test = "vo2max_relative";
  not_safe[1].test = "vertical_jump";
  not_safe[1].provisional = true;
  const Assessment a = who.score("auto", &not_safe);
  const struct {
    const char* test;
    Outcome outcome;
  } rows[] = {{"bmi", Outcome::scored},
              {"grip_strength", Outcome::scored},
              {"choice_reaction_time", Outcome::implausible},
              {"sit_and_reach", Outcome::exempt},
              {"push_up_knee", Outcome::scored},
              {"pull_up", Outcome::not_in_standard},
              {"one_leg_stand_eyes_closed", Outcome::undetermined},
              {"vo2max_relative", Outcome::withheld_for_safety},
              {"vertical_jump", Outcome::missing_value},
              {"vital_capacity", Outcome::missing_value}};
  for (const auto& row : rows) {
    const ItemScore* i = item(a, row.test);
    ASSERT_NE(i, nullptr) << row.test;
    EXPECT_EQ(i->outcome, row.outcome) << row.test;
    ASSERT_FALSE(i->why.empty()) << row.test;
    EXPECT_EQ(a.reasons[i->why[0]].code, "score.item_" + std::string(outcome_name(row.outcome)))
        << row.test;
  }
  EXPECT_EQ(item(a, "bp_systolic"), nullptr) << "a vital sign is no test of fitness";
  EXPECT_EQ(item(a, "height"), nullptr);
  EXPECT_EQ(item(a, "bmi")->item_class, "overweight") << "61.44 kg at 160 cm is exactly 24.0";
  EXPECT_EQ(item(a, "push_up_knee")->taken_from, "push_up");
  ASSERT_EQ(item(a, "push_up_knee")->why.size(), 2u);
  EXPECT_EQ(a.reasons[item(a, "push_up_knee")->why[1]].code, "score.taken_from");
  EXPECT_EQ(item(a, "one_leg_stand_eyes_closed")->candidates.size(), 2u);
  EXPECT_EQ(a.outcome, Completeness::incomplete);
  EXPECT_EQ(std::count(a.missing.begin(), a.missing.end(), "sit_and_reach"), 0)
      << "exempt is not missing";
  EXPECT_EQ(std::count(a.missing.begin(), a.missing.end(), "vo2max_relative"), 1);
}

TEST(Score, NoScoreBlocksTheGrade) {
  Who who = Who(Sex::male, 62)
                .add("height", 165)
                .add("weight", 62)
                .add("vital_capacity", 2500)
                .add("grip_strength", 20)
                .add("sit_and_reach", 3)
                .add("choice_reaction_time", 0.7)
                .add("one_leg_stand_eyes_closed", 8);
  const Assessment a = who.score("cn.gas.physique.older@2003");
  EXPECT_EQ(item(a, "grip_strength")->outcome, Outcome::no_score);
  EXPECT_EQ(a.outcome, Completeness::blocked);
  EXPECT_FALSE(a.total || a.grade);
  ASSERT_FALSE(a.needs.empty());
  EXPECT_EQ(a.needs[0].test, "grip_strength") << "what blocks the grade comes first";
  EXPECT_EQ(a.needs[0].value_target, 21.5);
  EXPECT_FALSE(a.needs[0].points_now);
  EXPECT_EQ(item(a, "height_for_weight")->value, 62.0);
}

TEST(Score, OutsideThePopulation) {
  const Assessment a = Who(Sex::male, 30)
                           .add("grip_strength", 40)
                           .add("pull_up", 3)
                           .score("cn.gas.physique.older@2003");
  EXPECT_EQ(a.outcome, Completeness::unsupported);
  EXPECT_EQ(item(a, "grip_strength")->outcome, Outcome::outside_population);
  EXPECT_EQ(item(a, "pull_up")->outcome, Outcome::not_in_standard);
  EXPECT_NE(reason(a, "score.outside_population"), nullptr);
}

TEST(Score, UnknownStandard) {
  const Who who(Sex::male, 30);
  const auto a = assess::score(shipped::base(), who.doc.person, kToday, who.set, who.facts().vector,
                               "cn.gas.physique.adults");
  ASSERT_FALSE(a);
  EXPECT_EQ(a.error().status, Status::unknown_id);
}

TEST(Score, ReferenceSexIsRecorded) {
  Who who = pupil();
  who.doc.person.sex = Sex::female;
  who.doc.person.reference_sex = Sex::male;
  const Assessment a = who.score();
  EXPECT_EQ(a.total, 90.0);
  EXPECT_NE(reason(a, "score.reference_sex"), nullptr);
}

TEST(NormReport, AutoTakesWhatWasMeasured) {
  Who who = Who(Sex::female, 70)
                .add("grip_strength", 17.9)
                .add("gait_speed", 0.8)
                .add("height", 160)
                .add("weight", 61.44)
                .derived_bmi();
  const auto report = assess::norm(shipped::base(), who.doc.person, kToday, who.set, "auto");
  ASSERT_TRUE(report);
  const struct {
    const char *norm, *norm_class, *finding;
  } rows[] = {{"awgs.gait-speed@2019+r1", "low", "low_physical_performance"},
              {"awgs.grip@2019+r1", "low", "low_muscle_strength"},
              {"cn.bmi.adult@2013+r1", "overweight", "overweight"},
              {"wfg.gait-speed@2022+r1", "slow", "fall_risk"}};
  for (const auto& row : rows) {
    const auto at = std::find_if(report->results.begin(), report->results.end(),
                                 [&](const NormResult& r) { return r.norm == row.norm; });
    ASSERT_NE(at, report->results.end()) << row.norm;
    EXPECT_EQ(at->outcome, Outcome::scored) << row.norm;
    EXPECT_EQ(at->norm_class, row.norm_class) << row.norm;
    EXPECT_EQ(at->finding, row.finding) << row.norm;
    EXPECT_FALSE(at->label.empty()) << row.norm;
    ASSERT_EQ(at->why.size(), 1u);
    EXPECT_EQ(report->reasons[at->why[0]].rule, row.norm);
    EXPECT_FALSE(report->reasons[at->why[0]].cites.empty()) << row.norm;
  }
  EXPECT_TRUE(
      std::is_sorted(report->results.begin(), report->results.end(),
                     [](const NormResult& a, const NormResult& b) { return a.norm < b.norm; }));
}

TEST(NormReport, OneByName) {
  Who who = Who(Sex::male, -1).months(120).add("bmi", 20);
  const auto one =
      assess::norm(shipped::base(), who.doc.person, kToday, who.set, "who.growth@2007");
  ASSERT_TRUE(one && one->results.size() == 1);
  EXPECT_EQ(one->results[0].z, 1.57);
  const auto none = assess::norm(shipped::base(), who.doc.person, kToday, who.set, "awgs.grip");
  ASSERT_TRUE(none && none->results.size() == 1);
  EXPECT_EQ(none->results[0].outcome, Outcome::missing_value);
  EXPECT_EQ(
      assess::norm(shipped::base(), who.doc.person, kToday, who.set, "awgs.grips").error().status,
      Status::unknown_id);
}

TEST(Edition, InForce) {
  FileHeader h;
  const Date day = *Date::parse("2023-06-01");
  const struct {
    const char* edition;
    std::optional<Date> from;
    FileStatus status;
    bool expected;
  } rows[] = {{"2023", {}, FileStatus::current, true},
              {"2024", {}, FileStatus::current, false},
              {"2023", *Date::parse("2023-06-01"), FileStatus::current, true},
              {"2023", *Date::parse("2023-06-02"), FileStatus::current, false},
              {"2003", {}, FileStatus::superseded, true},
              {"2003", {}, FileStatus::draft, false},
              {"1st", {}, FileStatus::current, true}};
  for (const auto& row : rows) {
    h.edition = row.edition;
    h.in_force_from = row.from;
    h.status = row.status;
    EXPECT_EQ(assess::in_force(h, day), row.expected) << row.edition;
  }
}

}  // namespace
}  // namespace celian
