#include "base/series.hpp"

#include <algorithm>
#include <cmath>

namespace celian::series {

double mean(std::span<const double> v, std::size_t from, std::size_t to) {
  return sum(v.subspan(from, to - from)) / static_cast<double>(to - from);
}

double sum(std::span<const double> v) {
  double out = 0;
  for (const double x : v) out += x;
  return out;
}

std::optional<double> ratio(double above, double below) {
  return below > 0 ? std::optional(above / below) : std::nullopt;
}

double averaged(std::span<const double> v, std::size_t from, double start, double weight) {
  double out = start;
  for (std::size_t i = from; i < v.size(); ++i) out += weight * (v[i] - out);
  return out;
}

std::optional<double> acwr_coupled(std::span<const double> load) {
  const std::size_t n = load.size();
  return ratio(mean(load, n - kAcuteDays, n), mean(load, n - kChronicDays, n));
}

std::optional<double> acwr_uncoupled(std::span<const double> load) {
  const std::size_t n = load.size();
  return ratio(mean(load, n - kAcuteDays, n), mean(load, n - kChronicDays, n - kAcuteDays));
}

std::optional<double> acwr_ewma(std::span<const double> load) {
  const auto over = [&](std::size_t days) {
    return averaged(load, 1, load.front(), 2.0 / static_cast<double>(days + 1));
  };
  return ratio(over(kAcuteDays), over(kChronicDays));
}

double chronic_load(std::span<const double> load) { return averaged(load, 0, 0, 1.0 / 42); }
double acute_load(std::span<const double> load) { return averaged(load, 0, 0, 1.0 / 7); }

std::optional<Week> week(std::span<const double> days) {
  const auto [least, most] = std::minmax_element(days.begin(), days.end());
  if (days.size() != 7 || *least == *most) return std::nullopt;
  Week out;
  out.sum = sum(days);
  double squares = 0;
  for (const double d : days) squares += (d - out.sum / 7) * (d - out.sum / 7);
  out.monotony = out.sum / 7 / std::sqrt(squares / 6);
  return out;
}

std::optional<double> median_slope(std::span<const double> x, std::span<const double> y) {
  std::vector<double> slopes;
  for (std::size_t i = 0; i < x.size(); ++i) {
    for (std::size_t j = i + 1; j < x.size(); ++j) {
      if (x[i] != x[j]) slopes.push_back((y[j] - y[i]) / (x[j] - x[i]));
    }
  }
  if (slopes.empty()) return std::nullopt;
  std::sort(slopes.begin(), slopes.end());
  const std::size_t half = slopes.size() / 2;
  return slopes.size() % 2 == 1 ? slopes[half] : (slopes[half - 1] + slopes[half]) / 2;
}

}  // namespace celian::series
