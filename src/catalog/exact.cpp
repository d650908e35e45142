#include "catalog/exact.hpp"

#include <cmath>

namespace celian {

std::optional<int> decimals_of(double resolution) noexcept {
  if (!(resolution > 0) || resolution > 1e6) return std::nullopt;
  for (int decimals = 0; decimals <= 6; ++decimals) {
    const double scaled = resolution * static_cast<double>(pow10(decimals));
    if (std::abs(scaled - std::round(scaled)) < 1e-9 * scaled && std::round(scaled) >= 1)
      return decimals;
  }
  return std::nullopt;
}

std::int64_t floor_to(std::int64_t ticks, std::int64_t step) noexcept {
  const std::int64_t rest = ticks % step;
  return ticks - rest - (rest < 0 ? step : 0);
}

std::int64_t ceil_to(std::int64_t ticks, std::int64_t step) noexcept {
  return -floor_to(-ticks, step);
}

RoundedTicks round_to(std::int64_t ticks, std::int64_t step, RoundHow how) noexcept {
  switch (how) {
    case RoundHow::half_up: {
      const std::int64_t rounded = floor_to(ticks + step / 2, step);
      return {rounded, rounded};
    }
    case RoundHow::floor: {
      const std::int64_t rounded = floor_to(ticks, step);
      return {rounded, rounded};
    }
    case RoundHow::ceil: {
      const std::int64_t rounded = ceil_to(ticks, step);
      return {rounded, rounded};
    }
    case RoundHow::not_printed: return {floor_to(ticks, step), ceil_to(ticks, step)};
    case RoundHow::exact: break;
  }
  return {ticks, ticks};
}

std::optional<std::int64_t> bmi_ticks(double height_cm, double weight_kg, int decimals,
                                      std::int64_t step) noexcept {
  if (!(height_cm >= 20 && height_cm <= 300) || !(weight_kg >= 0 && weight_kg <= 1000))
    return std::nullopt;
  if (decimals < 0 || decimals > 3) return std::nullopt;
  const std::int64_t height =
      std::llround(height_cm * 100);  // tenths of a millimetre, at most 30 000
  const std::int64_t weight = std::llround(weight_kg * 1000);  // grams, at most 1 000 000
  // kg / m² = (weight / 10^3) / (height / 10^4)²; in ticks 10^(decimals + 3) times that. At most
  // 10^17.
  const std::int64_t numerator = weight * pow10(decimals + 8);
  const std::int64_t square = height * height;
  std::int64_t ticks = numerator / square;
  if (numerator % square != 0 && ticks % step == 0) ++ticks;
  return ticks;
}

}  // namespace celian
