#include "base/decimal.hpp"

#include <array>
#include <cassert>
#include <cmath>

namespace celian {
namespace {

constexpr std::array<std::int64_t, 19> make_powers() {
  std::array<std::int64_t, 19> powers{};
  std::int64_t power = 1;
  for (std::size_t i = 0; i < powers.size(); ++i) {
    powers[i] = power;
    if (i + 1 < powers.size()) power *= 10;
  }
  return powers;
}
constexpr std::array<std::int64_t, 19> kPowers = make_powers();

constexpr double kMaxTicks = 9007199254740992.0;  // 2^53

std::int64_t floor_to_unit(std::int64_t ticks) {
  const std::int64_t rest = ticks % kTicksPerUnit;
  return ticks - rest - (rest < 0 ? kTicksPerUnit : 0);
}

}  // namespace

std::int64_t pow10(int exponent) noexcept {
  assert(exponent >= 0 && exponent <= 18);
  return kPowers[static_cast<std::size_t>(exponent)];
}

std::optional<std::int64_t> to_ticks(double value, int decimals) noexcept {
  assert(decimals >= 0 && decimals <= kMaxDecimals);
  const double scaled = value * static_cast<double>(pow10(decimals + 3));
  if (!(std::abs(scaled) <= kMaxTicks)) return std::nullopt;  // false for NaN, too
  return std::llround(scaled);
}

double from_ticks(std::int64_t ticks, int decimals) noexcept {
  assert(decimals >= 0 && decimals <= kMaxDecimals);
  return static_cast<double>(ticks) / static_cast<double>(pow10(decimals + 3));
}

std::int64_t round_ticks(std::int64_t ticks, Rounding rounding) noexcept {
  switch (rounding) {
    case Rounding::half_up: return floor_to_unit(ticks + kTicksPerUnit / 2);
    case Rounding::floor: return floor_to_unit(ticks);
    case Rounding::ceil: return -floor_to_unit(-ticks);
    case Rounding::exact: return ticks;
  }
  return ticks;
}

}  // namespace celian
