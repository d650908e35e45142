// Three states everywhere: what is absent is unknown, an empty list is "none" only when somebody
// asked.
#include "facts/build.hpp"

#include <algorithm>

#include "fact_case.hpp"

namespace celian::test {
namespace {

TEST(Facts, ThreeStatesOfAList) {
  struct Case {
    const char* what;
    bool given, listed, was_asked;
    int days_ago;
    const char* hypertension;
    const char* stroke;  // never listed
  };
  const Case cases[] = {
      {"field absent", false, false, false, 0, "unknown", "unknown"},
      {"empty list, nobody asked", true, false, false, 0, "unknown", "unknown"},
      {"field absent, asked all the same", false, false, true, 0, "unknown", "unknown"},
      {"empty list, asked today", true, false, true, 0, "no", "no"},
      {"listed, nobody asked", true, true, false, 0, "yes", "unknown"},
      {"listed, asked today", true, true, true, 0, "yes", "no"},
      {"listed, asked a year ago", true, true, true, 365, "yes", "no"},
      {"listed, asked more than a year ago", true, true, true, 366, "yes", "unknown"},
      {"empty, asked more than a year ago", true, false, true, 400, "unknown", "unknown"},
      {"empty, asked in the future", true, false, true, -3, "unknown", "unknown"},
  };
  for (const Case& c : cases) {
    PersonDocument d = person();
    if (c.given) d.health.conditions.emplace();
    if (c.listed) d.health.conditions->push_back({"hypertension", "", "", "", ""});
    if (c.was_asked) asked(d, "conditions", kToday - c.days_ago);
    const Facts f = build_facts(knowledge(), d, {});
    EXPECT_EQ(state(f, "condition.hypertension"), c.hypertension) << c.what;
    EXPECT_EQ(state(f, "condition.stroke"), c.stroke) << c.what;
  }
}

TEST(Facts, SymptomsHoldForADayAndMedicinesForThirty) {
  PersonDocument d = person();
  d.health.symptoms.emplace();
  d.health.medications.emplace();
  asked(d, "symptoms", kToday - 1);
  asked(d, "medications", kToday - 30);
  Facts f = build_facts(knowledge(), d, {});
  EXPECT_EQ(state(f, "symptom.chest_pain"), "unknown") << "asked yesterday";
  EXPECT_EQ(state(f, "medicine.beta_blocker"), "no") << "asked 30 days ago";
  EXPECT_NE(std::find(f.stale.begin(), f.stale.end(), "symptoms"), f.stale.end());
  d.health.asked_on = {{"symptoms", kToday}, {"medications", kToday - 31}};
  f = build_facts(knowledge(), d, {});
  EXPECT_EQ(state(f, "symptom.chest_pain"), "no");
  EXPECT_EQ(state(f, "medicine.beta_blocker"), "unknown");
}

TEST(Facts, FindsNamesInBothLanguages) {
  struct Case {
    const char* name;
    const char* fact;
  };
  for (const Case& c : {Case{"美托洛尔", "medicine.beta_blocker"},
                        {"metoprolol", "medicine.beta_blocker"},
                        {"倍他乐克", "medicine.beta_blocker"},
                        {"二甲双胍", "medicine.metformin"}}) {
    PersonDocument d = person();
    d.health.medications = std::vector<MedicineAnswer>{{"", c.name}};
    const Facts f = build_facts(knowledge(), d, {});
    EXPECT_EQ(state(f, c.fact), "yes") << c.name;
    EXPECT_TRUE(f.unrecognised.empty()) << c.name;
  }
}

TEST(Facts, KeepsWhatItDoesNotRecognise) {
  PersonDocument d = person();
  d.health.conditions = std::vector<ConditionAnswer>{{"", "某种从未听过的病", "", "", ""}};
  d.health.medications = std::vector<MedicineAnswer>{{"", "不知名的药"}};
  asked(d, "conditions");
  asked(d, "medications");
  const Facts f = build_facts(knowledge(), d, {});
  EXPECT_EQ(state(f, "condition.other"), "yes");
  EXPECT_EQ(state(f, "medicine.other"), "yes");
  ASSERT_EQ(f.unrecognised.size(), 2u);
  EXPECT_EQ(f.unrecognised[0].text, "某种从未听过的病");
  EXPECT_EQ(f.unrecognised[1].text, "不知名的药");
}

TEST(Facts, CountsMedicinesOnlyWhenTheyAreKnown) {
  PersonDocument d = person();
  EXPECT_EQ(number(build_facts(knowledge(), d, {}), "medicines_count"), std::nullopt)
      << "never asked";
  d.health.medications.emplace();
  EXPECT_EQ(number(build_facts(knowledge(), d, {}), "medicines_count"), std::nullopt)
      << "an empty list alone says nothing";
  asked(d, "medications");
  EXPECT_EQ(number(build_facts(knowledge(), d, {}), "medicines_count"), 0.0);
}

TEST(Facts, AgeFromWhateverIsGiven) {
  PersonDocument d = person();
  d.person.age_years = 61;
  EXPECT_EQ(number(build_facts(knowledge(), d, {}), "age_years"), 61.0);
  d.person.age_months = 95;
  EXPECT_EQ(number(build_facts(knowledge(), d, {}), "age_years"), 7.0)
      << "months are closer than years";
  d.person.birth_date = day("1966-11-22");
  EXPECT_EQ(number(build_facts(knowledge(), d, {}), "age_years"), 59.0)
      << "the birthday is tomorrow";
  EXPECT_EQ(number(build_facts(knowledge(), d, {}), "age_months"), 719.0);
  PersonDocument nobody = person();
  nobody.person.age_years.reset();
  EXPECT_EQ(number(build_facts(knowledge(), nobody, {}), "age_years"), std::nullopt);
  EXPECT_EQ(state(build_facts(knowledge(), nobody, {}), "age_65_plus"), "unknown");
}

TEST(Facts, OldReadingsSayNothingAboutToday) {
  const PersonDocument d = person();
  for (const int days : {0, 30, 31}) {
    const Facts f =
        build_facts(knowledge(), d, set_of({measured("bp_systolic", 150, kToday - days)}));
    EXPECT_EQ(number(f, "bp_systolic").has_value(), days <= 30) << days << " days ago";
    EXPECT_EQ(f.stale.empty(), days <= 30) << days << " days ago";
  }
  Measurement strange = measured("bp_systolic", 700);
  strange.outcome = Outcome::implausible;
  EXPECT_EQ(number(build_facts(knowledge(), d, set_of({strange})), "bp_systolic"), std::nullopt)
      << "an implausible reading is no reading";
}

TEST(Facts, CountsTodaysPressureReadings) {
  const PersonDocument d = person();
  const auto pressure = [&](Date on, int readings) {
    return build_facts(knowledge(), d,
                       set_of({measured("bp_diastolic", 90, on, readings),
                               measured("bp_systolic", 150, on, readings)}));
  };
  EXPECT_EQ(number(pressure(kToday, 1), "bp_readings_today"), 1.0);
  EXPECT_EQ(number(pressure(kToday, 2), "bp_readings_today"), 2.0);
  EXPECT_EQ(number(pressure(kToday - 1, 2), "bp_readings_today"), std::nullopt)
      << "yesterday's readings are not today's";
  EXPECT_EQ(state(pressure(kToday, 2), "bp_confirmed"), "yes");
  EXPECT_EQ(state(pressure(kToday, 1), "bp_confirmed"), "no");
}

TEST(Facts, PregnancyStates) {
  struct Case {
    const char* status;
    Sex sex;
    int age;
    const char* pregnant;
    const char* unknown;
  };
  const Case cases[] = {
      {"pregnant", Sex::female, 30, "yes", "no"},
      {"not_pregnant", Sex::female, 30, "no", "no"},
      {"", Sex::female, 30, "unknown", "yes"},
      {"", Sex::female, 60, "no", "no"},
      {"", Sex::male, 30, "no", "no"},
  };
  for (const Case& c : cases) {
    PersonDocument d = person(c.age, c.sex);
    d.health.pregnancy.status = c.status;
    const Facts f = build_facts(knowledge(), d, {});
    EXPECT_EQ(state(f, "pregnant"), c.pregnant) << c.status << " " << c.age;
    EXPECT_EQ(state(f, "pregnancy_unknown"), c.unknown) << c.status << " " << c.age;
  }
  PersonDocument d = person(30);
  d.health.pregnancy = {.status = "pregnant",
                        .weeks = {},
                        .due_date = kToday + 70,
                        .postpartum_weeks = {},
                        .complications = {}};
  EXPECT_EQ(number(build_facts(knowledge(), d, {}), "gestation_weeks"), 30.0)
      << "ten weeks before the due date";
  EXPECT_EQ(value(build_facts(knowledge(), d, {}), "trimester"), "t3");
  d.health.pregnancy.due_date.reset();
  EXPECT_EQ(value(build_facts(knowledge(), d, {}), "trimester"), "unknown")
      << "pregnant, weeks not told";
}

TEST(Facts, AClearanceCountsWhileItIsValid) {
  struct Case {
    const char* what;
    int age;
    std::optional<Date> until;
    const char* valid;
  };
  for (const Case& c : {Case{"today's", 0, std::nullopt, "yes"},
                        {"a year old", 365, std::nullopt, "yes"},
                        {"older", 366, std::nullopt, "no"},
                        {"with an end that has come", 20, kToday - 1, "no"},
                        {"with an end ahead", 400, kToday, "yes"},
                        {"dated tomorrow", -1, std::nullopt, "no"}}) {
    PersonDocument d = person();
    d.health.clearance = Clearance{kToday - c.age, "moderate", "physician", c.until};
    EXPECT_EQ(state(build_facts(knowledge(), d, {}), "clearance_valid"), c.valid) << c.what;
  }
  EXPECT_EQ(state(build_facts(knowledge(), person(), {}), "clearance_valid"), "no")
      << "a paper that nobody handed in is not there";
}

// screening.md 1.1: a clearance of the last 12 months *and no change since*.
TEST(Facts, AClearanceDoesNotCoverWhatCameAfterIt) {
  struct Case {
    const char* since;
    const char* valid;
  };
  for (const Case& c : {Case{"", "yes"},
                        {"2019", "yes"},
                        {"2026-10-20", "yes"},
                        {"2026-10-22", "no"},
                        {"2026-11-18", "no"},
                        {"2026", "no"}}) {
    PersonDocument d = person();
    d.health.conditions = std::vector<ConditionAnswer>{{"coronary_stent", "", "", "", c.since}};
    d.health.clearance =
        Clearance{kToday - 31, "moderate", "physician", std::nullopt};  // 21 October
    EXPECT_EQ(state(build_facts(knowledge(), d, {}), "clearance_valid"), c.valid)
        << "stent since \"" << c.since << '"';
  }
}

TEST(Facts, AListDoesNotSettleTheDetailsOfWhatWasNamed) {
  struct Case {
    const char* what;
    std::vector<const char*> named;
    const char* detail;
    const char* expected;
  };
  const Case cases[] = {
      {"nothing named", {}, "symptom.chest_pain_now", "no"},
      {"something else named", {"dizziness"}, "symptom.chest_pain_now", "no"},
      {"chest pain named", {"chest_pain"}, "symptom.chest_pain_now", "unknown"},
      {"chest pain named", {"chest_pain"}, "symptom.chest_pain_prolonged", "unknown"},
      {"chest pain named", {"chest_pain"}, "symptom.cold_sweat", "unknown"},
      {"chest pain named", {"chest_pain"}, "symptom.dyspnoea", "unknown"},
      {"a detail of a detail that may be there",
       {"chest_pain"},
       "symptom.dyspnoea_sudden",
       "unknown"},
      {"chest pain named", {"chest_pain"}, "symptom.fever", "no"},
      {"both named", {"chest_pain", "chest_pain_now"}, "symptom.chest_pain_now", "yes"},
      {"palpitations named", {"palpitations"}, "symptom.pulse_irregular_new", "unknown"},
      {"swollen ankles named", {"ankle_oedema"}, "symptom.calf_swelling_unilateral", "unknown"},
      {"a blow to the head named", {"head_strike_today"}, "symptom.concussion_signs", "unknown"},
  };
  for (const Case& c : cases) {
    PersonDocument d = person();
    d.health.symptoms.emplace();
    for (const char* s : c.named) d.health.symptoms->push_back({s, ""});
    asked(d, "symptoms");
    EXPECT_EQ(state(build_facts(knowledge(), d, {}), c.detail), c.expected)
        << c.what << ": " << c.detail;
  }
  PersonDocument d = person();
  d.health.symptoms = std::vector<SymptomAnswer>{{"chest_pain", ""}};
  asked(d, "symptoms");
  d.health.answers.push_back({"symptom.chest_pain_now", false});
  EXPECT_EQ(state(build_facts(knowledge(), d, {}), "symptom.chest_pain_now"), "no")
      << "its own question was answered";
  EXPECT_EQ(state(build_facts(knowledge(), d, {}), "symptom.dyspnoea_sudden"), "unknown");
  d.health.answers.push_back({"symptom.dyspnoea", false});
  EXPECT_EQ(state(build_facts(knowledge(), d, {}), "symptom.dyspnoea_sudden"), "no")
      << "what was ruled out has no details";
}

TEST(Facts, ADateMayAlsoBeAnsweredByItsCode) {
  PersonDocument d = person();
  d.health.conditions = std::vector<ConditionAnswer>{{"stroke", "", "", "", ""}};
  d.health.answers.push_back({"condition.stroke.since", std::string("2026-11-18")});
  EXPECT_EQ(number(build_facts(knowledge(), d, {}), "condition.stroke.since"),
            day("2026-11-18").days_since_epoch());
}

TEST(Facts, GoalsThatWereNotNamedAreNotWanted) {
  PersonDocument d = person();
  EXPECT_EQ(state(build_facts(knowledge(), d, {}), "goal_lose_weight"), "unknown");
  d.goals.codes = {"strength"};
  EXPECT_EQ(state(build_facts(knowledge(), d, {}), "goal_lose_weight"), "no");
  d.goals.codes = {"strength", "lose_weight"};
  EXPECT_EQ(state(build_facts(knowledge(), d, {}), "goal_lose_weight"), "yes");
}

TEST(Facts, TheDiseaseListAlsoSettlesWhetherThereWasAnOperation) {
  PersonDocument d = person();
  EXPECT_EQ(state(build_facts(knowledge(), d, {}), "surgery_within_limits"), "unknown");
  d.health.conditions.emplace();
  asked(d, "conditions");
  EXPECT_EQ(state(build_facts(knowledge(), d, {}), "surgery_within_limits"), "no");
}

TEST(Facts, FallClassFromFallsAndGait) {
  struct Case {
    const char* what;
    int age;
    std::optional<int> falls;
    std::optional<double> gait_speed;
    const char* expected;
  };
  // World Falls Guidelines 2022: two falls or one with injury = high; slow or unsteady gait =
  // intermediate.
  const Case cases[] = {
      {"three falls at 75", 75, 3, 1.2, "high"},
      {"a slow walk at 75", 75, 0, 0.6, "intermediate"},
      {"no falls, a quick walk at 75", 75, 0, 1.2, "low"},
      {"young", 30, 0, 1.2, "low"},
  };
  for (const Case& c : cases) {
    PersonDocument d = person(c.age);
    d.health.falls = {
        .count_12_months = c.falls, .injury = false, .fear = false, .unsteady = false};
    d.health.conditions.emplace();
    d.health.medications.emplace();
    asked(d, "conditions");
    asked(d, "medications");
    std::vector<Measurement> readings;
    if (c.gait_speed) readings.push_back(measured("gait_speed", *c.gait_speed));
    EXPECT_EQ(value(build_facts(knowledge(), d, set_of(std::move(readings))), "fall_risk_class"),
              c.expected)
        << c.what;
  }
  EXPECT_NE(value(build_facts(knowledge(), person(75), {}), "fall_risk_class"), "low")
      << "falls not asked at 75 are not 'no falls'";
}

TEST(Facts, AnswersToQuestions) {
  PersonDocument d = person();
  d.health.answers = {{"par_q.g1", true}, {"sarc_f.strength", 2.0}, {"alcohol_recent", false}};
  const Facts f = build_facts(knowledge(), d, {});
  EXPECT_EQ(state(f, "answer.par_q.g1"), "yes");
  EXPECT_EQ(number(f, "answer.sarc_f.strength"), 2.0);
  EXPECT_EQ(state(f, "alcohol_recent"), "no");
  EXPECT_EQ(state(f, "answer.par_q.g2"), "unknown");
}

TEST(Facts, AChecklistSettlesWhatItDoesNotName) {
  struct Case {
    const char* what;
    bool by_day, by_code;
    int days_ago;
    const char* syncope;  // not named
  };
  const Case cases[] = {{"not asked", false, false, 0, "unknown"},
                        {"asked a year ago", true, false, 365, "no"},
                        {"asked longer ago", true, false, 366, "unknown"},
                        {"answered by its own code", false, true, 0, "no"}};
  for (const Case& c : cases) {
    PersonDocument d = person(15);
    d.health.answers = {{"aha.murmur", true}};
    if (c.by_code) d.health.answers.push_back({"aha_asked", true});
    if (c.by_day) asked(d, "aha", kToday - c.days_ago);
    const Facts f = build_facts(knowledge(), d, {});
    EXPECT_EQ(state(f, "answer.aha.murmur"), "yes") << c.what;
    EXPECT_EQ(state(f, "answer.aha.syncope_exertional"), c.syncope) << c.what;
  }
}

TEST(Facts, WhatHappenedInAYearIsTakenAsLate) {
  struct Case {
    const char* since;
    const char* expected;  // empty = unknown
  };
  const Case cases[] = {{"2026-10-30", "2026-10-30"}, {"2026-10", "2026-10-31"},
                        {"2026-02", "2026-02-28"},    {"2024-02", "2024-02-29"},
                        {"2019", "2019-12-31"},       {"2026", "2026-11-21"},
                        {"2026-11", "2026-11-21"},    {"", ""}};
  for (const Case& c : cases) {
    PersonDocument d = person(70);
    d.health.conditions =
        std::vector<ConditionAnswer>{{"myocardial_infarction", "", "", "", c.since}};
    const auto got =
        number(build_facts(knowledge(), d, {}), "condition.myocardial_infarction.since");
    const std::string actual =
        got ? Date::from_days(static_cast<std::int32_t>(*got)).iso() : std::string();
    EXPECT_EQ(actual, c.expected) << "since \"" << c.since << '"';
  }
}

TEST(Facts, OfTwoDaysOfOneDiseaseTheLaterCounts) {
  for (const bool is_late_first : {true, false}) {
    PersonDocument d = person(70);
    d.health.conditions =
        std::vector<ConditionAnswer>{{"myocardial_infarction", "", "", "", "2026-10-30"},
                                     {"myocardial_infarction", "", "", "", "2015"}};
    if (!is_late_first) std::reverse(d.health.conditions->begin(), d.health.conditions->end());
    EXPECT_EQ(number(build_facts(knowledge(), d, {}), "condition.myocardial_infarction.since"),
              day("2026-10-30").days_since_epoch())
        << (is_late_first ? "late first" : "late last");
  }
}

TEST(Facts, DerivedFactsStayUnknownWhereTheirPartsAre) {
  PersonDocument d = person();
  EXPECT_EQ(state(build_facts(knowledge(), d, {}), "known_cv_disease"), "unknown");
  d.health.conditions = std::vector<ConditionAnswer>{{"stroke", "", "", "", ""}};
  EXPECT_EQ(state(build_facts(knowledge(), d, {}), "known_cv_disease"), "yes")
      << "one is enough, whatever else is unknown";
  d.health.conditions->clear();
  asked(d, "conditions");
  EXPECT_EQ(state(build_facts(knowledge(), d, {}), "known_cv_disease"), "unknown")
      << "a medicine may speak for a disease that nobody named";
  d.health.medications.emplace();
  asked(d, "medications");
  EXPECT_EQ(state(build_facts(knowledge(), d, {}), "known_cv_disease"), "no");
  d.health.medications->push_back({"nitrate", ""});
  EXPECT_EQ(state(build_facts(knowledge(), d, {}), "known_cv_disease"), "yes");
}

}  // namespace
}  // namespace celian::test
