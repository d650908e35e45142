#include "catalog/exact.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace celian {
namespace {

__extension__ using Wide = __int128;

TEST(Exact, DecimalsOfAResolution) {
  const struct {
    double resolution;
    int decimals;  // -1: refused
  } rows[] = {{1, 0},    {0.1, 1},   {0.01, 2}, {0.5, 1}, {0.25, 2}, {5, 0},       {0.001, 3},
              {1e-6, 6}, {1e-7, -1}, {0, -1},   {-1, -1}, {NAN, -1}, {1.0 / 3, -1}};
  for (const auto& row : rows)
    EXPECT_EQ(decimals_of(row.resolution).value_or(-1), row.decimals) << row.resolution;
}

TEST(Exact, Rounding) {
  const std::int64_t step = 1000;
  const struct {
    std::int64_t ticks;
    RoundHow how;
    std::int64_t low, high;
  } rows[] = {
      {1499, RoundHow::half_up, 1000, 1000},        {1500, RoundHow::half_up, 2000, 2000},
      {-1500, RoundHow::half_up, -1000, -1000},     {-1501, RoundHow::half_up, -2000, -2000},
      {1999, RoundHow::floor, 1000, 1000},          {-1, RoundHow::floor, -1000, -1000},
      {1001, RoundHow::ceil, 2000, 2000},           {-999, RoundHow::ceil, 0, 0},
      {1234, RoundHow::exact, 1234, 1234},          {1001, RoundHow::not_printed, 1000, 2000},
      {-1001, RoundHow::not_printed, -2000, -1000}, {3000, RoundHow::not_printed, 3000, 3000}};
  for (const auto& row : rows) {
    const RoundedTicks found = round_to(row.ticks, step, row.how);
    EXPECT_EQ(found.low, row.low) << row.ticks << " by " << static_cast<int>(row.how);
    EXPECT_EQ(found.high, row.high) << row.ticks << " by " << static_cast<int>(row.how);
  }
}

TEST(Exact, RoundingToHalfMetres) {
  EXPECT_EQ(round_to(17'499, 5000, RoundHow::half_up).low, 15'000);
  EXPECT_EQ(round_to(17'500, 5000, RoundHow::half_up).low, 20'000);
}

// weight in grams · 10^(decimals + 8) compared with bound · height², in 128 bits: no division, no
// rounding.
int compare_index(std::int64_t height, std::int64_t weight, int decimals, std::int64_t bound) {
  const Wide left = Wide{weight} * pow10(decimals + 8), right = Wide{bound} * height * height;
  return left < right ? -1 : left > right ? 1 : 0;
}

// Every tenth of a centimetre and of a kilogram over the human range: on which side of every
// multiple of 0.1 the index lies.
TEST(Exact, BodyMassIndexAgainst128Bits) {
  std::size_t equal = 0, pairs = 0;
  for (std::int64_t mm = 900; mm <= 2100; ++mm) {
    for (std::int64_t hg = 120 + mm % 7; hg <= 1600; hg += 7) {
      const double height = static_cast<double>(mm) / 10, weight = static_cast<double>(hg) / 10;
      const auto ticks = bmi_ticks(height, weight, 1, 1000);
      ASSERT_TRUE(ticks) << height << " cm " << weight << " kg";
      const std::int64_t below = floor_to(*ticks, 1000);
      const int side = compare_index(mm * 10, hg * 100, 1, below);
      ASSERT_EQ(side > 0, *ticks > below)
          << height << " cm " << weight << " kg: " << *ticks << " ticks";
      ASSERT_GE(side, 0) << height << " cm " << weight << " kg: " << *ticks << " ticks";
      ASSERT_LT(compare_index(mm * 10, hg * 100, 1, below + 1000), 0)
          << height << " cm " << weight << " kg: " << *ticks << " ticks";
      const std::int64_t half_up = round_to(*ticks, 1000, RoundHow::half_up).low;
      ASSERT_GE(compare_index(mm * 10, hg * 100, 1, half_up - 500), 0)
          << height << " cm " << weight << " kg";
      ASSERT_LT(compare_index(mm * 10, hg * 100, 1, half_up + 500), 0)
          << height << " cm " << weight << " kg";
      equal += side == 0 ? 1 : 0;
      ++pairs;
    }
  }
  EXPECT_GT(pairs, 200'000u);
  EXPECT_GT(equal, 0u) << "no pair lay exactly on a bound: the grid tests nothing";
}

TEST(Exact, BodyMassIndexOnTheBound) {
  EXPECT_EQ(bmi_ticks(160, 61.44, 1, 1000), 240'000);  // exactly 24.0
  EXPECT_EQ(bmi_ticks(160, 61.439, 1, 1000), 239'996);
  EXPECT_EQ(bmi_ticks(200, 96, 1, 1000), 240'000);
  EXPECT_EQ(bmi_ticks(170, 69.36, 1, 1000), 240'000);
  // 24.000000003…: above the bound by less than a tick, and still above it.
  EXPECT_EQ(bmi_ticks(299.99, 215.986, 1, 1000),
            compare_index(29999, 215986, 1, 240'000) > 0 ? 240'001 : 239'999);
}

TEST(Exact, BodyMassIndexOfWhatIsNoPerson) {
  for (const auto& [height, weight] : {std::pair{0.0, 60.0},
                                       {19.9, 60.0},
                                       {300.1, 60.0},
                                       {170.0, -1.0},
                                       {170.0, 1000.1},
                                       {NAN, 60.0},
                                       {170.0, double{INFINITY}}}) {
    EXPECT_FALSE(bmi_ticks(height, weight, 1, 1000)) << height << " cm " << weight << " kg";
  }
}

}  // namespace
}  // namespace celian
