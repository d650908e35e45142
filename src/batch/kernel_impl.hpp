// The loops of kernel.hpp, written so that the compiler makes vector code of them. Included by each
// kernel_*.cpp once; everything stays inside of that file.
#include <cstring>

#include "batch/kernel.hpp"

namespace celian::batch {
namespace {

// Conditions are whole numbers 0 and 1, and choices are made by masks: a branch that the compiler
// sees in a loop keeps it from making vector code.
inline std::int32_t mask(std::int32_t condition) { return -condition; }

// As std::llround: half away from zero. |x| < 2^31.
inline std::int32_t rounded(double x) {
  const auto whole = static_cast<std::int32_t>(x);
  const double rest = x - static_cast<double>(whole);
  const std::int32_t up = rest >= 0.5, down = rest <= -0.5;
  return whole + up - down;
}

constexpr double kMostTicks = 9007199254740992.0;  // 2^53, as to_ticks()

constexpr std::uint64_t kEachByte = 0x0101010101010101u;
constexpr bool kIsLittleEndian = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;

// Bit j of `bits` as byte j.
inline std::uint64_t spread(std::uint8_t bits) {
  const std::uint64_t one_each = bits * kEachByte & 0x8040201008040201u;
  return ((one_each + 0x7f * kEachByte) >> 7) & kEachByte;
}

// Byte j, 0 or 1, as bit j.
inline std::uint8_t gather(std::uint64_t bytes) {
  return static_cast<std::uint8_t>(bytes * 0x0102040810204080u >> 56);
}

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
  for (; kIsLittleEndian && i + 8 <= n; i += 8, ++byte) {
    std::uint64_t eight;
    std::memcpy(&eight, valid + i, 8);
    eight &= spread(*byte);
    std::memcpy(valid + i, &eight, 8);
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
  std::int32_t any = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double v = static_cast<double>(values[i]);
    const double scaled = v * scale;
    const std::int32_t is_value = (valid[i] != 0) & (v == v);
    const std::int32_t is_plausible = (scaled <= kMostTicks) & (scaled >= -kMostTicks);
    const double up = scaled > low ? scaled : low;  // NaN becomes low
    const double ticks = static_cast<double>(rounded(up < high ? up : high)) - low;
    const auto whole = static_cast<std::int32_t>((ticks + add) * inverse);
    const std::int32_t between = ticks != static_cast<double>(whole) * step;
    const std::int32_t place =
        (whole << twice) + (between & twice) + static_cast<std::int32_t>(kFirstPlace);
    // kImplausiblePlace is 1.
    const std::int32_t place_or_not = (place & mask(is_plausible)) + (1 - is_plausible);
    places[i] = static_cast<std::uint16_t>(place_or_not & mask(is_value));
    const std::int32_t is_off = between & is_open & is_plausible & is_value;
    off[i] = static_cast<std::uint8_t>(is_off);
    any |= is_off;
  }
  return static_cast<std::uint32_t>(any);
}

template <class T>
std::uint32_t bmi_of(const T* heights, const T* weights, const std::uint8_t* height_valid,
                     const std::uint8_t* weight_valid, std::size_t n, const BmiGrid& grid,
                     std::uint16_t* places, std::uint8_t* off) {
  const double low = grid.low, high = grid.high, add = grid.add, factor = grid.factor;
  const int is_ceil = grid.is_ceil, twice = grid.twice, is_open = grid.is_open;
  std::int32_t any = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double h = static_cast<double>(heights[i]), w = static_cast<double>(weights[i]);
    const double tall = h > 20 ? h : 20, heavy = w > 0 ? w : 0;  // NaN becomes the bound
    const double height = tall < 300 ? tall : 300, weight = heavy < 1000 ? heavy : 1000;
    const std::int32_t is_value =
        (height_valid[i] & weight_valid[i]) & ((height == h) & (weight == w));
    const auto tenths = static_cast<double>(rounded(height * 100));  // of a millimetre
    const auto grams = static_cast<double>(rounded(weight * 1000));
    // Both sides of the division are whole numbers below 2^53, and the quotient is a double that
    // is whole, or has half a step, exactly where the true one does: it lies at least 1 / (2 *
    // square) away from there otherwise, and its error is below 10^-10.
    const double steps = grams * factor / (tenths * tenths);
    const double up = steps > low ? steps : low;
    const double at = (up < high ? up : high) - low;
    const auto floor = static_cast<std::int32_t>(at);
    const std::int32_t between = at != static_cast<double>(floor);
    const std::int32_t whole = static_cast<std::int32_t>(at + add) + (between & is_ceil);
    const std::int32_t place =
        (whole << twice) + (between & twice) + static_cast<std::int32_t>(kFirstPlace);
    places[i] = static_cast<std::uint16_t>(place & mask(is_value));
    const std::int32_t is_off = between & is_open & is_value;
    off[i] = static_cast<std::uint8_t>(is_off);
    any |= is_off;
  }
  return static_cast<std::uint32_t>(any);
}

