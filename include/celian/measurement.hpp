/// @file
/// 测 measure: readings as they come, and what is left of them after units, trials and
/// plausibility.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "celian/date.hpp"
#include "celian/reason.hpp"
#include "celian/variant.hpp"

namespace celian {

/// What became of one item of one person. The numbers are the same in JSON, Arrow and C.
enum class Outcome : std::uint8_t {
  scored = 0,
  missing_value = 1,
  outside_population = 2,
  implausible = 3,
  not_in_standard = 4,
  exempt = 5,
  no_score = 6,
  undetermined = 7,
  unsupported = 8,
  withheld_for_safety = 9
};

/// Text of an outcome as in JSON ("scored", …). Never fails.
std::string_view outcome_name(Outcome) noexcept;

/// One reading as typed: a number in `unit` (empty = the test's canonical unit), or text
/// (`"3'25\""`, `"62 [lb_av]"`).
struct RawMeasurement {
  std::string test;
  Variant<double, std::string> value;
  std::string unit;
  std::optional<std::int32_t> trial;
  std::string side;  ///< `left`, `right` or empty
  std::optional<Date> date;
  std::string status;   ///< empty, `exempt` or `not_measured`: then `value` is ignored
  std::string device;   ///< changes of device or protocol break a series
  std::string posture;  ///< blood pressure: `seated` (default), `standing`, `supine`
};

/// One reading in the test's canonical unit, kept for the trial rules.
struct Reading {
  double value = 0;
  std::optional<std::int32_t> trial;
  std::string side;
  std::optional<Date> date;
  bool used = true;  ///< false: implausible, or not the trial that counts
};

/// The value of one test on its latest day, after the trial rule of the test.
struct Measurement {
  std::string test;
  Outcome outcome = Outcome::scored;  ///< scored (= usable), missing_value, implausible, exempt
  double value = 0;                   ///< canonical unit; meaningless unless `outcome` is scored
  std::string unit;
  std::optional<Date> date;
  std::string device;
  bool derived = false;
  std::vector<Reading> readings;
  Why why;
};

/// Something odd about a reading, said and never corrected.
struct MeasureFlag {
  std::string code;  ///< `measure.implausible`, `measure.swapped_bp`, `measure.unit_suspect`, …
  std::string test;
  std::string pointer;  ///< JSON pointer of the reading in the request
  Why why;
};

/// Canonical values ordered by test code; older days of the same test stand in `earlier`, by test,
/// then date.
struct MeasurementSet {
  std::vector<Measurement> values;
  std::vector<Measurement> earlier;
  std::vector<MeasureFlag> flags;
  /// The usable value of a test, or null.
  const Measurement* find(std::string_view test) const noexcept;
};

struct TestAdvice {
  std::string test;
  std::int32_t priority = 0;  ///< lower first; 0 for tests that are not safe
  std::string code;           ///< text key of the reason why it is unsafe, or empty
  bool provisional = false;   ///< unsafe only because a fact is missing
  Why why;
};

/// Result of `measure.check`.
struct MeasureReport {
  MeasurementSet set;
  std::vector<TestAdvice> recommended_tests;
  std::vector<TestAdvice> not_safe_to_test;
  std::vector<TestAdvice> not_judged;  ///< tests that say nothing about this person
  std::vector<Reason> reasons;
};

}  // namespace celian
