// Plans broken on purpose, one for each thing that the verifier must see: dates, totals, and items.
#include "guide/verify.hpp"

#include "verify_fixture.hpp"

namespace celian::guide::test {
namespace {

TEST(Verify, LeavesGoodPlansAlone) {
  expect_clean(healthy(), good_plan(), "a healthy adult");
  expect_clean(healthy(25, Sex::female), good_plan(), "a young woman");
  expect_clean(healthy(), light_plan(), "light work for a healthy adult");
  expect_clean(healthy(70), light_plan(), "light work at 70");
  expect_clean(pregnant(26), plan_of([] {
                 std::vector<PlanItem> items = light_main();
                 items.push_back(item("pelvic_floor_slow", "pelvic_floor", 5));
                 return items;
               }),
               "light work in pregnancy");
  expect_clean(with_medicine(with_condition(healthy(), "hypertension"), "beta_blocker"),
               light_plan(), "light work with a beta-blocker");
}

// --- Dates and totals

struct Fault {
  const char* what;
  std::function<void(Plan&)> breaks;
  const char* code;
  const char* pointer;
};

TEST(Verify, SeesWrongDatesAndTotals) {
  const Fault faults[] = {
      {"start yesterday", [](Plan& p) { p.start = kToday - 1; }, "verify.start_in_past", "/start"},
      {"session yesterday", [](Plan& p) { p.weeks[0].sessions[0].date = kToday - 1; },
       "verify.date_in_past", "/weeks/0/sessions/0/date"},
      {"session in the next week", [](Plan& p) { p.weeks[0].sessions[2].date = kMonday + 7; },
       "verify.date_outside_week", "/weeks/0/sessions/2/date"},
      {"session before the plan starts", [](Plan& p) { p.weeks[0].sessions[0].date = kMonday - 1; },
       "verify.date_outside_week", "/weeks/0/sessions/0/date"},
      {"descending",
       [](Plan& p) { std::swap(p.weeks[1].sessions[0].date, p.weeks[1].sessions[1].date); },
       "verify.date_order", "/weeks/1/sessions/1/date"},
      {"two on one day", [](Plan& p) { p.weeks[1].sessions[1].date = p.weeks[1].sessions[0].date; },
       "verify.two_sessions_one_day", "/weeks/1/sessions/1/date"},
      {"week left out", [](Plan& p) { p.weeks[2].week = 4; }, "verify.week_number", "/weeks/2"},
      {"printed total too low", [](Plan& p) { p.weeks[3].sessions[1].minutes -= 1; },
       "verify.session_total", "/weeks/3/sessions/1/minutes"},
      {"printed total too high", [](Plan& p) { p.weeks[3].sessions[1].minutes += 1; },
       "verify.session_total", "/weeks/3/sessions/1/minutes"},
      {"no sessions", [](Plan& p) { p.weeks.clear(); }, "verify.empty_plan", "/weeks"},
      {"session without items",
       [](Plan& p) { p.weeks[0].sessions[0].parts.clear(), p.weeks[0].sessions[0].minutes = 0; },
       "verify.empty_session", "/weeks/0/sessions/0"},
      {"part that does not exist", [](Plan& p) { p.weeks[0].sessions[0].parts[0].part = "finale"; },
       "verify.unknown_part", "/weeks/0/sessions/0/parts/0"},
  };
  for (const Fault& f : faults) {
    Plan p = good_plan();
    f.breaks(p);
    expect_found(healthy(), p, f.what, f.code, f.pointer);
  }
}

TEST(Verify, SeesWhatThePersonHasNoTimeFor) {
  PersonDocument d = healthy();
  d.resources.days_per_week = 2;
  expect_found(d, good_plan(), "three days of two", "verify.person_days", "/weeks/0");
  d.resources.days_per_week = 3;
  d.resources.minutes_per_session = 43;
  expect_found(d, good_plan(), "44 minutes of 43", "verify.person_minutes",
               "/weeks/0/sessions/0/minutes");
  d.resources.minutes_per_session = 44;
  expect_clean(d, good_plan(), "just enough time");
  d.resources.unavailable = {{kMonday + 9, kMonday + 9}};
  expect_found(d, good_plan(), "away on the second Wednesday", "verify.day_unavailable",
               "/weeks/1/sessions/1/date");
}

TEST(Verify, SeesADayThatIsDeferred) {
  Plan p = plan_of(light_main);
  p.start = kToday;
  for (PlanWeek& w : p.weeks) {
    for (PlanSession& s : w.sessions) s.date = s.date - 2;
  }
  expect_clean(healthy(), p, "a start today");
  const PersonDocument fever = with_symptom(healthy(), "fever");
  EXPECT_EQ(judge(fever, p).risk.today.decision, "defer");
  expect_found(fever, p, "a start today, with fever", "verify.session_deferred",
               "/weeks/0/sessions/0/date");
  Plan tomorrow = p;
  tomorrow.weeks[0].sessions[0].date = kToday + 1;
  EXPECT_FALSE(has(judge(fever, tomorrow).result.violations, "verify.session_deferred"))
      << "tomorrow is another day";
}

TEST(Verify, SeesOutdoorsWhenTodayIsForIndoors) {
  PersonDocument smog = healthy();
  smog.environment.aqi = 320;
  Plan p = good_plan();
  p.start = kToday;
  p.weeks[0].sessions.insert(p.weeks[0].sessions.begin(), session(kToday, {walk()}, "park"));
  ASSERT_EQ(judge(smog, p).risk.today.decision, "indoors");
  expect_found(smog, p, "in the park in smog", "verify.session_indoors_only",
               "/weeks/0/sessions/0/place");
  p.weeks[0].sessions[0].indoor_twin = true;
  p.weeks[0].sessions[0].indoor = {{"main", {item("march_in_place", "aerobic", 20)}}};
  EXPECT_FALSE(has(judge(smog, p).result.violations, "verify.session_indoors_only"))
      << "an indoor version is there";
}

TEST(Verify, HoldsThePlanUntilThePressureIsTakenAgain) {
  expect_found(with_pressure(healthy(), 186, 96, 1), light_plan(), "one reading of 186/96",
               "verify.remeasure_first", "");
  EXPECT_FALSE(has(judge(with_pressure(healthy(), 138, 84), light_plan()).result.violations,
                   "verify.remeasure_first"));
}

TEST(Verify, AllowsNoPlanAtT6AndAbove) {
  const PersonDocument stopped[] = {with_condition(healthy(), "acute_coronary_syndrome"),
                                    with_condition(healthy(), "thyroid_uncontrolled"),
                                    with_symptom(healthy(), "suicidal_intent")};
  for (const PersonDocument& d : stopped) {
    const Judged j = judge(d, light_plan());
    ASSERT_GE(j.risk.triage, Triage::T6) << d.health.conditions->size();
    EXPECT_TRUE(has(j.result.violations, "verify.programme_stopped", ""))
        << shown(j.result.violations);
  }
  EXPECT_TRUE(
      has(judge(stopped[0], Plan{kMonday, {}}).result.violations, "verify.programme_stopped"))
      << "even an empty plan";
}

// --- Items

struct ItemFault {
  const char* what;
  PersonDocument who;
  PlanItem planned;
  const char* code;
};

PlanItem effort(PlanItem i, IntensityClass c) {
  i.intensity_class = c;
  return i;
}

PlanItem shows(PlanItem i, const std::string& dimension, std::optional<double> lo,
               std::optional<double> hi) {
  i.intensity = {scale(dimension, lo, hi)};
  return i;
}

PlanItem loaded(PlanItem i, const std::string& load, double sets = 1, double reps = 8) {
  i.load = load;
  i.sets = sets;
  i.reps = reps;
  return i;
}

PlanItem neighbour(PlanItem i, const std::string& easier, const std::string& harder) {
  i.easier = easier;
  i.harder = harder;
  return i;
}

TEST(Verify, SeesItemsThatAreNotAllowed) {
  const PersonDocument moderate =
      with_condition(healthy(), "vertebral_fracture");  // moderate at most, bans on the spine
  const PersonDocument light = with_condition(healthy(), "eating_disorder");
  const PersonDocument child = healthy(9);
  PersonDocument ageless = healthy();
  ageless.person.age_years.reset();
  const PlanItem band = item("band_row_seated", "resistance", 4, IntensityClass::moderate);
  const ItemFault faults[] = {
      {"an exercise that does not exist", healthy(), item("walk_on_water", "aerobic", 10),
       "verify.unknown_exercise"},
      {"no dose", healthy(), item("walk_slow", "aerobic", 0), "verify.dose_missing"},
      {"negative dose", healthy(), item("walk_slow", "aerobic", -5), "verify.dose_invalid"},
      {"under another name", healthy(), item("squat_bodyweight", "breathing", 5),
       "verify.component"},
      {"in the wrong place", healthy(), item("leg_press_machine", "resistance", 5), "verify.place"},
      {"without a spotter", healthy(), item("squat_barbell", "resistance", 5),
       "verify.supervision"},
      {"too young", child, item("heel_drop", "bone_impact", 5), "verify.age"},
      {"young enough, as far as anybody knows", ageless,
       item("pelvic_floor_slow", "pelvic_floor", 5), "verify.age_unknown"},
      {"tag ignored", moderate, item("curl_up", "resistance", 5), "verify.forbidden_tag"},
      {"class above the cap", moderate, effort(walk(), IntensityClass::vigorous),
       "verify.intensity_class"},
      {"exercise above the cap", moderate, item("jog", "aerobic", 10, IntensityClass::moderate),
       "verify.exercise_intensity"},
      {"hard work called moderate", healthy(),
       item("run_10kmh", "aerobic", 10, IntensityClass::moderate), "verify.intensity_claimed"},
      {"moderate work called light", healthy(70),
       item("walk_moderate", "aerobic", 10, IntensityClass::light), "verify.intensity_claimed"},
      {"without the carer", healthy(80), item("passive_rom", "joint_mobility", 5),
       "verify.supervision"},
      {"scale above the cap", moderate, shows(walk(), "rpe_6_20", 12, 15),
       "verify.intensity_scale"},
      {"scale without an end", moderate, shows(walk(), "rpe_6_20", 12, std::nullopt),
       "verify.intensity_open"},
      {"moderate where light is the cap", light, walk(), "verify.intensity_class"},
      {"heart rate under a beta-blocker", with_medicine(healthy(), "beta_blocker"),
       shows(walk(), "hrr_percent", 40, 55), "verify.method"},
      {"beats under a beta-blocker", with_medicine(healthy(), "beta_blocker"),
       shows(walk(), "heart_rate_bpm", 100, 120), "verify.method"},
      {"heart rate in pregnancy", pregnant(20), shows(walk(), "hrr_percent", 40, 55),
       "verify.method"},
      {"too heavy for a child", child, loaded(band, "rm_percent_60_70"), "verify.item_above"},
      {"too many sets for a child", child, loaded(band, "band_light", 3), "verify.item_above"},
      {"too few repetitions in pregnancy", pregnant(20), loaded(band, "rm_percent_50_60", 2, 6),
       "verify.item_below"},
      {"too much reserve in gout", with_condition(healthy(), "gout"),
       shows(walk(), "hrr_percent", 60, 80), "verify.item_above"},
      {"harder version not allowed", moderate,
       neighbour(item("dead_bug", "resistance", 4), "", "curl_up"), "verify.neighbour_forbidden"},
      {"harder version too hard", moderate, neighbour(walk(), "walk_slow", "jog"),
       "verify.neighbour_intensity"},
      {"easier version does not exist", healthy(), neighbour(walk(), "stand_on_air", ""),
       "verify.unknown_exercise"},
  };
  for (const ItemFault& f : faults) {
    Plan p = good_plan();
    main_items(p).push_back(f.planned);
    retotal(p);
    expect_found(f.who, p, f.what, f.code);
  }
}

TEST(Verify, LooksIntoTheIndoorVersionToo) {
  Plan p = good_plan();
  p.weeks[0].sessions[0].indoor_twin = true;
  p.weeks[0].sessions[0].indoor = {{"main", {item("curl_up", "resistance", 5)}}};
  expect_found(with_condition(healthy(), "vertebral_fracture"), p, "a crunch indoors",
               "verify.forbidden_tag", "/weeks/0/sessions/0/indoor_twin/parts/0/items/0");
}

TEST(Verify, KnowsTheInterimPlan) {
  // Confirmed 164/98: nothing structured before a doctor has looked at it.
  PersonDocument d = with_pressure(healthy(), 164, 98);
  d.health.clearance.reset();
  ASSERT_EQ(judge(d, light_plan()).risk.programme.decision, "interim");
  Plan longer = light_plan();
  main_items(longer)[2].minutes = 12;
  retotal(longer);
  expect_found(d, longer, "12 minutes at a stretch", "verify.interim_bout",
               "/weeks/0/sessions/0/parts/1/items/2");
  Plan heavy = light_plan();
  main_items(heavy)[1].load = "rm_percent_40_50";
  expect_found(d, heavy, "half of the maximum", "verify.interim_load",
               "/weeks/0/sessions/0/parts/1/items/1");
  expect_found(d, plan_of(light_main, 5), "a fifth week", "verify.interim_over",
               "/weeks/4/sessions/0/date");
  Plan harder = light_plan();
  main_items(harder)[2] = walk(10);
  retotal(harder);
  EXPECT_TRUE(has(judge(d, harder).result.violations, "verify.intensity_class",
                  "/weeks/0/sessions/0/parts/1/items/2", "policy.interim"));
}

TEST(Verify, WhatIsNotKnownCountsAsInTheRule) {
  // Nobody asked for diseases: everything that a disease may forbid is forbidden, and effort stays
  // light.
  PersonDocument unasked = healthy();
  unasked.health.conditions.reset();
  std::erase_if(unasked.health.asked_on, [](const auto& a) { return a.first == "conditions"; });
  Plan p = good_plan();
  main_items(p).push_back(item("curl_up", "resistance", 4));
  retotal(p);
  expect_found(unasked, p, "diseases not asked", "verify.forbidden_tag",
               "/weeks/0/sessions/0/parts/1/items/3");
  PersonDocument no_medicines_asked = healthy();
  no_medicines_asked.health.medications.reset();
  std::erase_if(no_medicines_asked.health.asked_on,
                [](const auto& a) { return a.first == "medications"; });
  Plan q = good_plan();
  main_items(q)[2] = shows(walk(), "hrr_percent", 40, 55);
  expect_clean(healthy(), q, "heart rate with no medicines");
  expect_found(no_medicines_asked, q, "heart rate, medicines not asked", "verify.method",
               "/weeks/0/sessions/0/parts/1/items/2");
}

TEST(Verify, SortsByPlaceAndSaysTheRuleOnce) {
  Plan p = plan_of(full_main, 12);
  for (PlanWeek& w : p.weeks) w.sessions[0].minutes += 1;
  for (std::size_t w = 0; w < p.weeks.size(); ++w)
    main_items(p, w).push_back(item("curl_up", "resistance", 4));
  const Judged j = judge(with_condition(healthy(), "vertebral_fracture"), p);
  std::vector<std::string> pointers;
  for (const Violation& v : j.result.violations) {
    if (v.code == "verify.session_total") pointers.push_back(v.pointer);
  }
  ASSERT_EQ(pointers.size(), 12u);
  EXPECT_EQ(pointers[2], "/weeks/2/sessions/0/minutes");
  EXPECT_EQ(pointers[10], "/weeks/10/sessions/0/minutes") << "weeks count as numbers";
  std::vector<std::string> rules;
  for (const Reason& r : j.result.reasons) rules.push_back(r.rule);
  std::sort(rules.begin(), rules.end());
  EXPECT_EQ(std::adjacent_find(rules.begin(), rules.end()), rules.end())
      << "a rule is explained once";
  const Judged again = judge(with_condition(healthy(), "vertebral_fracture"), p);
  EXPECT_EQ(shown(j.result.violations), shown(again.result.violations));
}

TEST(Verify, HasATextForEveryCode) {
  Plan p = good_plan();
  main_items(p).push_back(item("curl_up", "resistance", 4));
  p.weeks[0].sessions[1].minutes = 1;
  for (const Violation& v :
       judge(with_condition(healthy(), "vertebral_fracture"), p).result.violations) {
    for (const char* locale : {"en", "zh-CN"})
      EXPECT_FALSE(knowledge().text(v.code, locale).empty()) << v.code << " " << locale;
  }
}

}  // namespace
}  // namespace celian::guide::test
