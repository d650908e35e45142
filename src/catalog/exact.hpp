// Integers in place of doubles wherever a result is compared with a printed bound.
#pragma once

#include <cstdint>
#include <optional>

#include "base/decimal.hpp"

namespace celian {

enum class RoundHow : std::uint8_t { half_up, floor, ceil, exact, not_printed };

// A rounded value. `low` and `high` differ only under RoundHow::not_printed, where either may be
// meant.
struct RoundedTicks {
  std::int64_t low = 0;
  std::int64_t high = 0;
};

// Decimals that a resolution needs (0.1 -> 1, 0.5 -> 1, 1 -> 0); nullopt if it is no positive
// number of at most six decimals.
std::optional<int> decimals_of(double resolution) noexcept;

// The largest multiple of `step` that is not above `ticks`; `step` > 0.
std::int64_t floor_to(std::int64_t ticks, std::int64_t step) noexcept;
std::int64_t ceil_to(std::int64_t ticks, std::int64_t step) noexcept;

// `ticks` on the grid of `step`.
RoundedTicks round_to(std::int64_t ticks, std::int64_t step, RoundHow how) noexcept;

// Body mass index of a height and a weight, in ticks of `decimals`, without any rounding in
// between: the weight counts in grams, the height in tenths of a millimetre. What the division
// leaves over is not lost: an index that lies above a multiple of `step`, by however little, never
// comes out on it. nullopt outside 20-300 cm or 0-1000 kg, or for more than three decimals.
std::optional<std::int64_t> bmi_ticks(double height_cm, double weight_kg, int decimals,
                                      std::int64_t step) noexcept;

}  // namespace celian
