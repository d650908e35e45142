// Plans broken on purpose: sums of a week, hours between sessions, what is required, order, and
// growth from week to week.
#include "verify_fixture.hpp"

namespace celian::guide::test {
namespace {

PlanItem bout(double minutes, IntensityClass effort = IntensityClass::light) {
  return item(effort == IntensityClass::light ? "walk_slow" : "walk_moderate", "aerobic", minutes,
              effort);
}

// A walk on each of these days, nothing else.
Plan walks(const std::vector<std::vector<double>>& weeks) {
  Plan p;
  p.start = kMonday;
  for (std::size_t w = 0; w < weeks.size(); ++w) {
    PlanWeek week;
    week.week = static_cast<int>(w) + 1;
    for (std::size_t i = 0; i < weeks[w].size(); ++i) {
      week.sessions.push_back(
          session(kMonday + static_cast<int>(7 * w + 2 * i), {bout(weeks[w][i])}));
    }
    p.weeks.push_back(std::move(week));
  }
  return p;
}

TEST(VerifyWeeks, SeesACapPassedByTenPercent) {
  // Underweight: at most 150 aerobic minutes a week (rule sa_2).
  PersonDocument thin = healthy(30);
  thin.measurements.push_back(reading("bmi", 17.6));
  std::erase_if(thin.measurements,
                [](const RawMeasurement& m) { return m.test == "weight" || m.test == "height"; });
  const auto week_of = [](double minutes) {
    return plan_of(
        [=] {
          return std::vector<PlanItem>{item("tandem_stance_supported", "balance", 5), squats(),
                                       bout(minutes)};
        },
        2);
  };
  EXPECT_FALSE(has(judge(thin, week_of(50)).result.violations, "verify.week_above"))
      << "3 x 50 minutes are the cap itself";
  const Judged j = judge(thin, week_of(55));
  ASSERT_TRUE(has(j.result.violations, "verify.week_above", "/weeks/1", "sa_2"))
      << shown(j.result.violations);
  // Semi-dependent: at most 20 minutes a session (rule fd_3), whatever the parts are called.
  PersonDocument dependent = healthy(70);
  dependent.health.function.adl = "semi_dependent";
  EXPECT_TRUE(has(judge(dependent, light_plan()).result.violations, "verify.session_above",
                  "/weeks/0/sessions/0", "fd_3"))
      << "29 minutes of 20";
}

TEST(VerifyWeeks, SeesTooFewHoursBetweenTheSameMuscles) {
  struct Case {
    const char* what;
    std::vector<std::pair<int, PlanItem>> items;  // day of the week, item
    bool expected;
  };
  const PlanItem band = item("band_row_seated", "resistance", 4, IntensityClass::moderate);
  const PlanItem calves = item("calf_raise_supported", "resistance", 4, IntensityClass::moderate);
  const PlanItem squat_as_balance =
      item("chair_sit_to_stand", "balance", 4, IntensityClass::moderate);
  const PlanItem pelvic = item("pelvic_floor_slow", "pelvic_floor", 5);
  const PlanItem back = item("bird_dog", "posture_back_extensor", 5);
  const PlanItem neck = item("band_pull_apart", "neck_shoulder", 8);
  const PlanItem long_neck = item("band_pull_apart", "neck_shoulder", 15);
  const PlanItem drops = item("heel_drop", "bone_impact", 5, IntensityClass::moderate);
  const PlanItem circuit = item("circuit_light", "resistance", 10, IntensityClass::moderate);
  const Case cases[] = {
      {"squats on two days running", {{0, squats()}, {1, squats()}}, true},
      {"squats with one day between", {{0, squats()}, {2, squats()}}, false},
      {"squats, then calves", {{0, squats()}, {1, calves}}, true},
      {"squats, then the upper body", {{0, squats()}, {1, band}}, false},
      {"squats, then heel drops", {{0, squats()}, {1, drops}}, true},
      {"upper body, then everything", {{0, band}, {1, circuit}}, true},
      {"squats, then standing up as balance", {{0, squats()}, {1, squat_as_balance}}, true},
      {"pelvic floor every day", {{0, pelvic}, {1, pelvic}}, false},
      {"back extensors every day", {{0, back}, {1, back}}, false},
      {"a short neck set every day", {{0, neck}, {1, neck}}, false},
      {"a long neck set every day", {{0, long_neck}, {1, long_neck}}, true},
      {"from Sunday to Monday", {{6, squats()}, {7, squats()}}, true},
  };
  for (const Case& c : cases) {
    Plan p;
    p.start = kMonday;
    p.weeks = {{1, false, {}}, {2, false, {}}};
    for (const auto& [d, i] : c.items)
      p.weeks[d < 7 ? 0u : 1u].sessions.push_back(session(kMonday + d, {i}));
    const Judged j = judge(healthy(), p);
    EXPECT_EQ(has(j.result.violations, "verify.gap_hours"), c.expected)
        << c.what << ": found" << shown(j.result.violations);
  }
}

TEST(VerifyWeeks, SaysHowManyHours) {
  Plan p = plan_of([] { return std::vector<PlanItem>{squats()}; }, 1, {0, 1});
  const Judged j = judge(healthy(), p);
  const auto found = std::find_if(j.result.violations.begin(), j.result.violations.end(),
                                  [](const Violation& v) { return v.code == "verify.gap_hours"; });
  ASSERT_NE(found, j.result.violations.end());
  EXPECT_EQ(found->pointer, "/weeks/0/sessions/1/parts/1/items/0");
  EXPECT_NE(std::find(found->args.begin(), found->args.end(), Arg{"hours", 24.0}),
            found->args.end());
}

TEST(VerifyWeeks, SeesALostRequirement) {
  // From 65 on: balance on three days, strength on two (rule oa_1).
  const PersonDocument old = healthy(70);
  const auto without = [](const std::string& component) {
    return plan_of([=] {
      std::vector<PlanItem> items = light_main();
      std::erase_if(items, [&](const PlanItem& i) { return i.component == component; });
      return items;
    });
  };
  expect_found(old, without("balance"), "no balance at 70", "verify.required_missing", "/weeks/0");
  expect_found(old, without("resistance"), "no strength at 70", "verify.required_missing",
               "/weeks/3");
  Plan once = light_plan();
  main_items(once, 1, 2).erase(main_items(once, 1, 2).begin());
  retotal(once);
  expect_found(old, once, "balance on two days only", "verify.required_missing", "/weeks/1");
  // The person has two days: two are enough.
  PersonDocument two_days = old;
  two_days.resources.days_per_week = 2;
  expect_clean(two_days, plan_of(light_main, 4, {0, 3}), "two days, all of them with balance");
  // Away for most of a week.
  PersonDocument away = old;
  away.resources.unavailable = {{kMonday + 7, kMonday + 10}};
  Plan holiday = light_plan();
  holiday.weeks[1].sessions.erase(holiday.weeks[1].sessions.begin(),
                                  holiday.weeks[1].sessions.begin() + 2);
  EXPECT_TRUE(has(judge(away, holiday).result.violations, "verify.required_missing", "/weeks/1"))
      << "three days are left, one is used";
  away.resources.unavailable = {{kMonday + 7, kMonday + 10}, {kMonday + 12, kMonday + 13}};
  expect_clean(away, holiday, "one day is left");
  // Ten minutes a session: only one of the two fits, but the walk may give way.
  PersonDocument short_of_time = old;
  short_of_time.resources.minutes_per_session = 10;
  expect_found(short_of_time, plan_of([] { return std::vector<PlanItem>{bout(10)}; }),
               "only walks in ten minutes", "verify.required_missing", "/weeks/0");
}

TEST(VerifyWeeks, SeesBalanceAfterTiredness) {
  Plan p = good_plan();
  std::swap(main_items(p)[0], main_items(p)[1]);
  expect_found(healthy(), p, "balance after squats", "verify.balance_first",
               "/weeks/0/sessions/0/parts/1/items/1");
  Plan q = good_plan();
  std::rotate(main_items(q).begin(), main_items(q).begin() + 1, main_items(q).end());
  expect_found(healthy(), q, "balance after the walk", "verify.balance_first",
               "/weeks/0/sessions/0/parts/1/items/2");
}

TEST(VerifyWeeks, SeesEnduranceBeforeStrengthUnderInsulin) {
  PersonDocument d = with_medicine(with_condition(healthy(), "type_2_diabetes"), "insulin");
  Plan p = good_plan();
  std::swap(main_items(p)[1], main_items(p)[2]);
  expect_found(d, p, "walk before squats under insulin", "verify.strength_first",
               "/weeks/0/sessions/0/parts/1/items/2");
  EXPECT_FALSE(has(judge(d, good_plan()).result.violations, "verify.strength_first"));
}

TEST(VerifyWeeks, SeesTooFastAGrowth) {
  struct Case {
    const char* what;
    std::vector<std::vector<double>> weeks;
    const char* code;  // null = none of the growth codes
    const char* pointer;
  };
  const Case cases[] = {
      {"10 % a week", {{20, 20, 10}, {22, 22, 11}, {24, 24, 12}}, nullptr, ""},
      {"12 % in the second week", {{25, 25}, {28, 28}}, "verify.progress_percent", "/weeks/1"},
      {"a week of half as much, then up again", {{30, 30}, {15, 15}, {16, 16}}, nullptr, ""},
      {"from half back to all",
       {{30, 30}, {15, 15}, {30, 30}},
       "verify.progress_percent",
       "/weeks/2"},
      {"one minute of five is twenty percent", {{5}, {6}}, "verify.progress_percent", "/weeks/1"},
      {"from nothing", {{}, {20, 20}}, nullptr, ""},
  };
  for (const Case& c : cases) {
    const Judged j = judge(healthy(), walks(c.weeks));
    const bool found =
        has(j.result.violations, "verify.progress_percent", c.code != nullptr ? c.pointer : "");
    EXPECT_EQ(found, c.code != nullptr) << c.what << ": found" << shown(j.result.violations);
  }
}

TEST(VerifyWeeks, ComparesWithTheLastWholeWeek) {
  Plan deload = walks({{30, 30}, {15, 15}, {33, 33}});
  deload.weeks[1].deload = true;
  EXPECT_FALSE(has(judge(healthy(), deload).result.violations, "verify.progress_percent"))
      << "a deload week is no measure";
  PersonDocument away = healthy();
  away.resources.unavailable = {{kMonday + 9, kMonday + 13}};
  EXPECT_FALSE(has(judge(away, walks({{30, 30}, {30}, {33, 33}})).result.violations,
                   "verify.progress_percent"))
      << "nor is a week cut short";
  EXPECT_TRUE(has(judge(away, walks({{30, 30}, {30}, {40, 40}})).result.violations,
                  "verify.progress_percent", "/weeks/2"));
}

TEST(VerifyWeeks, SeesTwoStepsAtOnceAndStepsTooOften) {
  // Pregnant and not used to it: 5 % a week, one thing at a time (rule wpr_2).
  PersonDocument d = pregnant(14);
  d.health.activity.regular_3_months = false;
  Plan both = walks({{20, 20}, {14, 14, 14}});
  for (PlanSession& s : both.weeks[1].sessions) s.parts[1].items[0].minutes = 21;
  retotal(both);
  EXPECT_TRUE(
      has(judge(d, both).result.violations, "verify.progress_variables", "/weeks/1", "wpr_2"))
      << shown(judge(d, both).result.violations);
  // From 80 on a step every second week (rule od_12).
  const Plan weekly = walks({{20, 20}, {21, 21}, {22, 22}});
  const Judged j = judge(healthy(82), weekly);
  EXPECT_TRUE(has(j.result.violations, "verify.progress_step", "/weeks/1", "od_12"))
      << shown(j.result.violations);
  EXPECT_FALSE(has(judge(healthy(82), walks({{20, 20}, {20, 20}, {21, 21}})).result.violations,
                   "verify.progress_step", "/weeks/2", "od_12"));
}

// In one week part of the way in, in the next the main part: no more than before.
TEST(VerifyWeeks, AnotherPartOfTheSessionIsNoStep) {
  const PlanItem balance = item("stand_supported", "balance", 5);
  Plan p = walks({{10, 10}, {10, 10}, {10, 10}});
  for (PlanSession& s : p.weeks[0].sessions) s.parts[0].items.push_back(balance);
  for (const std::size_t w : {std::size_t{1}, std::size_t{2}}) {
    for (PlanSession& s : p.weeks[w].sessions) s.parts[1].items.push_back(balance);
  }
  retotal(p);
  const Judged same = judge(healthy(82), p);
  EXPECT_FALSE(has(same.result.violations, "verify.progress_step", "/weeks/1", "od_12"))
      << shown(same.result.violations);
  p.weeks[0].sessions[1].parts[0].items.pop_back();
  retotal(p);
  EXPECT_TRUE(
      has(judge(healthy(82), p).result.violations, "verify.progress_step", "/weeks/1", "od_12"))
      << "one day, then two";
}

TEST(VerifyWeeks, NothingGrowsInTheInterimPlan) {
  PersonDocument d = with_pressure(healthy(), 164, 98);
  d.health.clearance.reset();
  expect_found(d, walks({{8, 8}, {9, 9}}), "a growing interim plan", "verify.progress_percent",
               "/weeks/1");
}

}  // namespace
}  // namespace celian::guide::test
