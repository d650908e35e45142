// The loops of kernel.hpp, written so that the compiler makes vector code of them. Included by each
// kernel_*.cpp once; everything stays inside of that file.
#include <cstring>

#include "batch/kernel.hpp"

namespace celian::batch {
namespace {

// As std::llround: half away from zero. |x| < 2^31.
inline double rounded(double x) {
  const double whole = static_cast<double>(static_cast<std::int32_t>(x));
  const double rest = x - whole;
  return whole + (rest >= 0.5 ? 1.0 : 0.0) - (rest <= -0.5 ? 1.0 : 0.0);
}

constexpr double kMostTicks = 9007199254740992.0;  // 2^53, as to_ticks()

void valid_bytes(const std::uint8_t* bitmap, std::int64_t first, std::size_t n, bool also,
                 std::uint8_t* valid) {
  if (!also) std::memset(valid, 1, n);
  std::size_t i = 0;
  const auto bit = [&](std::size_t at) {
    const std::int64_t b = first + static_cast<std::int64_t>(at);
    return static_cast<std::uint8_t>(bitmap[b >> 3] >> (b & 7) & 1);
  };
  for (; i < n && ((first + static_cast<std::int64_t>(i)) & 7) != 0; ++i)
    valid[i] = valid[i] & bit(i);
  const std::uint8_t* byte = bitmap + ((first + static_cast<std::int64_t>(i)) >> 3);
  for (; i + 8 <= n; i += 8, ++byte) {
    for (std::size_t j = 0; j < 8; ++j)
      valid[i + j] = valid[i + j] & static_cast<std::uint8_t>(*byte >> j & 1);
  }
  for (; i < n; ++i) valid[i] = valid[i] & bit(i);
}

std::uint32_t quick_places(const float* values, const std::uint8_t* valid, std::size_t n,
                           const Grid& grid, std::uint16_t* places) {
  const float scale = grid.quick_scale, low = grid.quick_low, high = grid.quick_high,
              sure = grid.quick_sure;
  const int twice = grid.twice;
  std::uint32_t unsure = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const float v = values[i];
    const bool is_value = (valid[i] != 0) & (v == v);
    const float steps = v * scale;
    const float up = steps > low ? steps : low;  // NaN becomes low
    const float at = (up < high ? up : high) - low;
    const auto whole = static_cast<std::int32_t>(at + 0.5f);
    const float rest = at - static_cast<float>(whole);
    // Beyond 10^9 steps it may be a number that no table could hold.
    const bool is_sure = (rest <= sure) & (rest >= -sure) & (steps <= 1e9f) & (steps >= -1e9f);
    unsure |= static_cast<std::uint32_t>(is_value & !is_sure);
    const std::int32_t place = (whole << twice) + static_cast<std::int32_t>(kFirstPlace);
    places[i] = static_cast<std::uint16_t>(is_value ? place : 0);
  }
  return unsure;
}

template <class T>
std::uint32_t places_of(const T* values, const std::uint8_t* valid, std::size_t n, const Grid& grid,
                        std::uint16_t* places, std::uint8_t* off) {
  const double scale = grid.scale, low = grid.low, high = grid.high, step = grid.step,
               inverse = grid.inverse, add = grid.add + 0.5;
  const int twice = grid.twice, is_open = grid.is_open;
  std::uint32_t any = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double v = static_cast<double>(values[i]);
    const bool is_value = (valid[i] != 0) & (v == v);
    const double scaled = v * scale;
    const bool is_plausible = (scaled <= kMostTicks) & (scaled >= -kMostTicks);
    const double up = scaled > low ? scaled : low;
    const double ticks = rounded(up < high ? up : high) - low;
    const auto whole = static_cast<std::int32_t>((ticks + add) * inverse);
    const std::int32_t between = ticks != static_cast<double>(whole) * step ? 1 : 0;
    std::int32_t place = (whole << twice) + (between & twice);
    place = is_plausible ? place + static_cast<std::int32_t>(kFirstPlace)
                         : static_cast<std::int32_t>(kImplausiblePlace);
    places[i] = static_cast<std::uint16_t>(is_value ? place : 0);
    const std::int32_t is_off = is_value & is_plausible ? between & is_open : 0;
    off[i] = static_cast<std::uint8_t>(is_off);
    any |= static_cast<std::uint32_t>(is_off);
  }
  return any;
}

