#include "catalog/table.hpp"

#include <gtest/gtest.h>

#include <string>

#include "catalog/table_build.hpp"

namespace celian {
namespace {

TableCell scored(double points) {
  TableCell cell;
  cell.outcome = Outcome::scored;
  cell.points = *to_points100(points);
  return cell;
}

constexpr EndSpec kNoScore{EndSpec::Kind::no_score, 0};
constexpr EndSpec kEnd{EndSpec::Kind::end, 0};
constexpr EndSpec kZero{EndSpec::Kind::points, 0};

struct Band {
  double points;
  std::optional<double> min, max;
  const char* openness;
};

RowSpec row_of(const TableBuilder& builder, std::initializer_list<Band> bands) {
  RowSpec row;
  for (const Band& band : bands)
    row.bands.push_back({*builder.range(band.min, band.max, band.openness), scored(band.points)});
  return row;
}

// One row, for everybody.
struct OneRow {
  TableBuilder builder;
  std::string error;

  OneRow(double resolution, RoundHow how, Better better, EndSpec worse, EndSpec best,
         std::initializer_list<Band> bands, std::vector<DoubtSpec> doubts = {},
         std::string test = "grip_strength")
      : builder(test, test, resolution, how, better) {
    builder.set_ends(worse, best);
    builder.begin_rows();
    RowSpec row = row_of(builder, bands);
    row.doubts = std::move(doubts);
    error = builder.add_row({}, std::move(row));
  }
};

std::string text(const Found& found) {
  if (found.outcome == Outcome::scored) return std::to_string(found.points / 100);
  if (found.outcome != Outcome::undetermined) return std::string(outcome_name(found.outcome));
  std::string out = "?";
  for (const Points100 p : found.candidates)
    out += p == kNoPoints ? " none" : " " + std::to_string(p / 100);
  return out;
}

// 国民体质测定标准 2003, older men 60-64, grip strength: 1 point 21.5-26.9, 2 points 27.0-34.4, 5
// points from 47.6.
const std::initializer_list<Band> kGrip = {{1, 21.5, 26.9, "[]"},
                                           {2, 27.0, 34.4, "[]"},
                                           {3, 34.5, 40.4, "[]"},
                                           {4, 40.5, 47.5, "[]"},
                                           {5, 47.6, {}, "[]"}};

TEST(Table, BoundsOnBothSides) {
  const struct {
    RoundHow how;
    double value;
    const char* expected;
  } rows[] = {
      {RoundHow::half_up, 21.4, "no_score"},
      {RoundHow::half_up, 21.5, "1"},
      {RoundHow::half_up, 26.9, "1"},
      {RoundHow::half_up, 27.0, "2"},
      {RoundHow::half_up, 26.94, "1"},
      {RoundHow::half_up, 26.95, "2"},
      {RoundHow::half_up, 21.45, "1"},
      {RoundHow::half_up, 21.449, "no_score"},
      {RoundHow::floor, 26.99, "1"},
      {RoundHow::ceil, 26.91, "2"},
      {RoundHow::not_printed, 26.9, "1"},
      {RoundHow::not_printed, 26.95, "? 1 2"},
      {RoundHow::not_printed, 26.9001, "? 1 2"},
      {RoundHow::not_printed, 26.5, "1"},
      {RoundHow::not_printed, 26.55, "1"},
      {RoundHow::not_printed, 21.45, "? none 1"},
      {RoundHow::half_up, 1e9, "5"},
      {RoundHow::half_up, -1e9, "no_score"},
      {RoundHow::half_up, 1e15, "implausible"},
  };
  for (const auto& row : rows) {
    OneRow made(0.1, row.how, Better::higher, kNoScore, kEnd, kGrip);
    ASSERT_EQ(made.error, "");
    const ItemTable table = std::move(made.builder).finish();
    EXPECT_EQ(text(table.find({}, {row.value, {}, {}})), row.expected)
        << row.value << " by " << static_cast<int>(row.how);
  }
}

TEST(Table, NoNumber) {
  OneRow made(0.1, RoundHow::half_up, Better::higher, kNoScore, kEnd, kGrip);
  const ItemTable table = std::move(made.builder).finish();
  EXPECT_EQ(text(table.find({}, {std::numeric_limits<double>::quiet_NaN(), {}, {}})),
            "implausible");
  EXPECT_EQ(text(table.find({}, {std::numeric_limits<double>::infinity(), {}, {}})), "implausible");
}

TEST(Table, OpenAndClosedEnds) {
  // 2023 adults, body mass index: half open, compared unrounded.
  OneRow made(
      0.1, RoundHow::exact, Better::range, {}, {},
      {{60, {}, 18.5, "[)"}, {100, 18.5, 24.0, "[)"}, {60, 24.0, 28.0, "[)"}, {20, 28.0, {}, "[]"}},
      {}, "bmi");
  ASSERT_EQ(made.error, "");
  const ItemTable table = std::move(made.builder).finish();
  const struct {
    ItemInput input;
    const char* expected;
  } rows[] = {{{18.4999, {}, {}}, "60"}, {{18.5, {}, {}}, "100"},     {{23.9999, {}, {}}, "100"},
              {{24.0, {}, {}}, "60"},    {{27.99, {}, {}}, "60"},     {{28.0, {}, {}}, "20"},
              {{0, 160.0, 61.44}, "60"}, {{0, 160.0, 61.439}, "100"}, {{0, 170.0, 53.465}, "100"},
              {{0, 170.0, 53.464}, "60"}};
  for (const auto& row : rows)
    EXPECT_EQ(text(table.find({}, row.input)), row.expected)
        << row.input.value << " / " << row.input.weight_kg.value_or(0);
}

TEST(Table, OpenLowerEndOfAnExactIndex) {
  OneRow made(0.1, RoundHow::exact, Better::range, {}, {},
              {{100, {}, 24.0, "[]"}, {60, 24.0, {}, "(]"}}, {}, "bmi");
  const ItemTable table = std::move(made.builder).finish();
  EXPECT_EQ(text(table.find({}, {0, 160.0, 61.44})), "100");
  EXPECT_EQ(text(table.find({}, {0, 299.97, 215.957})),
            "60");  // 24.0000006: less than a tick above the bound
}

TEST(Table, LowerIsBetter) {
  // 2003 adults, choice reaction time, men 20-24.
  OneRow made(0.01, RoundHow::not_printed, Better::lower, kNoScore, kEnd,
              {{1, 0.61, 0.69, "[]"},
               {2, 0.50, 0.60, "[]"},
               {3, 0.44, 0.49, "[]"},
               {4, 0.39, 0.43, "[]"},
               {5, {}, 0.39, "[)"}});
  ASSERT_EQ(made.error, "");
  const ItemTable table = std::move(made.builder).finish();
  for (const auto& [value, expected] : {std::pair{0.70, "no_score"},
                                        {0.69, "1"},
                                        {0.61, "1"},
                                        {0.60, "2"},
                                        {0.39, "4"},
                                        {0.38, "5"},
                                        {0.605, "? 1 2"},
                                        {0.385, "? 4 5"}}) {
    EXPECT_EQ(text(table.find({}, {value, {}, {}})), expected) << value;
  }
  const auto next = table.next({}, {0.45, {}, {}}, 300);
  ASSERT_TRUE(next);
  EXPECT_EQ(from_ticks(next->ticks, table.decimals()), 0.43);
  EXPECT_EQ(next->points, 400);
  EXPECT_EQ(table.bound_of(0, 500), to_ticks(0.38, 2));
  EXPECT_EQ(table.bound_of(0, 400), to_ticks(0.43, 2));
}

TEST(Table, NextStepOfARangeIsTheNearerSide) {
  OneRow made(0.1, RoundHow::half_up, Better::range, {}, {},
              {{1, {}, 45.0, "[)"},
               {3, 45.0, 46.9, "[]"},
               {5, 47.0, 61.8, "[]"},
               {3, 61.9, 65.1, "[]"},
               {1, 65.1, {}, "(]"}});
  ASSERT_EQ(made.error, "");
  const ItemTable table = std::move(made.builder).finish();
  const struct {
    double value;
    Points100 points;
    double target;  // 0: none
    Points100 gain;
  } rows[] = {{44.0, 100, 45.0, 300},
              {46.0, 300, 47.0, 500},
              {64.0, 300, 61.8, 500},
              {70.0, 100, 65.1, 300},
              {50.0, 500, 0, 0}};
  for (const auto& row : rows) {
    const auto next = table.next({}, {row.value, {}, {}}, row.points);
    ASSERT_EQ(next.has_value(), row.target != 0) << row.value;
    if (!next) continue;
    EXPECT_EQ(from_ticks(next->ticks, 1), row.target) << row.value;
    EXPECT_EQ(next->points, row.gain) << row.value;
  }
}

TEST(Table, HalfMetreGrid) {
  // 2003 preschool, tennis ball, boys 3.0: 1.5 m is 1 point, 2.0-2.5 m 2 points. Nothing lies
  // between 1.5 and 2.0.
  OneRow made(0.5, RoundHow::not_printed, Better::higher, kNoScore, kEnd,
              {{1, 1.5, 1.5, "[]"}, {2, 2.0, 2.5, "[]"}, {3, 3.0, {}, "[]"}});
  ASSERT_EQ(made.error, "");
  const ItemTable table = std::move(made.builder).finish();
  for (const auto& [value, expected] : {std::pair{1.0, "no_score"},
                                        {1.5, "1"},
                                        {2.0, "2"},
                                        {2.5, "2"},
                                        {1.7, "? 1 2"},
                                        {2.3, "2"}}) {
    EXPECT_EQ(text(table.find({}, {value, {}, {}})), expected) << value;
  }
}

TEST(Table, DoubtCoversAGap) {
  PointSet three_or_five;
  three_or_five.add(500);
  three_or_five.add(300);
  const std::initializer_list<Band> bands = {{5, 52.5, 67.1, "[]"}, {3, 67.3, 72.3, "[]"}};
  OneRow without(0.1, RoundHow::half_up, Better::range, kNoScore, kNoScore, bands);
  EXPECT_EQ(without.error, "no band covers 67.2 and no doubt says so");
  const std::int64_t at = *to_ticks(67.2, 1);
  OneRow with(0.1, RoundHow::half_up, Better::range, kNoScore, kNoScore, bands,
              {{{at, at}, three_or_five}});
  ASSERT_EQ(with.error, "");
  const ItemTable table = std::move(with.builder).finish();
  for (const auto& [value, expected] : {std::pair{67.1, "5"}, {67.2, "? 3 5"}, {67.3, "3"}})
    EXPECT_EQ(text(table.find({}, {value, {}, {}})), expected) << value;
}

TEST(Table, WhatARowMayNotSay) {
  const struct {
    const char* what;
    RoundHow how;
    Better better;
    EndSpec worse;
    std::initializer_list<Band> bands;
    const char* error;
  } rows[] = {
      {"overlap",
       RoundHow::half_up,
       Better::higher,
       kNoScore,
       {{1, 1.0, 2.0, "[]"}, {2, 2.0, {}, "[]"}},
       "two bands cover 2 and no doubt says so"},
      {"gap",
       RoundHow::half_up,
       Better::higher,
       kNoScore,
       {{1, 1.0, 2.0, "[]"}, {2, 2.2, {}, "[]"}},
       "no band covers 2.1 and no doubt says so"},
      {"gap of unrounded values",
       RoundHow::exact,
       Better::higher,
       kNoScore,
       {{1, 1.0, 2.0, "[]"}, {2, 2.1, {}, "[]"}},
       "no band covers 2.0001 and no doubt says so"},
      {"no end",
       RoundHow::half_up,
       Better::higher,
       {},
       {{1, 1.0, {}, "[]"}},
       "nothing says what is below 1 (beyond)"},
      {"order",
       RoundHow::half_up,
       Better::higher,
       kNoScore,
       {{2, 1.0, 2.0, "[]"}, {1, 2.1, {}, "[]"}},
       "a better value scores lower (2, then 1)"},
      {"order of the other direction",
       RoundHow::half_up,
       Better::lower,
       kEnd,
       {{1, 1.0, 2.0, "[]"}, {2, 2.1, {}, "[]"}},
       "a better value scores lower (2, then 1)"},
      {"backwards",
       RoundHow::half_up,
       Better::higher,
       kNoScore,
       {{1, 2.0, 1.0, "[]"}},
       "a band ends before it begins"},
  };
  for (const auto& row : rows) {
    const OneRow made(0.1, row.how, row.better, row.worse, kEnd, row.bands);
    EXPECT_EQ(made.error, row.error) << row.what;
  }
}

TEST(Table, BoundsMustLieOnTheGrid) {
  const TableBuilder builder("grip_strength", "grip_strength", 0.5, RoundHow::half_up,
                             Better::higher);
  EXPECT_TRUE(builder.bound(2.5));
  EXPECT_FALSE(builder.bound(2.4));
  EXPECT_FALSE(builder.bound(2.25));
  EXPECT_FALSE(builder.bound(1e7)) << "beyond what a row of 32-bit limits can hold";
}

TEST(Table, KeysMustBeTotal) {
  TableBuilder builder("grip_strength", "grip_strength", 0.1, RoundHow::half_up, Better::higher);
  KeyAxis sex(KeyFact::sex, "sex"), age(KeyFact::age_years, "age_years");
  ASSERT_TRUE(sex.add(1, 1, "male") && sex.add(2, 2, "female") && age.add(20, 24, "20-24") &&
              age.add(25, 29, "25-29"));
  EXPECT_FALSE(age.add(29, 30, "29-30")) << "overlaps";
  builder.add_axis(std::move(sex));
  builder.add_axis(std::move(age));
  builder.set_ends(kZero, kEnd);
  builder.begin_rows();
  ASSERT_EQ(builder.add_row({0, 0}, row_of(builder, {{10, 1.0, {}, "[]"}})), "");
  ASSERT_EQ(builder.add_row({1, 1}, row_of(builder, {{20, 2.0, {}, "[]"}})), "");
  EXPECT_NE(builder.add_row({1, 1}, row_of(builder, {{20, 2.0, {}, "[]"}})), "") << "twice";
  EXPECT_EQ(builder.missing_keys(5), (std::vector<std::string>{"male, 25-29", "female, 20-24"}));
  EXPECT_EQ(builder.declare_none({0, 1}), "");
  EXPECT_EQ(builder.declare_none({1, -1}), "there is a row for female, 25-29");
  const ItemTable table = std::move(builder).finish();
  Subject s;
  EXPECT_EQ(text(table.find(s, {3, {}, {}})), "missing_value");
  s.sex = Sex::female;
  s.age_months = 25 * 12;
  EXPECT_EQ(text(table.find(s, {3, {}, {}})), "20");
  s.age_months = 30 * 12 - 1;
  EXPECT_EQ(text(table.find(s, {3, {}, {}})), "20");
  s.age_months = 30 * 12;
  EXPECT_EQ(text(table.find(s, {3, {}, {}})), "outside_population");
  s.sex = Sex::male;
  s.age_months = kUnknownKey;
  s.age_years = 26;
  EXPECT_EQ(text(table.find(s, {3, {}, {}})), "outside_population") << "declared as none";
  s.age_years = 24;
  EXPECT_EQ(text(table.find(s, {0.9, {}, {}})), "0") << "worse than the worst";
}

TEST(Table, MonthsByYears) {
  TableBuilder builder("height", "height", 1, RoundHow::half_up, Better::higher);
  KeyAxis age(KeyFact::age_months, "age_months");
  ASSERT_TRUE(age.add(36, 41, "36-41") && age.add(42, 47, "42-47"));
  builder.add_axis(std::move(age));
  builder.set_ends(kNoScore, kEnd);
  builder.begin_rows();
  ASSERT_EQ(builder.add_row({0}, row_of(builder, {{1, 80, 89, "[]"}, {2, 90, {}, "[]"}})), "");
  ASSERT_EQ(builder.add_row({1}, row_of(builder, {{1, 85, 94, "[]"}, {2, 95, {}, "[]"}})), "");
  const ItemTable table = std::move(builder).finish();
  Subject s;
  s.age_years = 3;
  for (const auto& [value, expected] : {std::pair{82, "? none 1"}, {92, "? 1 2"}, {99, "? 2"}}) {
    EXPECT_EQ(text(table.find(s, {static_cast<double>(value), {}, {}})), expected) << value;
  }
  s.age_years = 4;
  EXPECT_EQ(text(table.find(s, {82, {}, {}})), "outside_population");
}

TEST(Table, WeightByHeight) {
  TableBuilder builder("height_for_weight", "weight", 0.1, RoundHow::not_printed, Better::range);
  MeasureAxis height("height", 0.1);
  ASSERT_TRUE(height.add(144.0, 144.9) && height.add(145.0, 145.9));
  EXPECT_FALSE(height.add(145.9, 146.9)) << "overlaps";
  EXPECT_FALSE(height.add(146.05, 146.9)) << "off the grid";
  builder.set_measure(std::move(height));
  builder.set_ends({}, {});
  builder.begin_rows();
  ASSERT_EQ(builder.add_row({0}, row_of(builder, {{1, {}, 37.0, "[)"}, {5, 37.0, {}, "[]"}})), "");
  ASSERT_EQ(builder.add_row({1}, row_of(builder, {{1, {}, 38.0, "[)"}, {5, 38.0, {}, "[]"}})), "");
  const ItemTable table = std::move(builder).finish();
  const struct {
    double height, weight;
    const char* expected;
  } rows[] = {{144.0, 37.5, "5"},      {144.9, 37.5, "5"},     {145.0, 37.5, "1"},
              {144.95, 37.5, "? 1 5"}, {144.95, 39, "5"},      {143.9, 37.5, "outside_population"},
              {145.95, 40, "? 5"},     {144.0, 36.95, "? 1 5"}};
  for (const auto& row : rows)
    EXPECT_EQ(text(table.find({}, {row.weight, row.height, {}})), row.expected)
        << row.height << " cm " << row.weight << " kg";
  EXPECT_EQ(text(table.find({}, {37.5, {}, {}})), "missing_value");
}

}  // namespace
}  // namespace celian
