// Screening: symptoms of today, and events of which the date counts.
#include <gtest/gtest.h>

#include <random>

#include "screened_people.hpp"

namespace celian::assess {
namespace {

// --- Symptoms

int urgency_of(const RiskReport& r) {
  int most = 0;
  for (const Referral& x : r.referral)
    most = std::max(most, x.urgency == "emergency" ? 4
                          : x.urgency == "today"   ? 3
                          : x.urgency == "soon"    ? 2
                                                   : 1);
  return most;
}

Someone with_habit(Someone s, std::optional<bool> regular) {
  s.doc.health.activity = {};
  s.doc.health.activity.regular_3_months = regular;
  if (regular.value_or(false)) {
    s.doc.health.activity.sessions_week = 4;
    s.doc.health.activity.minutes_per_session = 40;
    s.doc.health.activity.usual_intensity = "moderate";
  }
  return s;
}

// ACSM list (screening.md 1.3): whoever has one of these today sees a physician today, active or
// not.
TEST(Screen, ASymptomOfTheListIsSeenTheSameDay) {
  for (const char* symptom :
       {"chest_pain", "dyspnoea", "dizziness", "syncope", "orthopnoea", "nocturnal_dyspnoea",
        "ankle_oedema", "palpitations", "claudication", "murmur", "unusual_fatigue"}) {
    for (const std::optional<bool> regular :
         {std::optional<bool>(true), std::optional<bool>(false), std::optional<bool>()}) {
      for (const char* path : {"acsm", "parq"}) {
        Someone s = with_habit(well(63).feels(symptom), regular);
        s.doc.policy.screen = path;
        const RiskReport r = s.screened();
        const std::string what =
            std::string(symptom) +
            (regular ? *regular ? ", active" : ", inactive" : ", habit unknown") + " by " + path +
            ": " + described(r);
        EXPECT_EQ(r.today.decision, "defer") << what;
        EXPECT_GE(urgency_of(r), 3) << what;
        EXPECT_GE(r.triage, Triage::T3) << what;
        EXPECT_NE(r.programme.decision, "go") << what;
      }
    }
  }
}

TEST(Screen, ChestPainAsksForWhatMakesItAnEmergency) {
  const RiskReport r = well(63).has("coronary_artery_disease").feels("chest_pain").screened();
  EXPECT_EQ(r.triage_worst, Triage::T7) << described(r);
  EXPECT_TRUE(r.provisional) << described(r);
  for (const char* detail : {"symptom.chest_pain_now", "symptom.chest_pain_prolonged",
                             "symptom.cold_sweat", "symptom.dyspnoea"}) {
    const Ask* ask = asked_for(r, detail);
    ASSERT_NE(ask, nullptr) << detail << ": " << described(r);
    EXPECT_EQ(ask->level, "must") << detail;
  }
  Someone answered = well(63).has("coronary_artery_disease").feels("chest_pain");
  for (const char* detail : {"chest_pain_now", "chest_pain_prolonged", "cold_sweat", "dyspnoea"})
    answered.doc.health.answers.push_back({std::string("symptom.") + detail, false});
  EXPECT_LT(answered.screened().triage_worst, Triage::T7) << described(answered.screened());
  answered.doc.health.answers.push_back({"symptom.chest_pain_now", true});
  EXPECT_EQ(answered.screened().triage, Triage::T7) << described(answered.screened());
}

TEST(Screen, MoreInactivityIsNeverLessStrict) {
  std::mt19937 random(22112026);
  const FactIndex& facts = knowledge().facts();
  const auto pick = [&](const char* group) {
    return short_code(facts.group(group)[random() % facts.group(group).size()]);
  };
  for (int round = 0; round < 300; ++round) {
    Someone base =
        well(static_cast<int>(18 + random() % 70), random() % 2 == 0 ? Sex::male : Sex::female);
    for (auto n = random() % 3; n > 0; --n)
      base.has(pick("condition"), random() % 2 == 0 ? "controlled" : "");
    for (auto n = random() % 2; n > 0; --n) base.takes(pick("medicine"));
    for (auto n = random() % 3; n > 0; --n) base.feels(pick("symptom"));
    const Someone active = with_habit(base, true), idle = with_habit(base, false);
    const RiskReport a = active.screened(), b = idle.screened();
    const std::string what = "round " + std::to_string(round) + ": active " + described(a) +
                             "; inactive " + described(b);
    EXPECT_GE(rank_of_today(b), rank_of_today(a)) << what;
    EXPECT_GE(urgency_of(b), urgency_of(a)) << what;
    EXPECT_LE(cap_of(idle), cap_of(active)) << what;
    EXPECT_TRUE(a.programme.decision == "go" || b.programme.decision != "go") << what;
  }
}

TEST(Screen, AHeadColdWithoutATemperatureIsNoHeadColdYet) {
  const RiskReport r = well().feels("head_cold").screened();
  ASSERT_NE(asked_for(r, "body_temperature"), nullptr) << described(r);
  EXPECT_EQ(asked_for(r, "body_temperature")->level, "must");
  EXPECT_FALSE(r.today.recheck.empty()) << described(r);
  EXPECT_EQ(asked_for(well().feels("head_cold").measured("body_temperature", 36.7).screened(),
                      "body_temperature"),
            nullptr);
}

// --- Time since an event

Someone after(const std::string& code, std::optional<int> days_ago, int age = 60) {
  Someone s = with_habit(well(age), true);
  s.doc.health.conditions->push_back(
      {code, "", "controlled", "", days_ago ? (kToday - *days_ago).iso() : ""});
  return s;
}

// Waiting times: TR-A7 (heart attack, three weeks), ST-1 to ST-3 (stroke, attack), CD-6 (stent),
// TR-A15 (operations), BD-3 (vertebra), HF-1 (heart failure); contraindications.md and
// conditions.md.
TEST(Screen, ARecentEventIsNeverTakenLightly) {
  struct Case {
    const char* code;
    int last_day;  // of the waiting time
    Triage at_least, on_the_day_before_yesterday;
  };
  const Case cases[] = {
      {"myocardial_infarction", 21, Triage::T6, Triage::T6},
      {"stroke", 14, Triage::T3, Triage::T3},
      {"tia", 14, Triage::T3, Triage::T7},
      {"coronary_stent", 21, Triage::T3, Triage::T3},
      {"coronary_bypass", 84, Triage::T3, Triage::T3},
      {"hip_replacement", 84, Triage::T3, Triage::T3},
      {"knee_replacement", 84, Triage::T3, Triage::T3},
      {"pacemaker", 42, Triage::T3, Triage::T3},
      {"implanted_defibrillator", 42, Triage::T3, Triage::T3},
      {"vertebral_fracture", 84, Triage::T3, Triage::T3},
      {"fragility_fracture", 84, Triage::T3, Triage::T3},
      {"myocarditis", 183, Triage::T6, Triage::T6},
      {"heart_failure", 42, Triage::T3, Triage::T3},
  };
  for (const Case& c : cases) {
    for (const int days : {0, 3, c.last_day}) {
      const RiskReport r = after(c.code, days).screened();
      EXPECT_GE(r.triage, c.at_least) << c.code << ", " << days << " days: " << described(r);
      EXPECT_NE(r.programme.decision, "go") << c.code << ", " << days << " days: " << described(r);
      // A clearance from before the event does not speak about it.
      Someone older_paper = after(c.code, days);
      older_paper.doc.health.clearance =
          Clearance{kToday - days - 1, "vigorous", "physician", std::nullopt};
      EXPECT_GE(older_paper.screened().triage, c.at_least)
          << c.code << ", " << days
          << " days, clearance of the day before: " << described(older_paper.screened());
    }
    EXPECT_GE(after(c.code, 2).screened().triage, c.on_the_day_before_yesterday) << c.code;
    const RiskReport nobody_knows = after(c.code, std::nullopt).screened();
    if (std::string(c.code) != "heart_failure") {
      const Ask* ask = asked_for(nobody_knows, std::string("condition.") + c.code + ".since");
      ASSERT_NE(ask, nullptr) << c.code << " without a date: " << described(nobody_knows);
      EXPECT_EQ(ask->level, "must") << c.code;
      EXPECT_TRUE(nobody_knows.provisional)
          << c.code << " without a date stays light: " << described(nobody_knows);
      EXPECT_GE(nobody_knows.triage_worst, Triage::T3) << c.code;
    }
  }
  EXPECT_EQ(after("stroke", 1).screened().triage, Triage::T7) << "the day after a stroke";
  for (const char* code :
       {"myocardial_infarction", "stroke", "tia", "coronary_stent", "coronary_bypass"}) {
    const RiskReport r = after(code, std::nullopt).screened();
    EXPECT_GE(r.triage, Triage::T3) << code << " at an unknown time: " << described(r);
  }
  // Row CD-2: coronary disease without a valid opinion waits, also in the active.
  EXPECT_EQ(after("coronary_stent", 400).screened().triage, Triage::T3)
      << "an old stent in an active person: " << described(after("coronary_stent", 400).screened());
  Someone cleared = after("coronary_stent", 400);
  cleared.doc.health.clearance = Clearance{kToday - 30, "moderate", "cardiology", std::nullopt};
  EXPECT_LT(cleared.screened().triage, Triage::T3)
      << "an old stent with an opinion: " << described(cleared.screened());
}

TEST(Screen, AStageAnswersForADateThatNobodyKnows) {
  Someone s = with_habit(well(60), true);
  s.doc.health.clearance = Clearance{kToday - 30, "moderate", "cardiology", std::nullopt};
  s.doc.health.conditions->push_back({"myocardial_infarction", "", "", "older", ""});
  EXPECT_LT(s.screened().triage_worst, Triage::T3) << described(s.screened());
  s.doc.health.conditions->back().stage = "under_3_weeks";
  EXPECT_EQ(s.screened().triage, Triage::T6);
  s.doc.health.conditions->back().since = "2019";
  EXPECT_EQ(s.screened().triage, Triage::T6) << "of two answers the more careful holds";
}

TEST(Screen, HighFallRiskStaysSupervisedWhateverPaperThereIs) {
  struct Case {
    const char* from;
    int age_days;
    const char* programme;
  };
  for (const Case& c : {Case{"falls_clinic", 20, "go"},
                        {"physician", 20, "go"},
                        {"cardiology", 20, "interim"},
                        {"", 20, "interim"},
                        {"falls_clinic", 200, "interim"}}) {
    Someone s = well(80);
    s.doc.health.falls.count_12_months = 2;
    s.doc.health.clearance = Clearance{kToday - c.age_days, "moderate", c.from, std::nullopt};
    const RiskReport r = s.screened();
    EXPECT_GE(r.triage, Triage::T4) << c.from << ": " << described(r);
    EXPECT_GE(r.supervision, Supervision::therapist) << c.from << ": " << described(r);
    EXPECT_EQ(r.programme.decision, c.programme)
        << c.from << ", " << c.age_days << " days: " << described(r);
  }
}

// What a traditional mixture holds is unknown: no heart-rate target, and low glucose and falls are
// asked for.
TEST(Screen, ATraditionalMixtureLeavesNoHeartRateTarget) {
  const Someone s = well(66).takes("traditional_chinese_medicine");
  const auto fired = run_rules(knowledge(), knowledge().rules().screen, s.facts().vector).fired;
  const bool limited = std::any_of(fired.begin(), fired.end(), [](const FiredRule& f) {
    return std::any_of(f.rule->then.begin(), f.rule->then.end(), [](const Effect& e) {
      return e.kind == EffectKind::method &&
             std::find(e.allow.begin(), e.allow.end(), "hrr") == e.allow.end();
    });
  });
  EXPECT_TRUE(limited) << described(s.screened());
}

}  // namespace
}  // namespace celian::assess