void look_up(const std::uint8_t* cells, const std::uint32_t* first, const std::uint16_t* classes,
             const std::uint16_t* places, std::size_t n, std::uint8_t* kinds) {
  for (std::size_t i = 0; i < n; ++i) kinds[i] = cells[first[classes[i]] + places[i]];
}

// One line of the cache for each row, read by ordinary loads, takes half the time of four vector
// gathers.
void give(const std::uint8_t* kinds, std::size_t n, const CellKinds& worth,
          float* __restrict points, std::uint8_t* __restrict outcomes,
          std::uint64_t* __restrict sums) {
  for (std::size_t i = 0; i < n; ++i) {
    const CellKind& kind = worth.kinds[kinds[i]];
    points[i] = kind.points;
    outcomes[i] = static_cast<std::uint8_t>(kind.outcome);
    sums[i] += kind.share;
  }
}

void score(const std::uint8_t* __restrict cells, const std::uint32_t* __restrict first,
           const std::uint16_t* __restrict classes, const std::uint16_t* __restrict places,
           std::size_t n, const CellKinds& worth, float* __restrict points,
           std::uint8_t* __restrict outcomes, std::uint64_t* __restrict sums) {
  for (std::size_t i = 0; i < n; ++i) {
    const CellKind& kind = worth.kinds[cells[first[classes[i]] + places[i]]];
    points[i] = kind.points;
    outcomes[i] = static_cast<std::uint8_t>(kind.outcome);
    sums[i] += kind.share;
  }
}

constexpr std::int32_t kUndetermined = 2, kBlocked = 4;  // as Completeness; kComplete is 0

// The grade of a total: how many limits are above it. All item sets alike: the limits stay in
// registers.
template <bool kAlike>
struct Grader {
  explicit Grader(const TotalRule& rule) : limits(rule.limits) {
    for (std::size_t g = 0; g < kMostGrades; ++g) first[g] = limits[g];
  }
  std::int32_t operator()(std::int32_t total, std::int32_t set) const {
    const std::int32_t* const of_set =
        kAlike ? first : limits + set * static_cast<std::int32_t>(kMostGrades);
    // Written out: an inner loop would keep the outer one from becoming vector code.
    static_assert(kMostGrades == 8);
    return (total < of_set[0]) + (total < of_set[1]) + (total < of_set[2]) + (total < of_set[3]) +
           (total < of_set[4]) + (total < of_set[5]) + (total < of_set[6]);
  }
  const std::int32_t* limits;
  std::int32_t first[kMostGrades];
};

