// The arithmetic behind a change, against figures worked by hand or by another program.
#include "train/trend.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace celian::train {
namespace {

Date day(int n) { return Date::parse("2026-01-05").value() + n; }

std::vector<DatedValue> series(std::initializer_list<std::pair<int, double>> values) {
  std::vector<DatedValue> out;
  for (const auto& [n, value] : values) out.push_back({day(n), value});
  return out;
}

// With two readings the level may have moved as it likes: their difference, each with its error.
TEST(LevelChange, TwoReadingsFarApartAreTheirDifference) {
  const Estimate e = level_change(series({{0, 10}, {3650, 14}}), {1, 4});
  EXPECT_NEAR(e.value, 4, 0.01);
  EXPECT_NEAR(e.error, std::sqrt(2.0), 0.01);
}

// Closed form for two: the precision matrix is [[r + t, -t], [-t, r + t]] with r = 1 / sem^2 and
// t = 28 / (drift^2 days); the difference shrinks by r / (r + 2 t), its variance is 2 / (r + 2 t).
TEST(LevelChange, TwoReadingsByHand) {
  const double r = 1 / 0.81, t = 28 / (3.6 * 3.6 * 14);
  const Estimate e = level_change(series({{0, 12.0}, {14, 9.5}}), {0.9, 3.6});
  EXPECT_NEAR(e.value, -2.5 * r / (r + 2 * t), 1e-12);
  EXPECT_NEAR(e.error, std::sqrt(2 / (r + 2 * t)), 1e-12);
}

TEST(LevelChange, MoreReadingsOfOneLevelSayMore) {
  const Estimate two = level_change(series({{0, 10}, {84, 14}}), {1, 4});
  const Estimate more =
      level_change(series({{0, 10}, {1, 10}, {2, 10}, {82, 14}, {83, 14}, {84, 14}}), {1, 4});
  EXPECT_LT(more.error, two.error * 0.8);
  EXPECT_NEAR(more.value, 4, 0.2);
}

TEST(LevelChange, NothingMovesNothing) {
  const Estimate e = level_change(series({{0, 7}, {10, 7}, {20, 7}}), {1, 4});
  EXPECT_NEAR(e.value, 0, 1e-12);
}

// 402, 410, 407, 421, 430 m in weekly tests: 0.9762 m a day.
TEST(MedianSlope, WorkedCase) {
  EXPECT_NEAR(*median_slope(series({{0, 402}, {7, 410}, {14, 407}, {21, 421}, {28, 430}})), 0.9762,
              5e-5);
}

TEST(MedianSlope, OneOutlierOfFiveChangesLittle) {
  EXPECT_NEAR(*median_slope(series({{0, 402}, {7, 410}, {14, 900}, {21, 421}, {28, 430}})), 1.0,
              0.2);
}

TEST(MedianSlope, TwoDaysAreNoTrend) { EXPECT_FALSE(median_slope(series({{0, 1}, {7, 2}}))); }

// Days 0, 10, 20: the square sum is 200; residuals 1, -2, 1 give a variance of 6.
TEST(Slope, ErrorIsTheLargerOfReadingAndScatter) {
  const auto values = series({{0, 1}, {10, 3}, {20, 11}});
  EXPECT_NEAR(slope(values, 0.1)->value, 0.5, 1e-12);
  EXPECT_NEAR(slope(values, 0.1)->error, std::sqrt(6.0 / 200), 1e-12);
  EXPECT_NEAR(slope(values, 5)->error, std::sqrt(25.0 / 200), 1e-12);
}

TEST(NormalProbability, TablesAgree) {
  EXPECT_EQ(normal_probability(0), 0.5);
  EXPECT_EQ(normal_probability(1.96), 0.975);
  EXPECT_EQ(normal_probability(-1.645), 0.05);
  EXPECT_EQ(normal_probability(40), 1);
}

}  // namespace
}  // namespace celian::train
