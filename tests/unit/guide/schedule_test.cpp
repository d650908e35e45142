// One week: which components stand on which days, with how many minutes.
#include "guide/schedule.hpp"

#include <gtest/gtest.h>

namespace celian::guide {
namespace {

// A week from Monday 2026-11-23, nothing blocked.
WeekInput week(int days, double minutes, std::vector<WeekDemand> demand) {
  WeekInput in;
  in.first = Date::parse("2026-11-23").value();
  in.days = days;
  in.minutes = minutes;
  in.blocked.assign(7, false);
  in.demand = std::move(demand);
  return in;
}

WeekDemand demand(const std::string& component, int days, double least, double minutes) {
  WeekDemand d;
  d.component = component;
  d.days = days;
  d.least = least;
  d.useful = least;
  d.minutes = minutes;
  return d;
}

WeekDemand strength(int days, double minutes) {
  WeekDemand d = demand("resistance", days, minutes, minutes);
  d.block = minutes;
  d.rest_48h = true;
  return d;
}

// "aerobic: 0 2 4", by component.
std::string shown(const WeekSchedule& s, const std::string& component) {
  std::string out;
  for (const auto& [day, components] : s.days) {
    if (components.count(component) != 0) out += std::to_string(day);
  }
  return out;
}

TEST(Schedule, SpreadsEvenlyAndRests) {
  EXPECT_EQ(shown(schedule_week(week(3, 30, {demand("aerobic", 3, 5, 20)})), "aerobic"), "024");
  const WeekSchedule s = schedule_week(week(7, 30, {strength(3, 4)}));
  EXPECT_EQ(shown(s, "resistance"), "024") << "never two days in a row, Sunday before Monday too";
  WeekInput after_sunday = week(7, 30, {strength(3, 4)});
  after_sunday.last["resistance"] = Date::parse("2026-11-22").value();
  EXPECT_EQ(shown(schedule_week(after_sunday), "resistance"), "135");
}

TEST(Schedule, GivesTheMostNeededFirst) {
  const WeekInput in = week(2, 10, {demand("balance", 2, 5, 10), demand("aerobic", 2, 5, 20)});
  const WeekSchedule s = schedule_week(in);
  EXPECT_EQ(shown(s, "balance"), "03");
  EXPECT_EQ(s.days.at(0).at("balance"), 5)
      << "the other one's least comes before more of the first";
  EXPECT_EQ(s.days.at(0).at("aerobic"), 5);
  WeekInput tight = in;
  tight.minutes = 9;
  EXPECT_EQ(schedule_week(tight).left_out, std::vector<std::string>{"aerobic"});
  EXPECT_EQ(schedule_week(tight).days.at(0).at("balance"), 9);
}

TEST(Schedule, WhatIsElsewhereHasItsOwnDay) {
  WeekDemand home = demand("aerobic", 1, 5, 10), pool = demand("resistance", 1, 5, 10);
  home.places = 1, pool.places = 2;
  const WeekSchedule s = schedule_week(week(2, 60, {home, pool}));
  EXPECT_NE(shown(s, "aerobic"), shown(s, "resistance"));
}

TEST(Schedule, AnEmptyDayTakesWhatWasAskedForMoreOften) {
  // Fewer days of walking, so that jumping has its day; the day between would stand empty.
  WeekDemand walk = demand("aerobic", 2, 3, 6), jump = demand("bone_impact", 1, 5, 6);
  jump.rest_48h = true;
  const WeekInput plain = week(4, 6, {walk, jump});
  EXPECT_EQ(schedule_week(plain).days.size(), 3u);
  walk.asked = 4;
  const WeekSchedule s = schedule_week(week(4, 6, {walk, jump}));
  EXPECT_EQ(s.days.size(), 4u);
  EXPECT_EQ(shown(s, "aerobic").size(), 3u) << "as many as days stood empty, not more";
  EXPECT_EQ(shown(s, "bone_impact").size(), 1u);
  walk.asked = 2;
  EXPECT_EQ(schedule_week(week(4, 6, {walk, jump})).days.size(), 3u) << "not more than asked for";
  // Nor does it take what must rest, or a component that has no day at all.
  WeekDemand hard = strength(1, 4);
  hard.asked = 2;
  WeekInput two = week(2, 10, {hard});
  two.blocked = {false, false, true, true, true, true, true};
  EXPECT_EQ(shown(schedule_week(two), "resistance").size(), 1u);
  WeekDemand none = demand("balance", 0, 5, 5);
  none.asked = 3;
  EXPECT_TRUE(schedule_week(week(3, 30, {none})).days.empty());
}

}  // namespace
}  // namespace celian::guide
