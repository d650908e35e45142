#include "base/number_text.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace celian {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

TEST(FormatShortest, WritesTheShortestTextThatReadsBack) {
  const struct {
    double value;
    const char* text;
  } cases[] = {
      {0, "0"},
      {-0.0, "0"},
      {1, "1"},
      {-1, "-1"},
      {70, "70"},
      {100, "100"},
      {0.1, "0.1"},
      {0.1 + 0.2, "0.30000000000000004"},
      {78.3, "78.3"},
      {-21.4, "-21.4"},
      {1234.5, "1234.5"},
      {1e-6, "0.000001"},
      {1.5e-6, "0.0000015"},
      {1e-7, "1e-7"},
      {-2.5e-7, "-2.5e-7"},
      {1e20, "100000000000000000000"},
      {1e21, "1e+21"},
      {1.25e21, "1.25e+21"},
      {9007199254740993.0, "9007199254740992"},
      {123456789012345680000.0, "123456789012345680000"},
      {std::numeric_limits<double>::max(), "1.7976931348623157e+308"},
      {std::numeric_limits<double>::denorm_min(), "5e-324"},
      {std::nan(""), "nan"},
      {kInfinity, "inf"},
      {-kInfinity, "-inf"},
  };
  for (const auto& c : cases) EXPECT_EQ(format_shortest(c.value), c.text);
}

TEST(FormatShortest, ReadsBackAsTheSameDouble) {
  // A walk over all magnitudes, with mantissas that have no short form.
  for (double value = 3.7e-300; value < 1e300; value *= 9.87654321) {
    const std::string text = format_shortest(value);
    ASSERT_EQ(parse_number(text), value) << text;
    ASSERT_EQ(parse_number(format_shortest(-value)), -value) << text;
  }
}

TEST(FormatFixed, RoundsHalfUpOnTheExactValue) {
  const struct {
    double value;
    int decimals;
    const char* text;
  } cases[] = {
      {0, 0, "0"},
      {0, 2, "0.00"},
      {-0.0, 1, "0.0"},
      {-0.04, 1, "0.0"},
      {-0.06, 1, "-0.1"},
      {0.5, 0, "1"},
      {1.5, 0, "2"},
      {2.5, 0, "3"},
      {-0.5, 0, "0"},
      {-1.5, 0, "-1"},
      {-2.5, 0, "-2"},
      {0.125, 2, "0.13"},
      {-0.125, 2, "-0.12"},
      {0.375, 2, "0.38"},
      {9.5, 0, "10"},
      {99.5, 0, "100"},
      {9.96875, 4, "9.9688"},
      {9.9999, 2, "10.00"},
      // 1.005 and 2.675 are doubles just below the tie; 1.015 is just below, 1.025 just above.
      {1.005, 2, "1.00"},
      {2.675, 2, "2.67"},
      {78.25, 1, "78.3"},
      {78.35, 1, "78.3"},
      {1e22, 1, "10000000000000000000000.0"},
      {1e300, 0, nullptr},
      {21.4, 1, "21.4"},
      {0.1, 17, "0.10000000000000001"},
      {1234.5678, 3, "1234.568"},
      {std::nan(""), 2, "nan"},
      {-kInfinity, 2, "-inf"},
  };
  for (const auto& c : cases) {
    const std::string text = format_fixed(c.value, c.decimals);
    if (c.text == nullptr) {
      EXPECT_EQ(text.size(), 301U) << "value " << c.value;
    } else {
      EXPECT_EQ(text, c.text) << "value " << c.value << ", decimals " << c.decimals;
    }
  }
}

TEST(ParseNumber, TakesDecimalNumbers) {
  const struct {
    const char* text;
    double value;
  } cases[] = {
      {"0", 0},
      {"-0", 0},
      {"7", 7},
      {"007", 7},
      {"-12.50", -12.5},
      {"1e3", 1000},
      {"1.5E-2", 0.015},
      {"2e+2", 200},
      {"0.1", 0.1},
      {"9007199254740993", 9007199254740992.0},
      {"1.7976931348623157e308", std::numeric_limits<double>::max()},
  };
  for (const auto& c : cases) EXPECT_EQ(parse_number(c.text), c.value) << c.text;
}

TEST(ParseNumber, RefusesEverythingElse) {
  for (const char* text :
       {"",    " ",     "-",      "+1",     " 1",  "1 ",    "1,5",  ".5",       "5.",
        "1e",  "1e+",   "0x10",   "nan",    "NaN", "inf",   "-inf", "Infinity", "1.2.3",
        "--1", "1e999", "-1e999", "1e-999", "１",  "1_000", "e5"}) {
    EXPECT_EQ(parse_number(text), std::nullopt) << '"' << text << '"';
  }
}

TEST(RoundSignificant, DropsTheNoiseOfArithmetic) {
  EXPECT_EQ(round_significant(1.7000000000000002, 15), 1.7);
  EXPECT_EQ(round_significant(0.1 + 0.2, 15), 0.3);
  EXPECT_EQ(round_significant(-123456, 2), -120000);
  EXPECT_EQ(round_significant(0, 3), 0);
  EXPECT_EQ(round_significant(std::numeric_limits<double>::max(), 3),
            std::numeric_limits<double>::max());
  EXPECT_EQ(round_significant(kInfinity, 3), kInfinity);
}

}  // namespace
}  // namespace celian
