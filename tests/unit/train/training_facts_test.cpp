// What a log can tell, and what it cannot.
#include "train/training_facts.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "../shipped.hpp"

namespace celian::train {
namespace {

using test::knowledge;

const Date kStart = Date::parse("2026-09-28").value();  // a Monday

// Four weeks: a strength day and a walking day, `minutes` of walking by week; 2 sets of 8.
Prescription plan_of(const std::vector<double>& minutes) {
  Prescription p;
  ComponentDose strength;
  strength.component = "resistance";
  strength.sets = 2;
  strength.reps = 8;
  p.components.push_back(strength);
  p.plan.emplace();
  p.plan->start = kStart;
  for (std::size_t w = 0; w < minutes.size(); ++w) {
    PlanWeek week;
    week.week = static_cast<int>(w) + 1;
    PlanSession s;
    s.date = Date::from_days(kStart.days_since_epoch() + 7 * static_cast<std::int32_t>(w));
    PlanItem lift, walk;
    lift.exercise = "chair_sit_to_stand";
    lift.component = "resistance";
    lift.sets = 2;
    lift.reps = 8;
    walk.exercise = "walk_moderate";
    walk.component = "aerobic";
    walk.minutes = minutes[w];
    s.parts.push_back({"main", {lift, walk}});
    week.sessions.push_back(std::move(s));
    p.plan->weeks.push_back(std::move(week));
  }
  return p;
}

Session lifted(int day, std::optional<double> reps, std::optional<double> sets = 2) {
  Session s;
  s.date = Date::from_days(kStart.days_since_epoch() + day);
  s.status = "done";
  s.component = "resistance";
  s.reps = reps;
  s.sets = sets;
  return s;
}

FactVector told(const Prescription& p, const std::vector<Session>& log, int day,
                const Progress& so_far = {}) {
  const Date as_of = Date::from_days(kStart.days_since_epoch() + day);
  PersonDocument d;
  d.as_of = as_of;
  const Facts facts = build_facts(knowledge(), d, {});
  return training_facts(knowledge(), facts, &p, {}, log, so_far, as_of);
}

std::string flag(const FactVector& v, const char* code) {
  const Slot s = knowledge().facts().find(code);
  if (s == kNoSlot) return "no such fact";
  return !v.known(s) ? "unknown" : v.flag(s) ? "yes" : "no";
}

// PRG-4: one or two repetitions over the target in two sessions running.
TEST(TrainingFacts, RepetitionsOverTheTargetTwice) {
  struct Case {
    const char* what;
    std::vector<Session> log;
    const char* expected;
  };
  const Case cases[] = {
      {"no log", {}, "unknown"},
      {"one session", {lifted(10, 10)}, "unknown"},
      {"twice over", {lifted(7, 10), lifted(10, 11)}, "yes"},
      {"once over", {lifted(7, 8), lifted(10, 10)}, "no"},
      {"the last one at the target", {lifted(3, 10), lifted(7, 10), lifted(10, 8)}, "no"},
      {"one repetition over is not enough to be sure", {lifted(7, 9), lifted(10, 9)}, "no"},
      {"a set left out", {lifted(7, 10), lifted(10, 10, 1)}, "no"},
      {"nobody counted", {lifted(7, std::nullopt), lifted(10, std::nullopt)}, "unknown"},
  };
  for (const Case& c : cases)
    EXPECT_EQ(flag(told(plan_of({20, 20}), c.log, 12), "resistance_top_reps_twice"), c.expected)
        << c.what;
  EXPECT_EQ(flag(told(plan_of({20, 20}), {lifted(7, 10), lifted(10, 10)}, 40),
                 "resistance_top_reps_twice"),
            "unknown")
      << "a month ago";
}

TEST(TrainingFacts, WeeksSinceThePlanAskedForMore) {
  struct Case {
    std::vector<double> minutes;
    int day;
    double weeks;
  };
  for (const Case& c : {Case{{20, 20, 20, 20}, 3, 0},
                        {{20, 20, 20, 20}, 22, 3},
                        {{20, 25, 25, 25}, 22, 2},
                        {{20, 25, 25, 30}, 22, 0},
                        {{20, 25, 12, 25}, 22, 2},
                        {{20, 25, 25, 30}, 15, 1}}) {
    const FactVector v = told(plan_of(c.minutes), {}, c.day);
    const Slot s = knowledge().facts().find("weeks_since_step");
    ASSERT_TRUE(v.known(s)) << "day " << c.day;
    EXPECT_EQ(v.value(s), c.weeks) << "day " << c.day << ", last week " << c.minutes.back();
  }
}

TEST(TrainingFacts, AFallInTheProgrammeIsKnown) {
  Session fall = lifted(10, 8);
  fall.events = {"fall"};
  EXPECT_EQ(flag(told(plan_of({20, 20}), {fall}, 12), "fall_in_programme"), "yes");
  EXPECT_EQ(flag(told(plan_of({20, 20}), {lifted(10, 8)}, 12), "fall_in_programme"), "no");
  EXPECT_EQ(flag(told(plan_of({20, 20}), {}, 12), "fall_in_programme"), "unknown");
}

TEST(TrainingFacts, NoRealChangeNeedsAKnownError) {
  struct Case {
    std::vector<const char*> verdicts;
    const char* expected;
  };
  for (const Case& c : {Case{{}, "unknown"},
                        {{"unknown_error", "not_comparable"}, "unknown"},
                        {{"within_error", "unknown_error"}, "yes"},
                        {{"within_error", "real_better"}, "no"}}) {
    Progress so_far;
    for (const char* verdict : c.verdicts) {
      Change change;
      change.verdict = verdict;
      so_far.changes.push_back(change);
    }
    EXPECT_EQ(flag(told(plan_of({20, 20}), {}, 12, so_far), "no_real_change"), c.expected)
        << c.verdicts.size();
  }
}

// A week is missed only if nothing at all was done in it: who went on after the plan, or beside it, has
// missed none; a total of a day is no training.
TEST(TrainingFacts, MissedWeeksCountWhatWasDoneAnywhere) {
  const Prescription p = plan_of({20, 20});
  const Date as_of = kStart + 40;
  const auto missed = [&](const std::vector<Session>& log) {
    PersonDocument d;
    d.as_of = as_of;
    const AdherenceResult matched = adherence(knowledge(), *p.plan, log, {}, as_of);
    const FactVector v = training_facts(knowledge(), build_facts(knowledge(), d, {}), &p, matched,
                                        log, {}, as_of);
    const Slot s = knowledge().facts().find("missed_weeks");
    return v.known(s) ? v.value(s) : -1;
  };
  EXPECT_EQ(missed({lifted(0, 8), lifted(7, 8)}), 4);
  EXPECT_EQ(missed({lifted(0, 8), lifted(7, 8), lifted(36, 8)}), 0);
  Session total = lifted(39, 8);
  total.status = "day_total";
  EXPECT_EQ(missed({lifted(0, 8), lifted(7, 8), total}), 4);
  EXPECT_EQ(missed({}), -1) << "nothing is known";
}

// Of the plan's last two weeks, not of all of it.
TEST(TrainingFacts, AdherenceIsThatOfTheLastTwoWeeks) {
  const Prescription p = plan_of({20, 20, 20, 20});
  std::vector<Session> log;
  for (const int day : {0, 7, 14, 21}) {
    log.push_back(lifted(day, 8));
    log.back().status = day < 14 ? "done" : "missed";
  }
  PersonDocument d;
  d.as_of = kStart + 27;
  const AdherenceResult matched = adherence(knowledge(), *p.plan, log, {}, d.as_of);
  EXPECT_EQ(matched.adherence.ratio, 0.5);
  const FactVector v = training_facts(knowledge(), build_facts(knowledge(), d, {}), &p, matched, log,
                                      {}, d.as_of);
  EXPECT_EQ(v.value(knowledge().facts().find("adherence_ratio")), 0);
  EXPECT_EQ(v.value(knowledge().facts().find("adherence_low_weeks")), 2);
}

// These need an observer or an answer; a log that is silent about them says nothing.
TEST(TrainingFacts, WhatNoLogTellsStaysUnknown) {
  const FactVector v = told(plan_of({20, 20}), {lifted(7, 10), lifted(10, 10)}, 12);
  for (const char* code : {"technique_pass", "balance_stable_twice", "next_day_fatigue",
                           "hospital_stay", "confidence"}) {
    EXPECT_FALSE(v.known(knowledge().facts().find(code))) << code;
  }
}

}  // namespace
}  // namespace celian::train