// Multiplying by 1e-6 and 0.01 instead of dividing gives the same floats: no whole number of
// millionths or hundredths lies so near the middle of two floats that the last bit of a double
// decided.
template <bool kAlike, bool kExact, bool kOpen>
std::uint32_t total_of(const std::uint64_t* __restrict sums,
                       const std::uint16_t* __restrict classes, std::size_t n,
                       const TotalRule& rule, float* __restrict bonuses, float* __restrict scores,
                       float* __restrict totals, std::int8_t* __restrict grades,
                       std::uint8_t* __restrict outcomes, std::uint8_t* __restrict has_totals,
                       std::uint8_t* __restrict has_grades, std::uint8_t* __restrict asks) {
  const double step = rule.step, inverse = rule.inverse, add = rule.add + 0.5;
  const std::int32_t whole_step = static_cast<std::int32_t>(step), cap = rule.bonus_cap,
                     has_bonus = rule.has_bonus;
  const std::int32_t* const __restrict of_class = rule.of_class;
  const std::int32_t* const codes = rule.grades;
  const Grader<kAlike> grade_of(rule);
  std::int32_t any = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const auto score = static_cast<std::int32_t>(sums[i]);
    const auto flags = static_cast<std::int32_t>(sums[i] >> 32);
    const std::int32_t earned = flags & 0xffff;
    const std::int32_t bonus = earned < cap ? earned : cap;
    const std::int32_t sum = score + bonus * 10000;
    const std::int32_t missing = (flags >> (kMissingBit - kBonusBit) & 0x3f) != 0;
    const std::int32_t blocked = (flags >> (kBlockedBit - kBonusBit) & 0x1f) != 0;
    const std::int32_t ask = (flags >> (kAskBit - kBonusBit) & 0x1f) != 0;
    const std::int32_t has_total = 1 - (missing | blocked | ask);

    const auto steps_of = [&](std::int32_t value, double more) {
      return static_cast<std::int32_t>((static_cast<double>(value) + more) * inverse) * whole_step;
    };
    const std::int32_t given_score = kExact ? score : steps_of(score, add);
    const std::int32_t given_total = kExact ? sum : steps_of(sum, add);
    const std::int32_t about = of_class[classes[i]];
    const std::int32_t set = about & 0xff, incomplete = about >> 8;
    const std::int32_t down = kOpen ? steps_of(sum, 0.5) : given_total;
    const std::int32_t worst = grade_of(down, set);
    std::int32_t best = worst;
    if constexpr (kOpen) best = grade_of(down + (whole_step & mask(down != sum)), set);
    const std::int32_t is_graded = worst == best;
    const std::int32_t has_grade = has_total & is_graded;
    const std::int32_t code =
        kAlike ? worst : codes[set * static_cast<std::int32_t>(kMostGrades) + worst];

    const std::int32_t shown = mask(has_total);
    bonuses[i] = static_cast<float>(static_cast<double>(bonus & shown & mask(has_bonus)) * 0.01);
    scores[i] = static_cast<float>(static_cast<double>(given_score & shown) * 1e-6);
    totals[i] = static_cast<float>(static_cast<double>(given_total & shown) * 1e-6);
    grades[i] = static_cast<std::int8_t>(code & mask(has_grade));
    const std::int32_t scored =
        (kBlocked & mask(blocked)) | (kUndetermined & mask((1 - blocked) & (1 - is_graded)));
    outcomes[i] =
        static_cast<std::uint8_t>((incomplete & mask(missing)) | (scored & mask(1 - missing)));
    has_totals[i] = static_cast<std::uint8_t>(has_total);
    has_grades[i] = static_cast<std::uint8_t>(has_grade);
    asks[i] = static_cast<std::uint8_t>(ask);
    any |= ask;
  }
  return static_cast<std::uint32_t>(any);
}

std::uint32_t total(const std::uint64_t* sums, const std::uint16_t* classes, std::size_t n,
                    const TotalRule& rule, const TotalOut& out) {
  const auto run = [&](auto* loop) {
    return loop(sums, classes, n, rule, out.bonus, out.score, out.total, out.grade, out.outcome,
                out.has_total, out.has_grade, out.ask);
  };
  if (rule.is_open)
    return run(rule.is_alike ? &total_of<true, true, true> : &total_of<false, true, true>);
  if (rule.is_exact)
    return run(rule.is_alike ? &total_of<true, true, false> : &total_of<false, true, false>);
  return run(rule.is_alike ? &total_of<true, false, false> : &total_of<false, false, false>);
}

std::size_t bits_where(const std::uint8_t* bytes, std::uint8_t value, std::size_t n,
                       std::uint8_t* bits) {
  std::size_t count = 0, i = 0;
  for (; kIsLittleEndian && i + 8 <= n; i += 8) {
    std::uint64_t eight;
    std::memcpy(&eight, bytes + i, 8);
    eight ^= value * kEachByte;
    // The highest bit of each byte that is 0, and no other bit.
    const std::uint64_t zeros =
        ~(((eight & 0x7f * kEachByte) + 0x7f * kEachByte) | eight | 0x7f * kEachByte);
    const std::uint8_t byte = gather(zeros >> 7);
    bits[i >> 3] = byte;
    count += static_cast<std::size_t>(__builtin_popcount(byte));
  }
  for (; i < n; i += 8) {
    std::uint32_t byte = 0;
    for (std::size_t j = 0; j < 8 && i + j < n; ++j)
      byte |= static_cast<std::uint32_t>(bytes[i + j] == value) << j;
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
          bmi_f64, look_up,     give,         score,      total,      bits_where};
}

}  // namespace
}  // namespace celian::batch
