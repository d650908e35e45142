// What is said of two and more readings. The five-times-sit-to-stand of older women has a published
// MDC95 of 2.5 s (less is better); the 6-minute walk has a smallest change that matters and a first
// reading that is practice, and no error.
#include "train/change.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "../shipped.hpp"
#include "celian/engine.hpp"
#include "facts/build.hpp"
#include "measure/check.hpp"

namespace celian::train {
namespace {

using test::catalog;
using test::knowledge;

const Date kDay = Date::parse("2026-03-02").value();

struct At {
  int day;
  double value;
  const char* device = "";
};

// Of a woman of 70.
PersonDocument document(const char* test, const std::vector<At>& readings, Sex sex) {
  PersonDocument doc;
  doc.person.sex = sex;
  doc.person.age_years = 70;
  doc.as_of = kDay + readings.back().day;
  for (const At& r : readings) {
    RawMeasurement m;
    m.test = test;
    m.value = r.value;
    m.date = kDay + r.day;
    m.device = r.device;
    doc.measurements.push_back(std::move(m));
  }
  return doc;
}

Change change_of(const char* test, const std::vector<At>& readings, Sex sex = Sex::female) {
  const auto progress = Engine(catalog()).progress(document(test, readings, sex), {});
  if (!progress) throw std::runtime_error(progress.error().message);
  return progress->changes.empty() ? Change{} : progress->changes.front();
}

constexpr const char* kChair = "five_times_sit_to_stand";

TEST(Change, TwoReadingsBeyondTheErrorAreReal) {
  const Change c = change_of(kChair, {{0, 15.0}, {84, 12.0}});
  EXPECT_EQ(c.verdict, "real_better");
  EXPECT_EQ(c.readings, 2);
  EXPECT_EQ(c.mdc95, 2.5);
  EXPECT_NEAR(c.estimate, 3.0, 0.15);  // fewer seconds are better
  EXPECT_GT(*c.low, 0);
  EXPECT_GE(*c.p_real, 0.98);
  EXPECT_FALSE(c.per_28_days);
}

TEST(Change, TwoReadingsWithinTheErrorAreNoise) {
  const Change c = change_of(kChair, {{0, 15.0}, {84, 13.0}});
  EXPECT_EQ(c.verdict, "within_error");
  EXPECT_LT(*c.low, 0);
  EXPECT_GT(*c.high, 0);
  EXPECT_GT(*c.p_real, 0.8);
  EXPECT_LT(*c.p_real, 0.975);
}

TEST(Change, WorseIsReal) {
  EXPECT_EQ(change_of(kChair, {{0, 12.0}, {84, 16.0}}).verdict, "real_worse");
}

// Many readings narrow the interval; below the MDC95 of two it is called probable, not real.
TEST(Change, ManyReadingsShowLessThanTwoCan) {
  const Change c = change_of(
      kChair,
      {{0, 15.0}, {1, 15.1}, {2, 14.9}, {3, 15.0}, {81, 12.8}, {82, 12.7}, {83, 12.9}, {84, 12.8}});
  EXPECT_EQ(c.verdict, "probable_better");
  EXPECT_LT(c.estimate, 2.5);
  EXPECT_GT(*c.low, 0);
  ASSERT_TRUE(c.per_28_days);
  EXPECT_NEAR(*c.per_28_days, 0.75, 0.1);
}

// Whose error of measurement it is: that of people like this one, of several the largest.
TEST(Change, TheErrorIsThatOfPeopleLikeThisOne) {
  struct Case {
    const char* what;
    const char* test;
    std::vector<const char*> conditions;
    const char* adl;
    Sex sex;
    std::optional<double> mdc95;
  };
  for (const Case& c : {
           Case{"type 2 diabetes",
                "grip_strength",
                {"type_2_diabetes"},
                "independent",
                Sex::male,
                4.0},
           {"a man who needs care", "grip_strength", {}, "semi_dependent", Sex::male, 3.2},
           {"a woman who needs care", "grip_strength", {}, "semi_dependent", Sex::female, 2.4},
           {"both", "grip_strength", {"type_2_diabetes"}, "semi_dependent", Sex::male, 4.0},
           {"neither", "grip_strength", {}, "independent", Sex::male, {}},
           {"nobody asked", "grip_strength", {}, "", Sex::male, {}},
           {"impaired cognition", "chair_stand_30s", {"dementia"}, "independent", Sex::male, 2.4},
           {"that and diabetes",
            "chair_stand_30s",
            {"dementia", "type_2_diabetes"},
            "independent",
            Sex::male,
            3.3},
           {"knee", "timed_up_and_go", {"knee_osteoarthritis"}, "independent", Sex::male, 1.14},
       }) {
    PersonDocument doc = document(c.test, {{0, 20}, {84, 22}}, c.sex);
    doc.health.conditions.emplace();
    for (const char* code : c.conditions) {
      ConditionAnswer condition;
      condition.code = code;
      doc.health.conditions->push_back(std::move(condition));
    }
    doc.health.function.adl = c.adl;
    const auto progress = Engine(catalog()).progress(doc, {});
    ASSERT_TRUE(progress) << c.what << ": " << progress.error().message;
    ASSERT_FALSE(progress->changes.empty()) << c.what;
    EXPECT_EQ(progress->changes.front().mdc95, c.mdc95) << c.what << ", " << c.test;
    EXPECT_EQ(progress->changes.front().verdict == "unknown_error", !c.mdc95) << c.what;
  }
}

TEST(Change, WithoutAKnownErrorNothingIsSaid) {
  const Change c = change_of(kChair, {{0, 15.0}, {84, 5.0}}, Sex::male);
  EXPECT_EQ(c.verdict, "unknown_error");
  EXPECT_EQ(c.estimate, 10);
  EXPECT_FALSE(c.low);
  EXPECT_FALSE(c.p_real);
}

TEST(Change, AnotherDeviceBeginsAnotherSeries) {
  const Change two = change_of(kChair, {{0, 15.0, "mat"}, {84, 10.0, "watch"}});
  EXPECT_EQ(two.verdict, "not_comparable");
  EXPECT_EQ(two.readings, 1);
  const Change three =
      change_of(kChair, {{0, 25.0, "mat"}, {28, 15.0, "watch"}, {84, 12.0, "watch"}});
  EXPECT_EQ(three.verdict, "real_better");
  EXPECT_EQ(three.from, 15.0);
  EXPECT_EQ(three.from_date, kDay + 28);
}

// The first walk is practice: with three it is left out.
TEST(Change, PracticeIsLeftOut) {
  const Change three = change_of("six_minute_walk", {{0, 360}, {7, 400}, {84, 410}});
  EXPECT_EQ(three.from, 400);
  EXPECT_EQ(three.readings, 2);
  const Change two = change_of("six_minute_walk", {{0, 360}, {84, 410}});
  EXPECT_EQ(two.from, 360);
  EXPECT_EQ(two.verdict, "unknown_error");
}

std::optional<Forecast> forecast_of(const std::vector<At>& readings, double target) {
  const KnowledgeBase& kb = knowledge();
  const PersonDocument doc = document(kChair, readings, Sex::female);
  std::vector<Reason> reasons;
  const auto set = measure::check(kb, doc, reasons);
  Need need;
  need.test = kChair;
  need.value_target = target;
  need.points_target = 4;
  return changes(kb, build_facts(kb, doc, *set), *set, {&need, 1}, reasons).front().forecast;
}

TEST(Forecast, GoesOnAsItDid) {
  // 2 s in 28 days, and 3 s to go.
  const auto f = forecast_of({{0, 18.0}, {28, 16.0}, {56, 14.0}, {84, 12.0}}, 9);
  ASSERT_TRUE(f);
  EXPECT_EQ(f->target, 9);
  EXPECT_EQ(f->points, 4);
  EXPECT_EQ(f->likely, kDay + 84 + 42);
  EXPECT_LT(f->soonest, f->likely);
  ASSERT_TRUE(f->latest);
  EXPECT_GT(*f->latest, f->likely);
}

TEST(Forecast, NeedsAChangeThatIsNoNoise) {
  EXPECT_FALSE(forecast_of({{0, 15.0}, {28, 14.9}, {56, 14.8}, {84, 14.7}}, 9));
  EXPECT_FALSE(forecast_of({{0, 15.0}, {84, 12.0}}, 9)) << "two days are no trend";
}

TEST(Forecast, NothingBeyondAYearAndNothingReached) {
  const std::vector<At> slow = {{0, 15.0}, {112, 14.0}, {224, 13.0}, {336, 12.0}};
  EXPECT_TRUE(forecast_of(slow, 9));
  EXPECT_FALSE(forecast_of(slow, 8));
  EXPECT_FALSE(forecast_of({{0, 15.0}, {28, 14.0}, {56, 13.0}, {84, 12.0}}, 12));
}

TEST(Change, OneReadingIsNoChange) { EXPECT_TRUE(change_of(kChair, {{0, 15.0}}).test.empty()); }

}  // namespace
}  // namespace celian::train
