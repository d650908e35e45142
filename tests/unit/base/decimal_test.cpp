#include "base/decimal.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace celian {
namespace {

TEST(Ticks, CountThousandthsOfTheResolution) {
  const struct {
    double value;
    int decimals;
    std::int64_t ticks;
  } cases[] = {
      {0, 0, 0},
      {1, 0, 1000},
      {-1, 0, -1000},
      {21.4, 1, 214000},
      {21.44, 1, 214400},
      {3.1415926, 2, 314159},
      {0.00005, 1, 1},
      {0.00004, 1, 0},
      {-0.00005, 1, -1},
      {1e-12, 9, 1},
      {9007199254740.992, 0, 9007199254740992},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(to_ticks(c.value, c.decimals), c.ticks) << c.value << " at " << c.decimals;
  }
}

TEST(Ticks, AreTheSameForFloatDoubleAndSums) {
  for (int tenths = -4000; tenths <= 4000; ++tenths) {
    const double value = tenths / 10.0;
    const std::int64_t expected = tenths * 1000;
    ASSERT_EQ(to_ticks(value, 1), expected) << value;
    // A float carries 7 digits: enough for any reading up to 400.0 at a resolution of 0.1, whose
    // ticks then differ by less than the rounding of the standard takes away.
    const auto from_float = to_ticks(static_cast<double>(static_cast<float>(value)), 1);
    ASSERT_TRUE(from_float.has_value()) << value;
    ASSERT_EQ(round_ticks(*from_float, Rounding::half_up), expected) << value;
  }
  EXPECT_EQ(to_ticks(0.1 + 0.2, 1), to_ticks(0.3, 1));
}

TEST(Ticks, HaveNoValueBeyondTheExactRange) {
  for (const double value : {std::nan(""), std::numeric_limits<double>::infinity(),
                             -std::numeric_limits<double>::infinity(), 1e300, -1e13, 9.1e12}) {
    EXPECT_EQ(to_ticks(value, 0), std::nullopt) << value;
  }
}

TEST(Ticks, RoundToUnits) {
  const struct {
    std::int64_t ticks, half_up, floor, ceil;
  } cases[] = {
      {0, 0, 0, 0},
      {1, 0, 0, 1000},
      {499, 0, 0, 1000},
      {500, 1000, 0, 1000},
      {999, 1000, 0, 1000},
      {1000, 1000, 1000, 1000},
      {1499, 1000, 1000, 2000},
      {1500, 2000, 1000, 2000},
      {-1, 0, -1000, 0},
      {-500, 0, -1000, 0},
      {-501, -1000, -1000, 0},
      {-1000, -1000, -1000, -1000},
      {-1500, -1000, -2000, -1000},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(round_ticks(c.ticks, Rounding::half_up), c.half_up) << c.ticks;
    EXPECT_EQ(round_ticks(c.ticks, Rounding::floor), c.floor) << c.ticks;
    EXPECT_EQ(round_ticks(c.ticks, Rounding::ceil), c.ceil) << c.ticks;
    EXPECT_EQ(round_ticks(c.ticks, Rounding::exact), c.ticks) << c.ticks;
  }
}

TEST(Ticks, GoBackToTheReading) {
  EXPECT_EQ(from_ticks(214000, 1), 21.4);
  EXPECT_EQ(from_ticks(-1000, 0), -1.0);
  for (int hundredths = 0; hundredths < 100000; hundredths += 7) {
    const double value = hundredths / 100.0;
    ASSERT_EQ(from_ticks(*to_ticks(value, 2), 2), value);
  }
}

TEST(Pow10, CoversWhatAnInt64Holds) {
  EXPECT_EQ(pow10(0), 1);
  EXPECT_EQ(pow10(3), 1000);
  EXPECT_EQ(pow10(18), 1000000000000000000);
}

}  // namespace
}  // namespace celian
