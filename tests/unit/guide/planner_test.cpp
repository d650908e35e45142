// What a plan is like: individual, varied, progressing, in the person's places.
#include "made.hpp"

namespace celian::guide::test {
namespace {

PersonDocument with_goal(PersonDocument d, const std::string& goal) {
  d.goals.codes = {goal};
  return d;
}

TEST(Planner, ATrainedAdultWithThreePlacesGetsVarietyInAllOfThem) {
  const Made m = made_for(with_time(healthy(35), 4, 60));
  EXPECT_GE(exercises_of(*m.out.plan).size(), 15u) << written(*m.out.plan);
  EXPECT_GE(exercises_of(*m.out.plan, "aerobic").size(), 4u);
  std::set<std::string> places;
  for (const PlanWeek& w : m.out.plan->weeks) {
    for (const PlanSession& s : w.sessions) {
      places.insert(s.place);
      EXPECT_TRUE(s.place != "park" || s.indoor_twin) << s.date.iso() << ": out of doors only";
    }
  }
  EXPECT_EQ(places, (std::set<std::string>{"gym", "home", "park"}));
}

TEST(Planner, StrengthTrainsLegsPushPullAndTrunk) {
  const auto group = [](const std::string& code) {
    const std::string& p = knowledge().exercise(code)->pattern;
    return p == "step" ? std::string("squat") : p;
  };
  for (const int age : {30, 50, 68}) {
    const Made m = made_for(with_time(healthy(age), 4, 45));
    std::set<std::string> groups;
    for (const std::string& e : exercises_of(*m.out.plan, "resistance")) groups.insert(group(e));
    for (const char* wanted : {"squat", "push", "pull"})
      EXPECT_EQ(groups.count(wanted), 1u) << wanted << " at " << age;
    EXPECT_TRUE(age >= 65 || groups.count("core") == 1) << "trunk at " << age;
    EXPECT_GE(exercises_of(*m.out.plan, "resistance").size(), 4u) << "age " << age;
  }
}

TEST(Planner, EveryGoalChangesThePlan) {
  for (const int age : {40, 70}) {
    const PersonDocument d = with_time(healthy(age), age < 65 ? 4 : 3, age < 65 ? 60 : 30);
    const std::string none = written(*made_for(d, 4).out.plan);
    std::set<std::string> plans;
    for (const char* goal : {"reduce_fall_risk", "lower_bp", "lower_glucose", "lose_weight",
                             "strength", "endurance", "flexibility", "sleep", "mood"}) {
      plans.insert(written(*made_for(with_goal(d, goal), 4).out.plan));
    }
    EXPECT_GE(plans.size(), age < 65 ? 7u : 4u) << "age " << age << ": the goals share plans";
    EXPECT_LE(plans.count(none), 1u);
  }
}

TEST(Planner, TheWeakestItemOfTheSheetChangesThePlan) {
  std::set<std::string> plans;
  for (const auto& [test, component] :
       {std::pair("grip_strength", "resistance"), std::pair("push_up", "resistance"),
        std::pair("sit_and_reach", "flexibility"), std::pair("step_index", "aerobic"),
        std::pair("one_leg_stand_eyes_closed", "balance")}) {
    Assessment sheet;
    Need n;
    n.test = test;
    n.component = component;
    n.rank = 1;
    sheet.needs = {n};
    const Made m = made_for(with_time(healthy(45), 4, 45), 4, &sheet);
    EXPECT_TRUE(plans.insert(written(*m.out.plan)).second) << test << " changes nothing";
  }
}

// Repetitions, sets, load or a harder link: more at the end than in the beginning, and an easy week
// in between.
TEST(Planner, StrengthProgressesAndRests) {
  const Made m = made_for(with_time(healthy(35), 4, 60));
  double reps = 0, load = 0;
  int easy = 0;
  std::set<std::string> first, last;
  for (const PlanWeek& w : m.out.plan->weeks) {
    double sets = 0;
    easy += w.deload ? 1 : 0;
    for (const PlanSession& s : w.sessions) {
      for (const PlanPart& p : s.parts) {
        for (const PlanItem& i : p.items) {
          if (i.component != "resistance") continue;
          if (w.week == 1) first.insert(i.exercise);
          if (w.week == 12) last.insert(i.exercise);
          sets = std::max(sets, i.sets.value_or(0));
          reps = std::max(reps, i.reps.value_or(0));
          for (const Limit& l : i.intensity) {
            if (l.dimension == "rm_percent") load = std::max(load, l.range.hi.value_or(0));
          }
        }
      }
    }
    EXPECT_TRUE(!w.deload || sets == 1) << "week " << w.week << " is easy with " << sets;
  }
  EXPECT_EQ(easy, 1);
  EXPECT_EQ(reps, 12) << "the top of the preset";
  EXPECT_GT(load, 60) << "the start of the preset";
  EXPECT_LE(load, 80) << "the most of the preset";
  EXPECT_NE(first, last) << "no harder link in twelve weeks";
}

TEST(Planner, EveryStrengthItemSaysHowHard) {
  for (const int age : {35, 72}) {
    const Made m = made_for(with_time(healthy(age)));
    walk(*m.out.plan, [&](const PlanWeek&, const PlanSession&, const PlanPart&, const PlanItem& i) {
      if (i.component != "resistance") return;
      const bool effort = std::any_of(i.intensity.begin(), i.intensity.end(),
                                      [](const Limit& l) { return l.dimension == "rpe_0_10"; });
      EXPECT_TRUE(effort) << i.exercise << " at " << age;
      EXPECT_TRUE(i.hold_s || i.minutes || !i.load.empty()) << i.exercise;
    });
  }
}

TEST(Planner, AKnownMaximumGivesKilograms) {
  PersonDocument d = with_time(healthy(35));
  d.resources.place = {"gym"};
  d.resources.likes = {"leg_press_machine"};
  d.measurements.push_back(reading("one_rm_leg_press", 100));
  const Made m = made_for(d);
  int found = 0;
  walk(*m.out.plan, [&](const PlanWeek& w, const PlanSession&, const PlanPart&, const PlanItem& i) {
    if (i.exercise != "leg_press_machine") return;
    ++found;
    ASSERT_TRUE(i.load_kg) << "week " << w.week;
    EXPECT_TRUE(w.week > 1 || *i.load_kg == 60) << "60 % of 100 kg, not " << *i.load_kg;
    EXPECT_LE(*i.load_kg, 80);
  });
  EXPECT_GT(found, 0);
}

TEST(Planner, ALikeIsHonouredOrRefusedWithAReason) {
  struct Case {
    const char* like;
    int age;
    bool used;
    const char* because;
  };
  const Case cases[] = {
      {"squat_goblet", 35, true, ""},
      {"squat_barbell", 35, false, "supervision"},
      {"taijiquan_24", 35, true, ""},
      {"taijiquan_24", 70, true, ""},
      {"water_aerobics", 35, false, "place"},
      {"table_tennis", 35, false, "equipment"},
      {"wheelchair_push_slow", 35, false, "equipment"},
      {"child_chair_squat", 35, false, "age"},
      {"swim_leisure", 35, false, "intensity"},
      {"dance", 35, true, ""},
  };
  for (const Case& c : cases) {
    PersonDocument d = with_time(healthy(c.age));
    d.resources.equipment->push_back("barbell");
    d.resources.likes = {c.like};
    const Made m = made_for(d);
    ASSERT_EQ(m.out.likes.size(), 1u) << c.like;
    EXPECT_EQ(m.out.likes[0].used, c.used) << c.like << ": " << m.out.likes[0].because;
    EXPECT_EQ(m.out.likes[0].because, c.because) << c.like;
  }
}

TEST(Planner, WhatCannotBeLikedYetIsLedUpTo) {
  PersonDocument d = with_time(healthy(35));
  d.resources.equipment->push_back("barbell");
  d.resources.likes = {"squat_barbell"};
  const auto used = exercises_of(*made_for(d).out.plan, "resistance");
  EXPECT_TRUE(used.count("squat_goblet") == 1 || used.count("squat_bodyweight") == 1);
}

TEST(Planner, APoolIsAPlace) {
  PersonDocument d = with_time(healthy(45));
  d.resources.place = {"pool"};
  const Made m = made_for(d);
  EXPECT_FALSE(exercises_of(*m.out.plan, "aerobic").empty());
  for (const std::string& e : exercises_of(*m.out.plan))
    EXPECT_EQ(knowledge().exercise(e)->posture, "water") << e;
}

TEST(Planner, WhatIsDailyStandsApartFromTheSessions) {
  struct Case {
    const char* what;
    PersonDocument who;
    const char* component;
  };
  PersonDocument desk = with_time(healthy(35));
  desk.person.occupation = "desk";
  const Case cases[] = {
      {"desk worker", desk, "break_sitting"},
      {"neck pain", with_time(with_condition(healthy(40), "neck_pain")), "neck_shoulder"},
      {"pregnant", with_time(pregnant(20), 3), "pelvic_floor"},
      {"leaking",
       with_time(with_condition(healthy(45, Sex::female), "pelvic_floor_dysfunction"), 3),
       "pelvic_floor"},
      {"short sight at 10", with_time(with_condition(healthy(10), "myopia")), "outdoor_time"},
      {"osteoporosis", with_time(with_condition(healthy(62, Sex::female), "osteoporosis"), 3),
       "posture_back_extensor"},
  };
  for (const Case& c : cases) {
    const Made m = made_for(c.who);
    const auto& daily = m.out.plan->daily;
    EXPECT_TRUE(std::any_of(daily.begin(), daily.end(), [&](const DailyItem& d) {
      return d.item.component == c.component && d.days_week == 7;
    })) << c.what;
    EXPECT_TRUE(verified(m, *m.out.plan).violations.empty())
        << c.what << shown(verified(m, *m.out.plan).violations);
  }
}

TEST(Planner, WorkersAndWomenGetTheirOwnPlan) {
  const PersonDocument d = with_time(healthy(45, Sex::female));
  std::set<std::string> seen = {written(*made_for(d).out.plan)};
  const auto differs = [&](const char* what, const PersonDocument& who) {
    const Made m = made_for(who);
    std::string text = written(*m.out.plan);
    for (const DailyItem& x : m.out.plan->daily) text += "daily " + x.item.exercise + "\n";
    EXPECT_TRUE(seen.insert(text).second) << what << ": the plan of a healthy adult";
  };
  for (const char* job : {"desk", "standing", "manual", "driver"}) {
    PersonDocument who = d;
    who.person.occupation = job;
    differs(job, who);
  }
  for (const char* c : {"menopause", "pcos", "dysmenorrhoea"}) differs(c, with_condition(d, c));
}

TEST(Planner, AChildPlaysAtMoreThanWalking) {
  PersonDocument d = with_condition(with_condition(healthy(10), "obesity"), "myopia");
  d = with_time(d, 5, 45);
  d.resources.place = {"home", "school_playground", "park"};
  d.resources.equipment = {"ball", "skipping_rope"};
  const Made m = made_for(d);
  EXPECT_GE(exercises_of(*m.out.plan, "aerobic").size(), 3u) << written(*m.out.plan);
  EXPECT_GE(exercises_of(*m.out.plan, "resistance").size(), 3u);
}

TEST(Planner, NearlyEveryItemHasAnEasierOne) {
  int items = 0, easier = 0, harder = 0;
  for (const int age : {10, 25, 45, 60, 75}) {
    const Made m = made_for(with_time(healthy(age)));
    walk(*m.out.plan,
         [&](const PlanWeek&, const PlanSession&, const PlanPart& part, const PlanItem& i) {
           if (part.part != "main") return;
           ++items;
           easier += i.easier.empty() ? 0 : 1;
           harder += i.harder.empty() ? 0 : 1;
         });
  }
  EXPECT_GE(easier, items * 99 / 100) << items;
  EXPECT_GE(harder, items * 70 / 100) << items;
}

TEST(Planner, StandingMeditationIsNoStrengthWork) {
  const Exercise* e = knowledge().exercise("zhanzhuang");
  EXPECT_EQ(std::count(e->components.begin(), e->components.end(), "resistance"), 0);
}

}  // namespace
}  // namespace celian::guide::test
