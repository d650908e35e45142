#include "cohort/interval.hpp"

#include <algorithm>
#include <cmath>

namespace celian::cohort {

namespace {

constexpr double kZ = 1.959963984540054;

}  // namespace

Interval95 wilson(std::int64_t with, std::int64_t of) noexcept {
  const double n = static_cast<double>(of), p = static_cast<double>(with) / n, z2 = kZ * kZ;
  const double middle = p + z2 / (2 * n);
  const double half = kZ * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
  const double all = 1 + z2 / n;
  return {with == 0 ? 0.0 : std::max(0.0, (middle - half) / all),
          with == of ? 1.0 : std::min(1.0, (middle + half) / all)};
}

// Cornish and Fisher's expansion of t around the normal quantile.
double student_t(double degrees) noexcept {
  const double z = kZ, z3 = z * z * z, z5 = z3 * z * z, z7 = z5 * z * z, z9 = z7 * z * z;
  const double v = degrees;
  return z + (z3 + z) / (4 * v) + (5 * z5 + 16 * z3 + 3 * z) / (96 * v * v) +
         (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * v * v * v) +
         (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / (92160 * v * v * v * v);
}

Interval95 of_mean(double sum, double squares, std::int64_t n) noexcept {
  const double count = static_cast<double>(n), mean = sum / count;
  const double variance = std::max(0.0, (squares - sum * mean) / (count - 1));
  const double half = student_t(count - 1) * std::sqrt(variance / count);
  return {mean - half, mean + half};
}

}  // namespace celian::cohort
