// What the interval of a change is worth: 10,000 simulated people for each course of the level and
// number of readings, by a generator that is the same everywhere.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <numbers>
#include <string>

#include "../shipped.hpp"
#include "train/trend.hpp"

namespace celian::train {
namespace {

constexpr int kPeople = 10'000, kWeeks = 12;
constexpr double kSem = 1, kMdc95 = 2.7719;

// SplitMix64; Box-Muller.
class Random {
 public:
  double normal() {
    const double u = uniform(), v = uniform();
    return std::sqrt(-2 * std::log(u)) * std::cos(2 * std::numbers::pi * v);
  }

 private:
  double uniform() {
    state_ += 0x9E3779B97F4A7C15u;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (static_cast<double>((z ^ (z >> 31)) >> 11) + 0.5) / 9007199254740992.0;
  }
  std::uint64_t state_ = 20260105;
};

double drift() { return test::knowledge().policy_number("train.level_drift_sem", 0) * kSem; }

struct Course {
  const char* name;
  double (*level)(double);  // share of the twelve weeks -> level
};
const Course kCourses[] = {
    {"no change", [](double) { return 0.0; }},
    {"rises by the MDC95", [](double t) { return kMdc95 * t; }},
    {"rises by twice the MDC95", [](double t) { return 2 * kMdc95 * t; }},
    {"jumps by twice the MDC95 after four weeks",
     [](double t) { return t >= 1.0 / 3 ? 2 * kMdc95 : 0.0; }},
    {"falls by twice the MDC95", [](double t) { return -2 * kMdc95 * t; }},
};

struct Found {
  double covered = 0, real = 0, bias = 0;
};

Found found(const Course& course, int readings, Random& random) {
  Found out;
  const double change = course.level(1) - course.level(0);
  for (int person = 0; person < kPeople; ++person) {
    std::vector<DatedValue> series;
    for (int i = 0; i < readings; ++i) {
      const int day = 7 * kWeeks * i / (readings - 1);
      series.push_back({Date::parse("2026-01-05").value() + day,
                        course.level(day / (7.0 * kWeeks)) + kSem * random.normal()});
    }
    const Estimate e = level_change(series, {kSem, drift()});
    out.covered += e.low() <= change && change <= e.high();
    out.real += std::fabs(e.value) >= kMdc95 && (e.low() > 0 || e.high() < 0);
    out.bias += e.value - change;
  }
  out.covered /= kPeople, out.real /= kPeople, out.bias /= kPeople;
  return out;
}

TEST(Recovery, IntervalsHoldAndNoiseIsNoSuccess) {
  ASSERT_GT(drift(), 0);
  Random random;
  for (const Course& course : kCourses) {
    for (const int readings : {2, 3, 4, 7, 13}) {
      const Found f = found(course, readings, random);
      SCOPED_TRACE(std::string(course.name) + ", " + std::to_string(readings) +
                   " readings: covered " + std::to_string(f.covered) + ", real " +
                   std::to_string(f.real) + ", bias " + std::to_string(f.bias));
      RecordProperty(std::string(course.name) + " " + std::to_string(readings), [&] {
        return std::to_string(f.covered) + " " + std::to_string(f.real) + " " +
               std::to_string(f.bias);
      }());
      EXPECT_GE(f.covered, 0.93);
      EXPECT_LE(f.covered, 0.97);
      EXPECT_LE(std::fabs(f.bias), 0.4 * kSem);
      const double change = std::fabs(course.level(1) - course.level(0));
      if (change == 0) {
        EXPECT_LE(f.real, 0.05);
      } else if (change == 2 * kMdc95) {
        EXPECT_GE(f.real, 0.90);
      }
    }
  }
}

}  // namespace
}  // namespace celian::train
