// Mornings, nights and the day after, as a log tells them.
#include "train/body_state.hpp"

#include <gtest/gtest.h>

#include "../shipped.hpp"

namespace celian::train {
namespace {

using test::knowledge;

const Date kToday = Date::parse("2026-11-21").value();

Session night(int days_ago, bool poor) {
  Session s;
  s.date = kToday - days_ago;
  s.status = "day_total";
  s.poor_sleep = poor;
  return s;
}

TEST(BodyState, BadNightsCountInARowUpToTodayOrYesterday) {
  struct Case {
    const char* what;
    std::vector<Session> log;
    std::optional<double> nights;
  };
  const Case cases[] = {
      {"nothing told", {}, std::nullopt},
      {"two up to today", {night(1, true), night(0, true)}, 2.0},
      {"two up to yesterday", {night(2, true), night(1, true)}, 2.0},
      {"two, but old", {night(3, true), night(2, true)}, std::nullopt},
      {"a good one between", {night(2, true), night(1, false), night(0, true)}, 1.0},
      {"a night that nobody told between", {night(2, true), night(0, true)}, 1.0},
      {"a good one last", {night(1, true), night(0, false)}, 0.0},
      {"two entries of one day: the worse", {night(0, true), night(0, false)}, 1.0},
      {"tomorrow is not known", {night(0, true), night(-1, false)}, 1.0},
  };
  for (const Case& c : cases)
    EXPECT_EQ(mornings(knowledge(), c.log, kToday).poor_nights, c.nights) << c.what;
}

TEST(BodyState, TheLatestMorningSpeaks) {
  Session high = night(1, false), low = night(0, false);
  high.morning_heart_rate_rise = 12;
  low.morning_heart_rate_rise = 3;
  EXPECT_EQ(mornings(knowledge(), {high, low}, kToday).heart_rate_rise, 3);
  EXPECT_EQ(mornings(knowledge(), {high}, kToday).heart_rate_rise, 12);
  EXPECT_EQ(mornings(knowledge(), {high}, kToday + 1).heart_rate_rise, std::nullopt) << "old";
}

TEST(BodyState, PainHasSettledOnlyIfItDidAfterEverySession) {
  const auto pain = [](int days_ago, std::optional<bool> settled) {
    Session s;
    s.date = kToday - days_ago;
    s.pain = 3;
    s.pain_settled_24h = settled;
    return s;
  };
  const auto settled = [&](const std::vector<Session>& log) {
    return day_after(knowledge(), log, kToday).pain_settled;
  };
  EXPECT_EQ(settled({pain(3, true), pain(1, true)}), true);
  EXPECT_EQ(settled({pain(3, std::nullopt), pain(1, true)}), std::nullopt);
  EXPECT_EQ(settled({pain(3, false), pain(1, true)}), false);
  EXPECT_EQ(settled({pain(20, false), pain(1, true)}), true) << "before the last two weeks";
}

TEST(BodyState, TheWorstDayAfterAndTheLatestJudgementOfTechnique) {
  Session first, second;
  first.date = kToday - 5;
  second.date = kToday - 2;
  first.fatigue_next_day = 6;
  second.fatigue_next_day = 2;
  first.technique_good = false;
  second.technique_good = true;
  const DayAfter after = day_after(knowledge(), {second, first}, kToday);
  EXPECT_EQ(after.fatigue, 6);
  EXPECT_EQ(after.technique, true);
}

}  // namespace
}  // namespace celian::train
