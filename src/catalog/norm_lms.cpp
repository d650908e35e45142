// z-scores by the LMS method (Cole), with the restricted tails that WHO uses for weight-based
// measures.
#include <cmath>

#include "catalog/norm_impl.hpp"

namespace celian {

namespace {

// The measurement at a z-score.
double value_at(const Lms& lms, double z) noexcept {
  if (lms.l == 0) return lms.m * std::exp(lms.s * z);
  return lms.m * std::pow(1 + lms.l * lms.s * z, 1 / lms.l);
}

}  // namespace

std::optional<Lms> lms_at(const LmsColumn& column, double months) noexcept {
  const double at = months - column.first;
  const auto last = static_cast<double>(column.rows.size()) - 1;
  if (!(at >= 0 && at <= last)) return std::nullopt;
  const auto below = static_cast<std::size_t>(at);
  const Lms& a = column.rows[below];
  const double part = at - static_cast<double>(below);
  if (part == 0) return a;
  const Lms& b = column.rows[below + 1];
  return Lms{a.l + (b.l - a.l) * part, a.m + (b.m - a.m) * part, a.s + (b.s - a.s) * part};
}

std::optional<int> lms_z100(const Lms& lms, double y, bool restricted) noexcept {
  if (!(y > 0) || !std::isfinite(y)) return std::nullopt;
  const double ratio = y / lms.m;
  double z = lms.l == 0 ? std::log(ratio) / lms.s : (std::pow(ratio, lms.l) - 1) / (lms.l * lms.s);
  if (restricted && std::abs(z) > 3) {
    const double side = z < 0 ? -1 : 1;
    const double at_3 = value_at(lms, 3 * side), at_2 = value_at(lms, 2 * side);
    z = side * (3 + std::abs(y - at_3) / std::abs(at_3 - at_2));
  }
  if (!(std::abs(z) < 1000)) return std::nullopt;
  // pow and log differ in their last bit between C libraries: what they give is first cut to nine
  // decimals, which all agree on, and then rounded to two, halves away from zero.
  const std::int64_t nano = std::llround(std::abs(z) * 1e9);
  const auto hundredths = static_cast<int>((nano + 5'000'000) / 10'000'000);
  return z < 0 ? -hundredths : hundredths;
}

}  // namespace celian
