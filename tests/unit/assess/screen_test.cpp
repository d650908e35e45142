// Screening: what nobody asked is never "fine", and the result says why.
#include <gtest/gtest.h>

#include "screened_people.hpp"

namespace celian::assess {
namespace {

// --- Blood pressure

TEST(Screen, OneHighReadingAsksForAnotherTwoRefer) {
  struct Case {
    double systolic, diastolic;
    int readings;
    const char* today;
    const char* programme;
  };
  // 160/100: medical evaluation before exercise; 180/110: not today (GETP 12 digest; NHC 2024).
  const Case cases[] = {
      {118, 76, 1, "go", "go"},          {118, 76, 2, "go", "go"},
      {159, 99, 2, "go", "go"},          {164, 92, 1, "defer", "go"},
      {164, 92, 2, "go", "interim"},     {142, 101, 2, "go", "interim"},
      {182, 92, 1, "defer", "go"},       {182, 92, 2, "defer", "interim"},
      {150, 112, 2, "defer", "interim"},
  };
  for (const Case& c : cases) {
    const RiskReport r = well().pressure(c.systolic, c.diastolic, c.readings).screened();
    EXPECT_EQ(r.today.decision, c.today)
        << c.systolic << "/" << c.diastolic << " x" << c.readings << ": " << described(r);
    EXPECT_EQ(r.programme.decision, c.programme)
        << c.systolic << "/" << c.diastolic << " x" << c.readings << ": " << described(r);
    const bool high = c.systolic >= 160 || c.diastolic >= 100;
    if (high && c.readings == 1) {
      EXPECT_FALSE(r.today.recheck.empty())
          << "one high reading asks for a recheck: " << described(r);
      EXPECT_TRUE(r.referral.empty()) << "and does not refer: " << described(r);
    }
  }
}

TEST(Screen, AQuickPulseIsCountedAgainBeforeAnythingElse) {
  struct Case {
    double rate;
    int readings, age;
    const char* today;
  };
  // VT-HR2: 100 to 120, count again after 10 minutes; if it stays, light only and a review. A
  // child's pulse is quicker.
  for (const Case& c : {Case{99, 1, 50, "go"},
                        {100, 1, 50, "defer"},
                        {108, 1, 50, "defer"},
                        {120, 1, 50, "defer"},
                        {108, 2, 50, "light_only"},
                        {121, 2, 50, "defer"},
                        {108, 1, 9, "light_only"}}) {
    const Someone s = well(c.age).measured("resting_heart_rate", c.rate, c.readings);
    const RiskReport r = s.screened();
    EXPECT_EQ(r.today.decision, c.today)
        << c.rate << " x" << c.readings << " at " << c.age << ": " << described(r);
    if (c.rate == 108 && c.readings == 2) {
      EXPECT_FALSE(r.referral.empty()) << described(r);
      EXPECT_EQ(cap_of(s), IntensityClass::light) << described(r);
    }
    if (c.rate == 108 && c.readings == 1 && c.age > 17) {
      EXPECT_NE(std::find(r.today.causes.begin(), r.today.causes.end(), "measure"),
                r.today.causes.end())
          << "the plan waits for the second count";
    }
  }
}

TEST(Screen, AnAdultsPressureMustBeKnown) {
  const RiskReport adult = well().without("bp_systolic").without("bp_diastolic").screened();
  ASSERT_NE(asked_for(adult, "bp_systolic"), nullptr) << described(adult);
  EXPECT_EQ(asked_for(adult, "bp_systolic")->level, "must");
  EXPECT_TRUE(adult.provisional) << described(adult);
  EXPECT_FALSE(well(12).without("bp_systolic").without("bp_diastolic").screened().provisional)
      << "a pupil is not held up by it";
}

TEST(Screen, UnknownPressureIsAskedAndCountsAsHighWithHypertension) {
  const RiskReport known = well().has("hypertension", "controlled").screened();
  const RiskReport unknown = well()
                                 .has("hypertension", "controlled")
                                 .without("bp_systolic")
                                 .without("bp_diastolic")
                                 .screened();
  EXPECT_GE(unknown.triage, Triage::T3) << "MR-10: " << described(unknown);
  EXPECT_GE(unknown.triage, known.triage);
  EXPECT_EQ(unknown.programme.decision, "interim") << described(unknown);
  const RiskReport nobody_knows = well().without("bp_systolic").without("bp_diastolic").screened();
  EXPECT_NE(asked_for(nobody_knows, "bp_systolic"), nullptr) << described(nobody_knows);
  EXPECT_GT(nobody_knows.triage_worst, nobody_knows.triage) << described(nobody_knows);
}

// --- Unknown

TEST(Screen, AsksForTheListsThatNobodyWentThrough) {
  struct Case {
    const char* group;
    const char* question;
  };
  for (const Case& c : {Case{"conditions", "conditions_asked"}, {"symptoms", "symptoms_asked"}}) {
    const RiskReport r = well().never_asked(c.group).screened();
    const Ask* ask = asked_for(r, c.question);
    ASSERT_NE(ask, nullptr) << c.group << ": " << described(r);
    EXPECT_EQ(ask->level, "must") << c.group;
    EXPECT_TRUE(r.provisional) << c.group;
    EXPECT_GE(r.triage_worst, Triage::T3) << c.group;
  }
  EXPECT_EQ(asked_for(well().screened(), "conditions_asked"), nullptr) << "nothing is asked twice";
  EXPECT_FALSE(well().screened().provisional);
}

TEST(Screen, UnknownIsNeverLooserThanKnownNone) {
  const Someone people[] = {well(),
                            well(70),
                            well(30, Sex::female),
                            well(12),
                            well(60).has("type_2_diabetes", "controlled"),
                            well(66).has("hypertension", "controlled")};
  for (const Someone& known : people) {
    const RiskReport none = known.screened();
    for (const char* group : {"conditions", "medications", "symptoms"}) {
      Someone open = known;
      open.never_asked(group);
      const RiskReport unknown = open.screened();
      EXPECT_GE(unknown.triage, none.triage) << group << ": " << described(unknown);
      EXPECT_GE(unknown.triage_worst, none.triage_worst) << group << ": " << described(unknown);
      EXPECT_GE(rank_of_programme(unknown), rank_of_programme(none))
          << group << ": " << described(unknown);
      EXPECT_GE(rank_of_today(unknown), rank_of_today(none)) << group << ": " << described(unknown);
      EXPECT_LE(cap_of(open), cap_of(known)) << group;
      EXPECT_TRUE(unknown.provisional || !none.provisional) << group;
    }
    for (const char* test : {"bp_systolic", "resting_heart_rate"}) {
      Someone open = known;
      open.without(test);
      EXPECT_GE(open.screened().triage_worst, none.triage_worst)
          << test << ": " << described(open.screened());
      EXPECT_LE(cap_of(open), cap_of(known)) << test;
    }
  }
}

// --- The result

TEST(Screen, AHealthyAdultMayBegin) {
  const RiskReport r = well().screened();
  EXPECT_LE(r.triage, Triage::T1) << described(r);
  EXPECT_EQ(r.today.decision, "go") << described(r);
  EXPECT_EQ(r.programme.decision, "go") << described(r);
}

TEST(Screen, StopsTheProgrammeFromT6On) {
  for (const char* code : {"acute_coronary_syndrome", "thyroid_uncontrolled", "mania_acute"}) {
    const RiskReport r = well().has(code).screened();
    EXPECT_GE(r.triage, Triage::T6) << code << ": " << described(r);
    EXPECT_EQ(r.programme.decision, "stop") << code;
    EXPECT_EQ(r.today.decision, "defer") << code;
  }
}

TEST(Screen, KeepsUnrecognisedEntriesAndTreatsThemCarefully) {
  Someone s = well();
  s.doc.health.conditions->push_back({"", "某种从未听过的病", "", "", ""});
  const RiskReport r = s.screened();
  EXPECT_EQ(r.programme.decision, "interim") << described(r);
  EXPECT_TRUE(std::any_of(r.findings.begin(), r.findings.end(),
                          [](const Finding& f) { return f.rule == "unrecognised_condition"; }));
}

TEST(Screen, OnePathDecidesTheOtherIsOnlyReported) {
  Someone acsm = well(50).has("type_2_diabetes", "controlled");
  acsm.doc.policy.screen = "acsm";
  Someone parq = acsm;
  parq.doc.policy.screen = "parq";
  const RiskReport a = acsm.screened(), p = parq.screened();
  for (const Finding& other : a.other_path) {
    EXPECT_FALSE(std::any_of(a.findings.begin(), a.findings.end(), [&](const Finding& f) {
      return f.rule == other.rule;
    })) << other.rule;
  }
  EXPECT_TRUE(std::any_of(a.findings.begin(), a.findings.end(), [](const Finding& f) {
    return f.rule.rfind("acsm_", 0) == 0;
  })) << described(a);
  EXPECT_FALSE(std::any_of(p.findings.begin(), p.findings.end(),
                           [](const Finding& f) { return f.rule.rfind("acsm_", 0) == 0; }));
}

TEST(Screen, EveryFindingPointsToItsReason) {
  const RiskReport r =
      well(66).has("heart_failure").feels("chest_pain").pressure(170, 90).screened();
  ASSERT_FALSE(r.findings.empty());
  for (const Finding& f : r.findings) {
    ASSERT_FALSE(f.why.empty()) << f.rule;
    ASSERT_LT(f.why[0], r.reasons.size()) << f.rule;
    EXPECT_FALSE(r.reasons[f.why[0]].cites.empty()) << f.rule << " has no source";
  }
}

// Bad air sends a session indoors; where the programme is stopped there is none to send.
TEST(Screen, BadAirDoesNotBringBackWhatIsStopped) {
  Someone s = well(50).has("aortic_dissection");
  s.doc.environment.aqi = 220;
  const RiskReport r = s.screened();
  ASSERT_GE(r.triage, Triage::T6) << described(r);
  EXPECT_EQ(r.today.decision, "defer") << described(r);
}

// What was essential before stays essential while only today is closed.
TEST(Screen, AClosedDayClosesNoQuestion) {
  Someone open = well(50).never_asked("symptoms");
  ASSERT_TRUE(open.screened().provisional) << described(open.screened());
  open.doc.environment.aqi = 220;
  const RiskReport r = open.screened();
  EXPECT_EQ(r.triage, Triage::T5) << described(r);
  EXPECT_TRUE(r.provisional) << described(r);
}

// Either half of a high pressure speaks for itself.
TEST(Screen, AMissingHalfOfThePressureHidesNothing) {
  const RiskReport both = well(50).pressure(150, 104).screened();
  const RiskReport half = well(50).pressure(150, 104).without("bp_systolic").screened();
  EXPECT_EQ(rank_of_programme(both), 1) << described(both);
  EXPECT_EQ(rank_of_programme(half), 1) << described(half);
}

TEST(Screen, GatesHoldTheWholeSet) {
  const RiskReport r = well(66).has("heart_failure", "controlled").pressure(166, 92).screened();
  EXPECT_TRUE(std::is_sorted(r.gates.begin(), r.gates.end()));
  ASSERT_FALSE(r.gates.empty());
  EXPECT_EQ(r.gates.back(), r.triage);
  EXPECT_NE(r.gates.front(), Triage::T0);
}

}  // namespace
}  // namespace celian::assess
