#include "celian/date.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace celian {
namespace {

Date day(std::string_view iso) { return Date::parse(iso).value(); }

TEST(Date, ReadsAndWritesIso) {
  for (const char* iso : {"0001-01-01", "1900-02-28", "1958-03-02", "1970-01-01", "2000-02-29",
                          "2024-02-29", "2026-11-21", "9999-12-31"}) {
    EXPECT_EQ(day(iso).iso(), iso);
  }
}

TEST(Date, RefusesWhatIsNoDay) {
  for (const char* iso :
       {"", "2026", "2026-11", "2026-1-1", "26-01-01", "2026-00-10", "2026-13-01", "2026-04-31",
        "2025-02-29", "1900-02-29", "2026-11-00", "0000-01-01", "2026/11/21", "2026-11-21 ",
        " 2026-11-2", "2026-11-21T00:00", "2026-+1-01", "20261-1-21", "２０26-11-21"}) {
    const Result<Date> date = Date::parse(iso);
    ASSERT_FALSE(date.has_value()) << '"' << iso << '"';
    EXPECT_EQ(date.error().status, Status::syntax);
  }
  EXPECT_NE(Date::parse("21.11.2026").error().message.find("21.11.2026"), std::string::npos);
}

TEST(Date, CountsDaysSince1970) {
  const struct {
    const char* iso;
    std::int32_t days;
    int weekday;
  } cases[] = {
      {"0001-01-01", -719162, 1}, {"1969-12-31", -1, 3},    {"1970-01-01", 0, 4},
      {"2000-03-01", 11017, 3},   {"2026-11-21", 20778, 6}, {"9999-12-31", 2932896, 5},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(day(c.iso).days_since_epoch(), c.days) << c.iso;
    EXPECT_EQ(day(c.iso).weekday(), c.weekday) << c.iso;
    EXPECT_EQ(Date::from_days(c.days).iso(), c.iso);
  }
}

TEST(Date, WalksEveryDayOfFourCenturies) {
  Date date = day("1599-12-31");
  int year = 1599, month = 12, number = 31, weekday = date.weekday();
  for (int i = 0; i < 4 * 36525; ++i) {
    date = date + 1;
    weekday = weekday % 7 + 1;
    const Result<Date> next = Date::from_ymd(year, month, number + 1);
    if (next) {
      ++number;
    } else {
      number = 1;
      month = month % 12 + 1;
      if (month == 1) ++year;
    }
    ASSERT_EQ(date, Date::from_ymd(year, month, number).value());
    ASSERT_EQ(date.year(), year);
    ASSERT_EQ(date.month(), month);
    ASSERT_EQ(date.day(), number);
    ASSERT_EQ(date.weekday(), weekday) << date.iso();
  }
}

TEST(Date, StaysInItsRange) {
  constexpr std::int32_t kMost = std::numeric_limits<std::int32_t>::max();
  constexpr std::int32_t kLeast = std::numeric_limits<std::int32_t>::min();
  EXPECT_EQ(day("2026-11-21") + kMost, Date::last());
  EXPECT_EQ(day("2026-11-21") + kLeast, Date::first());
  EXPECT_EQ(day("2026-11-21") - kMost, Date::first());
  EXPECT_EQ(day("2026-11-21") - kLeast, Date::last());
  EXPECT_EQ(Date::first().iso(), "0001-01-01");
  EXPECT_EQ(Date::last().iso(), "9999-12-31");
  for (const std::int32_t days : {kMost, 2932897}) {
    EXPECT_EQ(Date::from_days(days), Date::last()) << days;
  }
  for (const std::int32_t days : {kLeast, -719163}) {
    EXPECT_EQ(Date::from_days(days), Date::first()) << days;
  }
  EXPECT_EQ(Date::from_ymd(2025, 2, 29).error().status, Status::range);
  EXPECT_EQ(Date::from_ymd(10000, 1, 1).error().status, Status::range);
}

TEST(Date, OrdersAndSubtracts) {
  EXPECT_LT(day("2026-11-20"), day("2026-11-21"));
  EXPECT_EQ(day("2024-03-01") - day("2024-02-28"), 2);
  EXPECT_EQ(day("2024-02-28") + 2, day("2024-03-01"));
  EXPECT_EQ(day("2024-03-01") - 2, day("2024-02-28"));
}

TEST(Age, IsCompletedOnTheBirthday) {
  const struct {
    const char *birth, *on;
    int years, months;
  } cases[] = {
      {"1958-03-02", "2026-03-01", 67, 815}, {"1958-03-02", "2026-03-02", 68, 816},
      {"2020-02-29", "2021-02-28", 0, 11},   {"2020-02-29", "2021-03-01", 1, 12},
      {"2020-02-29", "2024-02-29", 4, 48},   {"2020-01-31", "2020-02-29", 0, 0},
      {"2020-01-31", "2020-03-01", 0, 1},    {"2020-01-31", "2020-03-31", 0, 2},
      {"2026-11-21", "2026-11-21", 0, 0},    {"2026-11-21", "2026-11-20", -1, -1},
      {"2026-11-21", "2025-11-21", -1, -12}, {"2026-11-21", "2025-11-20", -2, -13},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(completed_years(day(c.birth), day(c.on)), c.years) << c.birth << " on " << c.on;
    EXPECT_EQ(completed_months(day(c.birth), day(c.on)), c.months) << c.birth << " on " << c.on;
  }
}

TEST(Period, IncludesBothEnds) {
  const Period period = Period::parse("2027-01-28/2027-02-04").value();
  EXPECT_EQ(period.iso(), "2027-01-28/2027-02-04");
  EXPECT_FALSE(period.contains(day("2027-01-27")));
  EXPECT_TRUE(period.contains(day("2027-01-28")));
  EXPECT_TRUE(period.contains(day("2027-02-04")));
  EXPECT_FALSE(period.contains(day("2027-02-05")));
  EXPECT_TRUE(Period::parse("2027-01-28/2027-01-28").has_value());
}

TEST(Period, RefusesBadText) {
  EXPECT_EQ(Period::parse("2027-01-28").error().status, Status::syntax);
  EXPECT_EQ(Period::parse("2027-01-28/").error().status, Status::syntax);
  EXPECT_EQ(Period::parse("/2027-01-28").error().status, Status::syntax);
  EXPECT_EQ(Period::parse("2027-01-28/2027-01-27").error().status, Status::range);
}

}  // namespace
}  // namespace celian
