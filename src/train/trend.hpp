// The course of one measure over time: a level that may move, seen through readings that err.
#pragma once

#include <optional>
#include <vector>

#include "celian/date.hpp"

namespace celian::train {

struct DatedValue {
  Date date;
  double value = 0;
};

// An estimate with its standard error.
struct Estimate {
  double value = 0, error = 0;

  // Two-sided, 95 %.
  double low() const noexcept { return value - 1.96 * error; }
  double high() const noexcept { return value + 1.96 * error; }
};

// How the error of a measure goes into its course, all in the unit of the measure.
struct LevelModel {
  double sem = 0;    // standard error of one reading, > 0
  double drift = 0;  // standard deviation of what the level may move in 28 days, > 0
};

// Change of the level from the first reading to the last, by a local-level model (random walk seen
// through normal errors; nothing is known of the first level). `series`: two readings or more, by
// date, each day once.
Estimate level_change(const std::vector<DatedValue>& series, const LevelModel&);

// Slope a day through all readings with its standard error, by least squares with the known error
// of a reading; the scatter about the line counts instead where it is larger. Three days or more;
// otherwise nullopt.
std::optional<Estimate> slope(const std::vector<DatedValue>& series, double sem);

// The median of the slopes between all pairs, a day (Theil, Sen); three days or more.
std::optional<double> median_slope(const std::vector<DatedValue>& series);

// P(X <= x) of the standard normal distribution, to four decimals: what lies behind them differs
// between libraries.
double normal_probability(double x);

}  // namespace celian::train
