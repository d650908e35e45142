// Exact comparison of readings with table bounds.
//
// A reading and a bound become integers ("ticks") at the resolution of their test, with three
// more decimals in reserve: 1000 ticks are one unit in the last place that the test declares.
// So 21.4 read as a float, read as a double and written in a table are the same integer, and a
// standard's own rounding is done on integers.
#pragma once

#include <cstdint>
#include <optional>

namespace celian {

inline constexpr std::int64_t kTicksPerUnit = 1000;
inline constexpr int kMaxDecimals = 9;

// How a standard treats digits beyond its resolution. `exact`: it compares them as they are.
enum class Rounding : std::uint8_t { half_up, floor, ceil, exact };

// 10^exponent, for exponents 0 to 18.
std::int64_t pow10(int exponent) noexcept;

// llround(value * 10^(decimals + 3)). `decimals` is 0 to kMaxDecimals. nullopt if value is not
// finite, or so large (beyond 2^53 ticks) that a double no longer tells neighbours apart.
std::optional<std::int64_t> to_ticks(double value, int decimals) noexcept;

// The double nearest to `ticks`.
double from_ticks(std::int64_t ticks, int decimals) noexcept;

// `ticks` as a multiple of kTicksPerUnit; half_up goes toward +infinity (-1500 -> -1000).
// Rounding::exact returns `ticks`. |ticks| must be within what to_ticks returns.
std::int64_t round_ticks(std::int64_t ticks, Rounding rounding) noexcept;

}  // namespace celian
