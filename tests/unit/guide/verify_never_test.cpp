// The never-rules, one by one; and who may override what.
#include "verify_fixture.hpp"

namespace celian::guide::test {
namespace {

PlanItem shows(PlanItem i, const std::string& dimension, std::optional<double> lo,
               std::optional<double> hi) {
  i.intensity = {scale(dimension, lo, hi)};
  return i;
}

PlanItem with_load(PlanItem i, const std::string& load) {
  i.load = load;
  return i;
}

PersonDocument unclear(PersonDocument d) {
  d.health.clearance.reset();
  return d;
}

// 70, two falls, slow: high fall risk.
PersonDocument falls_easily() {
  PersonDocument d = healthy(72);
  d.health.falls = {.count_12_months = 3, .injury = true, .fear = true, .unsteady = true};
  d.measurements.push_back(reading("gait_speed", 0.6));
  d.measurements.push_back(reading("timed_up_and_go", 18));
  return d;
}

struct Case {
  const char* what;
  PersonDocument who;
  PlanItem planned;
  const char* code;
  bool expected;
};

TEST(NeverRules, SeeEachItem) {
  const PlanItem jog = item("jog", "aerobic", 10, IntensityClass::vigorous);
  const PlanItem bridge = item("glute_bridge", "resistance", 4, IntensityClass::moderate);
  PlanItem short_bridge = bridge;
  short_bridge.minutes = 2;
  PersonDocument unasked = healthy();
  unasked.health.symptoms.reset();
  std::erase_if(unasked.health.asked_on, [](const auto& a) { return a.first == "symptoms"; });
  PersonDocument no_weeks = pregnant(20);
  no_weeks.health.pregnancy.weeks.reset();
  PersonDocument unknown_medicine = healthy();
  unknown_medicine.health.medications->push_back({"", "不知名的药"});
  PersonDocument diseases_unasked = with_medicine(healthy(), "insulin");
  diseases_unasked.health.conditions.reset();
  std::erase_if(diseases_unasked.health.asked_on,
                [](const auto& a) { return a.first == "conditions"; });
  const PersonDocument beta = with_medicine(healthy(), "beta_blocker");
  const PersonDocument spine = with_condition(healthy(60), "vertebral_fracture");
  const Case cases[] = {
      {"jogging with chest pain", with_symptom(healthy(), "palpitations"), jog, "never.n1", true},
      {"jogging, symptoms not asked", unasked, jog, "never.n1", true},
      {"jogging without symptoms", healthy(), jog, "never.n1", false},
      {"reserve under a beta-blocker", beta, shows(walk(), "hrr_percent", 40, 55), "never.n2",
       true},
      {"percent of the maximum under a beta-blocker", beta, shows(walk(), "hrmax_percent", 60, 70),
       "never.n2", true},
      {"beats under a beta-blocker", beta, shows(walk(), "heart_rate_bpm", 100, 120), "never.n2",
       true},
      {"RPE under a beta-blocker", beta, shows(walk(), "rpe_6_20", 12, 13), "never.n2", false},
      {"reserve under a medicine nobody knows", unknown_medicine,
       shows(walk(), "hrr_percent", 40, 55), "never.n2", true},
      {"reserve without medicines", healthy(), shows(walk(), "hrr_percent", 40, 55), "never.n2",
       false},
      {"maximal load in pregnancy", pregnant(12), with_load(squats(), "rm_percent_90_100"),
       "never.n3", true},
      {"maximal effort at 12", healthy(12), item("jog", "aerobic", 5, IntensityClass::near_max),
       "never.n3", true},
      {"maximal effort of a healthy adult", healthy(),
       item("jog", "aerobic", 5, IntensityClass::near_max), "never.n3", false},
      {"RPE 19 when frail", with_condition(healthy(75), "frailty"),
       shows(walk(), "rpe_6_20", 15, 19), "never.n3", true},
      {"swimming with epilepsy", with_condition(healthy(), "epilepsy"),
       item("swim_leisure", "aerobic", 10, IntensityClass::moderate), "never.n4", true},
      {"swimming under insulin", with_medicine(healthy(), "insulin"),
       item("swim_leisure", "aerobic", 10, IntensityClass::moderate), "never.n4", true},
      {"swimming under insulin, diseases that would be supervised not asked", diseases_unasked,
       item("swim_leisure", "aerobic", 10, IntensityClass::moderate), "never.n4", true},
      {"swimming in health", healthy(),
       item("swim_leisure", "aerobic", 10, IntensityClass::moderate), "never.n4", false},
      {"crunch with a broken vertebra", spine, item("curl_up", "resistance", 4), "never.n5", true},
      {"crunch in health", healthy(), item("curl_up", "resistance", 4), "never.n5", false},
      {"on the back at 26 weeks", pregnant(26), bridge, "never.n6", true},
      {"on the back for two minutes at 26 weeks", pregnant(26), short_bridge, "never.n6", false},
      {"on the back at 12 weeks", pregnant(12), bridge, "never.n6", false},
      {"on the back, weeks not told", no_weeks, bridge, "never.n6", true},
      {"skipping with a weight and a weak pelvic floor",
       with_condition(healthy(45, Sex::female), "pelvic_floor_dysfunction"),
       with_load(item("jump_small", "bone_impact", 3, IntensityClass::moderate), "dumbbell_5_kg"),
       "never.n7", true},
      {"skipping with a weight in health", healthy(),
       with_load(item("jump_small", "bone_impact", 3, IntensityClass::moderate), "dumbbell_5_kg"),
       "never.n7", false},
      {"free balance at high fall risk", falls_easily(), item("taijiquan_24", "balance", 5),
       "never.n9", true},
      {"held balance at high fall risk", falls_easily(), item("stand_supported", "balance", 5),
       "never.n9", false},
      {"free balance in health", healthy(), item("taijiquan_24", "balance", 5), "never.n9", false},
  };
  for (const Case& c : cases) {
    Plan p = good_plan();
    main_items(p).push_back(c.planned);
    retotal(p);
    const Judged j = judge(c.who, p);
    EXPECT_EQ(has(j.result.violations, c.code, "/weeks/0/sessions/0/parts/1/items/3"), c.expected)
        << c.what << ": found" << shown(j.result.violations);
  }
}

TEST(NeverRules, N6CountsWeeksOnTheDayOfTheSession) {
  Plan p = plan_of(
      [] {
        return std::vector<PlanItem>{
            item("glute_bridge", "resistance", 4, IntensityClass::moderate)};
      },
      6, {0});
  const Judged j = judge(pregnant(13), p);
  EXPECT_FALSE(has(j.result.violations, "never.n6", "/weeks/1/sessions/0/parts/1/items/0"))
      << "14 weeks and two days";
  EXPECT_TRUE(has(j.result.violations, "never.n6", "/weeks/3/sessions/0/parts/1/items/0"))
      << "16 weeks and two days";
}

TEST(NeverRules, N10WantsMoreThanEndurance) {
  const Plan walks =
      plan_of([] { return std::vector<PlanItem>{item("walk_slow", "aerobic", 15)}; });
  for (const char* code : {"osteoporosis", "sarcopenia", "vertebral_fracture"}) {
    EXPECT_TRUE(has(judge(with_condition(healthy(68), code), walks).result.violations, "never.n10",
                    "/weeks"))
        << code;
    EXPECT_FALSE(
        has(judge(with_condition(healthy(68), code), light_plan()).result.violations, "never.n10"))
        << code;
  }
  EXPECT_FALSE(has(judge(healthy(68), walks).result.violations, "never.n10"));
}

TEST(NeverRules, N11LooksAtTodaysPressure) {
  Plan p = light_plan();
  p.start = kToday;
  for (PlanWeek& w : p.weeks) {
    for (PlanSession& s : w.sessions) s.date = s.date - 2;
  }
  struct Pressure {
    double systolic, diastolic;
    bool expected;
  };
  for (const Pressure& x : {Pressure{181, 90, true},
                            {180, 90, false},
                            {150, 111, true},
                            {150, 110, false},
                            {118, 76, false}}) {
    const Judged j = judge(with_pressure(healthy(), x.systolic, x.diastolic), p);
    EXPECT_EQ(has(j.result.violations, "never.n11", "/weeks/0/sessions/0"), x.expected)
        << x.systolic << "/" << x.diastolic << shown(j.result.violations);
    EXPECT_FALSE(has(j.result.violations, "never.n11", "/weeks/0/sessions/1"))
        << "another day is another reading";
  }
}

TEST(NeverRules, N12NoExerciseTellsAnybodyToHoldTheBreath) {
  for (const Exercise& x : knowledge().exercises()) {
    const bool supine_or_not = !x.place.empty();
    const Plan p = plan_of(
        [&] { return std::vector<PlanItem>{item(x.code, x.components.front(), 5)}; }, 1, {0});
    EXPECT_FALSE(supine_or_not && has(judge(healthy(), p).result.violations, "never.n12"))
        << x.code;
  }
}

// --- Overrides

Override by(const std::string& rule, const std::string& role, const std::string& licence = "110101",
            const std::string& reason = "seen in clinic") {
  return {rule, "Dr Li", role, licence, reason, kToday};
}

struct Release {
  const char* what;
  const char* code;  // violation looked at
  Override given;
  bool released;
};

TEST(Overrides, StandWhereTheAuthorMay) {
  // A crunch with a broken vertebra: hard rule mx_op_vf and never-rule N5. Balance after the walk:
  // soft order.
  PersonDocument d = with_condition(healthy(60), "vertebral_fracture");
  Plan p = good_plan();
  main_items(p).push_back(item("curl_up", "resistance", 4));
  std::rotate(main_items(p).begin(), main_items(p).begin() + 1, main_items(p).end());
  retotal(p);
  const Judged plain = judge(d, p);
  const auto hard =
      std::find_if(plain.result.violations.begin(), plain.result.violations.end(),
                   [](const Violation& v) { return v.code == "verify.forbidden_tag"; });
  ASSERT_NE(hard, plain.result.violations.end()) << shown(plain.result.violations);
  const Release cases[] = {
      {"a physician with a licence", "verify.forbidden_tag", by(hard->rule, "physician"), true},
      {"执业医师", "verify.forbidden_tag", by(hard->rule, "执业医师"), true},
      {"a physician without a licence", "verify.forbidden_tag", by(hard->rule, "physician", ""),
       false},
      {"a physician who gives no reason", "verify.forbidden_tag",
       by(hard->rule, "physician", "110101", ""), false},
      {"an instructor", "verify.forbidden_tag", by(hard->rule, "instructor"), false},
      {"a therapist", "verify.forbidden_tag", by(hard->rule, "therapist"), false},
      {"anybody, about a never-rule", "never.n5", by("never.n5", "physician"), false},
      {"an instructor, about a soft rule", "verify.balance_first",
       by("policy.session_order", "instructor", ""), true},
      {"康复治疗师, about a soft rule", "verify.balance_first",
       by("policy.session_order", "康复治疗师", ""), true},
      {"a neighbour, about a soft rule", "verify.balance_first",
       by("policy.session_order", "neighbour", ""), false},
  };
  for (const Release& c : cases) {
    const Judged j = judge(d, p, {c.given});
    EXPECT_EQ(has(j.result.overridden, c.code, "", c.given.rule), c.released)
        << c.what << ": overridden" << shown(j.result.overridden);
    EXPECT_EQ(has(j.result.violations, c.code, "", c.given.rule), !c.released)
        << c.what << ": every rule asks for a release of its own";
    EXPECT_EQ(j.result.violations.size() + j.result.overridden.size(),
              plain.result.violations.size())
        << c.what << ": nothing gets lost";
    const bool refused =
        std::any_of(j.result.reasons.begin(), j.result.reasons.end(),
                    [](const Reason& r) { return r.code == "verify.override_refused"; });
    EXPECT_EQ(refused, !c.released) << c.what;
    for (const Violation& v : j.result.overridden) {
      EXPECT_TRUE(v.overridden);
      ASSERT_TRUE(v.by.has_value());
      EXPECT_EQ(v.by->by, "Dr Li");
    }
  }
}

TEST(Overrides, NobodyReleasesAStoppedProgramme) {
  const PersonDocument d = with_condition(healthy(), "acute_coronary_syndrome");
  std::vector<Override> all;
  for (const Violation& v : judge(d, light_plan()).result.violations)
    all.push_back(by(v.rule, "physician"));
  EXPECT_TRUE(has(judge(d, light_plan(), all).result.violations, "verify.programme_stopped"));
}

TEST(Overrides, NobodyReleasesAWrongSum) {
  Plan p = good_plan();
  p.weeks[0].sessions[0].minutes += 5;
  EXPECT_TRUE(has(judge(healthy(), p, {by("structure", "physician")}).result.violations,
                  "verify.session_total"));
}

TEST(Overrides, AreNotedWhenTheyWereNotNeeded) {
  const Judged j = judge(unclear(healthy()), good_plan(), {by("mx_op_vf", "physician")});
  EXPECT_TRUE(j.result.overridden.empty());
  const bool noted = std::any_of(
      j.result.reasons.begin(), j.result.reasons.end(),
      [](const Reason& r) { return r.code == "verify.override_unused" && r.rule == "mx_op_vf"; });
  EXPECT_TRUE(noted);
}

}  // namespace
}  // namespace celian::guide::test