template <class T>
std::uint32_t bmi_of(const T* heights, const T* weights, const std::uint8_t* height_valid,
                     const std::uint8_t* weight_valid, std::size_t n, const BmiGrid& grid,
                     std::uint16_t* places, std::uint8_t* off) {
  const double low = grid.low, high = grid.high, add = grid.add, factor = grid.factor;
  const int is_ceil = grid.is_ceil, twice = grid.twice, is_open = grid.is_open;
  std::uint32_t any = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double h = static_cast<double>(heights[i]), w = static_cast<double>(weights[i]);
    const bool is_value = (height_valid[i] != 0) & (weight_valid[i] != 0) & (h >= 20) & (h <= 300) &
                          (w >= 0) & (w <= 1000);
    const double tenths = rounded((is_value ? h : 100.0) * 100.0);  // of a millimetre
    const double grams = rounded((is_value ? w : 50.0) * 1000.0);
    // Both sides of the division are whole numbers below 2^53, and the quotient is a double that
    // is whole, or has half a step, exactly where the true one does: it lies at least 1 / (2 *
    // square) away from there otherwise, and its error is below 10^-10.
    const double steps = grams * factor / (tenths * tenths);
    const double up = steps > low ? steps : low;
    const double at = (up < high ? up : high) - low;
    const auto floor = static_cast<std::int32_t>(at);
    const std::int32_t between = at != static_cast<double>(floor) ? 1 : 0;
    const std::int32_t whole = static_cast<std::int32_t>(at + add) + (between & is_ceil);
    const std::int32_t place =
        (whole << twice) + (between & twice) + static_cast<std::int32_t>(kFirstPlace);
    places[i] = static_cast<std::uint16_t>(is_value ? place : 0);
    const std::int32_t is_off = is_value ? between & is_open : 0;
    off[i] = static_cast<std::uint8_t>(is_off);
    any |= static_cast<std::uint32_t>(is_off);
  }
  return any;
}

void look_up(const std::uint8_t* cells, const std::uint32_t* first, const std::uint16_t* classes,
             const std::uint16_t* places, std::size_t n, std::uint8_t* kinds) {
  for (std::size_t i = 0; i < n; ++i) kinds[i] = cells[first[classes[i]] + places[i]];
}

void give(const std::uint8_t* kinds, std::size_t n, const CellKinds& worth, float* points,
          std::uint8_t* outcomes, std::uint64_t* sheet) {
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint8_t kind = kinds[i];
    points[i] = worth.points[kind];
    outcomes[i] = worth.outcome[kind];
    sheet[i] += worth.packed[kind];
  }
}

constexpr std::uint8_t kComplete = 0, kUndetermined = 2, kBlocked = 4;  // as Completeness

