#include "base/impulse.hpp"

#include <algorithm>
#include <cmath>

namespace celian::impulse {

std::optional<double> banister(bool male, double minutes, const HeartRate& rate) {
  const double reserve = rate.max - rate.rest;
  if (reserve <= 0) return std::nullopt;
  const double share = std::clamp((rate.mean - rate.rest) / reserve, 0.0, 1.0);
  const double weight = male ? 0.64 * std::exp(1.92 * share) : 0.86 * std::exp(1.67 * share);
  return minutes * share * weight;
}

double edwards(const std::array<double, 5>& m) {
  return m[0] + 2 * m[1] + 3 * m[2] + 4 * m[3] + 5 * m[4];
}

double lucia(const std::array<double, 3>& m) { return m[0] + 2 * m[1] + 3 * m[2]; }

}  // namespace celian::impulse
