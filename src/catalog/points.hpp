// Points and their sums as integers, so that 78 points at 15 percent are 11.7 and nothing near it.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>

namespace celian {

using Points100 = std::int32_t;  // hundredths of a point
using Total =
    std::int64_t;  // millionths of a point: hundredths of a point times hundredths of a percent

inline constexpr Points100 kNoPoints = std::numeric_limits<Points100>::min();  // 无分
inline constexpr Total kTotalUnit = 1'000'000;

// nullopt if `points` is not a multiple of 0.01 within ±10 000.
inline std::optional<Points100> to_points100(double points) noexcept {
  const double scaled = points * 100;
  if (!(std::abs(scaled) <= 1e6) || std::abs(scaled - std::round(scaled)) > 1e-6)
    return std::nullopt;
  return static_cast<Points100>(std::lround(scaled));
}

inline double from_points100(Points100 points) noexcept { return points / 100.0; }
inline double from_total(Total total) noexcept {
  return static_cast<double>(total) / static_cast<double>(kTotalUnit);
}
inline Total to_total(Points100 points) noexcept {
  return static_cast<Total>(points) * (kTotalUnit / 100);
}
// `points` at `percent100` hundredths of a percent.
inline Total weighted(Points100 points, std::int32_t percent100) noexcept {
  return static_cast<Total>(points) * percent100;
}

// The points that a value may be worth where that cannot be told: ascending, without repeats,
// kNoPoints first.
struct PointSet {
  static constexpr std::size_t kMost = 32;  // a table with more different scores is refused

  std::array<Points100, kMost> points{};
  std::uint8_t size = 0;

  void add(Points100 p) noexcept {
    Points100* const end = points.data() + size;
    Points100* const at = std::lower_bound(points.data(), end, p);
    if ((at != end && *at == p) || size == kMost) return;
    std::move_backward(at, end, end + 1);
    *at = p;
    ++size;
  }
  void add(const PointSet& other) noexcept {
    for (std::size_t i = 0; i < other.size; ++i) add(other.points[i]);
  }
  const Points100* begin() const noexcept { return points.data(); }
  const Points100* end() const noexcept { return points.data() + size; }
};

}  // namespace celian
