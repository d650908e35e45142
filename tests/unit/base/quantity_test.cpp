#include "celian/quantity.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace celian {
namespace {

const UnitDef kKilogram{"kg", "mass", 1, 0};
const UnitDef kPound{"[lb_av]", "mass", 0.45359237, 0};
const UnitDef kMetre{"m", "length", 1, 0};
const UnitDef kCentimetre{"cm", "length", 0.01, 0};
const UnitDef kCelsius{"Cel", "temperature", 1, 273.15};
const UnitDef kFahrenheit{"[degF]", "temperature", 5.0 / 9.0, 459.67 * 5.0 / 9.0};

TEST(Convert, KeepsTheQuantity) {
  const struct {
    double value;
    UnitDef from, to;
    double expected;
  } cases[] = {
      {62, kPound, kKilogram, 28.12272694}, {170, kCentimetre, kMetre, 1.7},
      {1.7, kMetre, kCentimetre, 170},      {98.6, kFahrenheit, kCelsius, 37},
      {-40, kCelsius, kFahrenheit, -40},    {0, kPound, kKilogram, 0},
      {-3.5, kCentimetre, kMetre, -0.035},
  };
  for (const auto& c : cases) {
    EXPECT_NEAR(convert(c.value, c.from, c.to).value(), c.expected, 1e-11)
        << c.value << ' ' << c.from.code << " in " << c.to.code;
  }
}

TEST(Convert, LeavesNoNoise) {
  for (int cm = 1; cm <= 250; ++cm) {
    EXPECT_EQ(convert(cm, kCentimetre, kMetre).value(), cm / 100.0) << cm << " cm";
  }
}

TEST(Convert, ToTheSameUnitChangesNothing) {
  const double value = 0.1 + 0.2;
  EXPECT_EQ(convert(value, kPound, kPound).value(), value);
}

TEST(Convert, RefusesOtherDimensionsAndBadNumbers) {
  EXPECT_EQ(convert(1, kKilogram, kMetre).error().status, Status::unit);
  EXPECT_EQ(convert(1, {"x", "mass", 0, 0}, kKilogram).error().status, Status::unit);
  EXPECT_EQ(convert(1, kKilogram, {"x", "mass", -1, 0}).error().status, Status::unit);
  EXPECT_EQ(convert(std::numeric_limits<double>::infinity(), kPound, kKilogram).error().status,
            Status::range);
  EXPECT_EQ(convert(1e308, kMetre, kCentimetre).error().status, Status::range);
}

}  // namespace
}  // namespace celian