std::uint32_t total(const std::uint64_t* sheet, const std::uint16_t* classes, std::size_t n,
                    const TotalRule& rule, const TotalOut& out) {
  const double step = rule.step, inverse = rule.inverse, add = rule.add + 0.5;
  const auto rounded_to = [&](std::int32_t value) {
    const auto whole = static_cast<std::int32_t>((static_cast<double>(value) + add) * inverse);
    return static_cast<std::int32_t>(static_cast<double>(whole) * step);
  };
  std::uint32_t any = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint64_t all = sheet[i];
    const auto score = static_cast<std::int32_t>(all & 0xffffffffu);
    auto bonus = static_cast<std::int32_t>(all >> kBonusBit & 0xffffu);
    bonus = bonus < rule.bonus_cap ? bonus : rule.bonus_cap;
    const std::int32_t sum = score + bonus * 10000;
    const bool ask = all >= kOneAsk;
    const bool missing = (all >> kMissingBit & 0x3fu) != 0;
    const bool blocked = (all >> kBlockedBit & 0x1fu) != 0;
    const bool has_total = !ask && !missing && !blocked;

    const std::uint8_t set = rule.set_of_class[classes[i]];
    const std::int32_t* const limits = rule.limits + set * kMostGrades;
    const std::int32_t given_score = rule.is_exact ? score : rounded_to(score);
    const std::int32_t given_total = rule.is_exact ? sum : rounded_to(sum);
    std::int32_t down = given_total, up = given_total;
    if (rule.is_open) {
      down = static_cast<std::int32_t>(static_cast<double>(static_cast<std::int32_t>(
                                           (static_cast<double>(sum) + 0.5) * inverse)) *
                                       step);
      up = down == sum ? sum : down + static_cast<std::int32_t>(step);
    }
    std::int32_t worst = 0, best = 0;
    for (std::int32_t g = 0; g < rule.limit_count; ++g) {
      worst += down < limits[g] ? 1 : 0;
      best += up < limits[g] ? 1 : 0;
    }
    const bool has_grade = has_total && worst == best;
    out.bonus[i] = has_total && rule.has_bonus ? static_cast<float>(bonus / 100.0) : 0.0f;
    out.score[i] = has_total ? static_cast<float>(given_score / 1e6) : 0.0f;
    out.total[i] = has_total ? static_cast<float>(given_total / 1e6) : 0.0f;
    const std::uint8_t code = rule.grades[set * kMostGrades + static_cast<std::size_t>(worst)];
    out.grade[i] = static_cast<std::int8_t>(has_grade ? code : 0);
    std::uint8_t outcome = has_grade ? kComplete : kUndetermined;
    outcome = blocked ? kBlocked : outcome;
    outcome = missing ? rule.incomplete_of_class[classes[i]] : outcome;
    out.outcome[i] = outcome;
    out.has_total[i] = has_total ? 1 : 0;
    out.has_grade[i] = has_grade ? 1 : 0;
    out.ask[i] = ask ? 1 : 0;
    any |= static_cast<std::uint32_t>(ask);
  }
  return any;
}

std::size_t bits_where(const std::uint8_t* bytes, std::uint8_t value, std::size_t n,
                       std::uint8_t* bits) {
  std::size_t count = 0;
  std::size_t i = 0;
  for (; i + 8 <= n; i += 8) {
    std::uint32_t byte = 0;
    for (std::size_t j = 0; j < 8; ++j)
      byte |= static_cast<std::uint32_t>(bytes[i + j] == value ? 1 : 0) << j;
    bits[i >> 3] = static_cast<std::uint8_t>(byte);
    count += static_cast<std::size_t>(__builtin_popcount(byte));
  }
  if (i < n) {
    std::uint32_t byte = 0;
    for (std::size_t j = 0; i + j < n; ++j)
      byte |= static_cast<std::uint32_t>(bytes[i + j] == value ? 1 : 0) << j;
    bits[i >> 3] = static_cast<std::uint8_t>(byte);
    count += static_cast<std::size_t>(__builtin_popcount(byte));
  }
  return count;
}

std::uint32_t places_f32(const float* values, const std::uint8_t* valid, std::size_t n,
                         const Grid& grid, std::uint16_t* places, std::uint8_t* off) {
  return places_of(values, valid, n, grid, places, off);
}
std::uint32_t places_f64(const double* values, const std::uint8_t* valid, std::size_t n,
                         const Grid& grid, std::uint16_t* places, std::uint8_t* off) {
  return places_of(values, valid, n, grid, places, off);
}
std::uint32_t bmi_f32(const float* height, const float* weight, const std::uint8_t* height_valid,
                      const std::uint8_t* weight_valid, std::size_t n, const BmiGrid& grid,
                      std::uint16_t* places, std::uint8_t* off) {
  return bmi_of(height, weight, height_valid, weight_valid, n, grid, places, off);
}
std::uint32_t bmi_f64(const double* height, const double* weight, const std::uint8_t* height_valid,
                      const std::uint8_t* weight_valid, std::size_t n, const BmiGrid& grid,
                      std::uint16_t* places, std::uint8_t* off) {
  return bmi_of(height, weight, height_valid, weight_valid, n, grid, places, off);
}

constexpr Kernels make_kernels(const char* name) {
  return {name,    valid_bytes, quick_places, places_f32, places_f64, bmi_f32,
          bmi_f64, look_up,     give,         total,      bits_where};
}

}  // namespace
}  // namespace celian::batch
