// What the interval of a change is worth: 10,000 simulated people for each course of the level and
// number of readings, by a generator that is the same everywhere.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <numbers>
#include <string>

#include "../shipped.hpp"
#include "celian/engine.hpp"
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
      std::printf("%-42s %2d readings: covered %.3f, real %.3f, bias %+.2f\n", course.name,
                  readings, f.covered, f.real, f.bias);
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

// The same of what is handed out: the verdict of `train.progress` on the one test whose error is
// known for older women, two readings twelve weeks apart, readings on the grid of the test.
TEST(Recovery, VerdictsOfWholeAnswers) {
  constexpr double kChairMdc95 = 2.5, kChairSem = kChairMdc95 / kMdc95;
  const Engine engine(test::catalog());
  Random random;
  struct Case {
    const char* name;
    double change;  // of the level, seconds; fewer are better
    double least_better, most_better, most_worse;
  };
  for (const Case& c : {Case{"no change", 0, 0, 0.04, 0.04},
                        Case{"better by twice the MDC95", -2 * kChairMdc95, 0.9, 1, 0},
                        Case{"worse by twice the MDC95", 2 * kChairMdc95, 0, 0, 1}}) {
    double better = 0, worse = 0;
    for (int person = 0; person < kPeople; ++person) {
      PersonDocument doc;
      doc.person.sex = Sex::female;
      doc.person.age_years = 70;
      doc.as_of = Date::parse("2026-03-30").value();
      for (const bool later : {false, true}) {
        RawMeasurement m;
        m.test = "five_times_sit_to_stand";
        m.value = 15 + (later ? c.change : 0) + kChairSem * random.normal();
        m.date = doc.as_of - (later ? 0 : 7 * kWeeks);
        doc.measurements.push_back(std::move(m));
      }
      const auto answer = engine.progress(doc, {});
      ASSERT_TRUE(answer) << answer.error().message;
      ASSERT_EQ(answer->changes.size(), 1u);
      better += answer->changes[0].verdict == "real_better";
      worse += answer->changes[0].verdict == "real_worse";
    }
    better /= kPeople, worse /= kPeople;
    std::printf("%-42s real_better %.3f, real_worse %.3f\n", c.name, better, worse);
    EXPECT_GE(better, c.least_better) << c.name;
    EXPECT_LE(better, c.most_better) << c.name;
    EXPECT_LE(worse, c.most_worse) << c.name;
    if (c.change == 0) {
      EXPECT_LE(better + worse, 0.05) << c.name;
    }
    if (c.change > 0) {
      EXPECT_GE(worse, 0.9) << c.name;
    }
  }
}

}  // namespace
}  // namespace celian::train
