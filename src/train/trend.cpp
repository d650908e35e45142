#include "train/trend.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

#include "base/series.hpp"

namespace celian::train {

namespace {

double days_between(Date from, Date to) { return to.days_since_epoch() - from.days_since_epoch(); }

}  // namespace

// The posterior of all levels is normal; its precision has the readings on the diagonal and ties
// each level to its neighbours.
Estimate level_change(const std::vector<DatedValue>& series, const LevelModel& model) {
  const auto n = static_cast<Eigen::Index>(series.size());
  const double of_reading = 1 / (model.sem * model.sem);
  const double of_day = 28 / (model.drift * model.drift);
  Eigen::MatrixXd precision = Eigen::MatrixXd::Zero(n, n);
  Eigen::VectorXd pull(n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const auto at = static_cast<std::size_t>(i);
    precision(i, i) += of_reading;
    pull(i) = of_reading * series[at].value;
    if (i == 0) continue;
    const double tie = of_day / days_between(series[at - 1].date, series[at].date);
    precision(i, i) += tie, precision(i - 1, i - 1) += tie;
    precision(i, i - 1) -= tie, precision(i - 1, i) -= tie;
  }
  // last - first as a combination of the levels; its variance is c' precision^-1 c.
  Eigen::VectorXd combination = Eigen::VectorXd::Zero(n);
  combination(0) = -1, combination(n - 1) += 1;
  const Eigen::VectorXd weights = precision.ldlt().solve(combination);
  return {weights.dot(pull), std::sqrt(std::max(0.0, weights.dot(combination)))};
}

std::optional<Estimate> slope(const std::vector<DatedValue>& series, double sem) {
  if (series.size() < 3) return std::nullopt;
  const auto n = static_cast<double>(series.size());
  double day = 0, value = 0;
  for (const DatedValue& v : series) {
    day += days_between(series.front().date, v.date);
    value += v.value;
  }
  day /= n, value /= n;
  double square = 0, product = 0;
  for (const DatedValue& v : series) {
    const double x = days_between(series.front().date, v.date) - day;
    square += x * x;
    product += x * (v.value - value);
  }
  const double per_day = product / square;
  double rest = 0;
  for (const DatedValue& v : series) {
    const double x = days_between(series.front().date, v.date) - day;
    const double off = v.value - value - per_day * x;
    rest += off * off;
  }
  const double variance = std::max(sem * sem, rest / (n - 2));
  return Estimate{per_day, std::sqrt(variance / square)};
}

std::optional<double> median_slope(const std::vector<DatedValue>& readings) {
  if (readings.size() < 3) return std::nullopt;
  std::vector<double> days, values;
  for (const DatedValue& v : readings) {
    days.push_back(days_between(readings.front().date, v.date));
    values.push_back(v.value);
  }
  return series::median_slope(days, values);
}

double normal_probability(double x) {
  return std::round(0.5 * std::erfc(-x / std::numbers::sqrt2) * 1e4) / 1e4;
}

}  // namespace celian::train
