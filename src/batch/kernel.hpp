// The inner loops over one block of rows. kernel_impl.hpp holds them once; it is compiled for the
// baseline and, on x86-64, for AVX2 and AVX-512 (kernel_*.cpp), and the processor chooses. All of
// them give the same bytes: whatever rounds is done in the same order on doubles, and shortcuts on
// floats say when they cannot be sure.
//
// Plain structs and functions only: what is compiled for a newer processor must never be the copy
// of an inline function that the linker keeps for all.
#pragma once

#include <cstddef>
#include <cstdint>

namespace celian::batch {

// A block and its scratch stay in the caches of one core.
inline constexpr std::size_t kBlock = 2048;

// The places of a row of cells (Plan::Item::cells): three that are no value, then one for each step
// of the table's grid from below its first limit to above its last.
inline constexpr std::uint32_t kMissingPlace = 0;
inline constexpr std::uint32_t kImplausiblePlace = 1;
inline constexpr std::uint32_t kAskPlace = 2;  // only the scalar code knows
inline constexpr std::uint32_t kFirstPlace = 3;

// How a number becomes a place. A value is clamped to [low, high], which lies outside of all
// limits, so nothing is lost.
struct Grid {
  double scale = 1;          // ticks per unit
  double low = 0, high = 0;  // ticks, multiples of step
  double step = 1, inverse = 1;
  double add = 0;   // before dividing by step and rounding down: 0, half a step, a step less one
  int twice = 0;    // 1: places are half steps, the odd ones between two values of the grid
  int is_open = 0;  // 1: a value between two of the grid may mean either: said in `off`
  // The shortcut for floats: v * quick_scale in steps; sure if it is within quick_sure of a whole
  // number. quick_sure <= 0: there is no shortcut.
  float quick_scale = 0, quick_low = 0, quick_high = 0, quick_sure = 0;
};

// Body mass index from height (cm) and weight (kg), as bmi_ticks() does it.
struct BmiGrid {
  double factor = 0;         // 10^(decimals + 8) / step: grams to steps
  double low = 0, high = 0;  // steps
  double add = 0;            // 0, 0.5
  int is_ceil = 0, twice = 0, is_open = 0;
};

// What a row's sheet has come to: the sum over its items of
//   bits 0-31 score in millionths, 32-47 bonus in hundredths, 48-53 items without score,
//   54-58 items that block the grade, 59-63 items that only the scalar code knows
inline constexpr int kBonusBit = 32, kMissingBit = 48, kBlockedBit = 54, kAskBit = 59;
inline constexpr std::uint64_t kOneMissing = std::uint64_t{1} << kMissingBit;
inline constexpr std::uint64_t kOneBlocked = std::uint64_t{1} << kBlockedBit;
inline constexpr std::uint64_t kOneAsk = std::uint64_t{1} << kAskBit;
inline constexpr std::size_t kMostEntries = 30;  // items of a sheet, so that no counter overflows

// What each kind of cell of an item is worth: one line of it lies in one line of the cache.
struct CellKind {
  float points = 0;
  std::uint32_t outcome = 0;
  std::uint64_t share = 0;  // of the sheet's sum
};
struct CellKinds {
  CellKind kinds[256];
};

inline constexpr std::size_t kMostGrades = 8;

// Rules of the total.
struct TotalRule {
  double step = 1, inverse = 1, add = 0;  // of the rounding, in millionths
  int is_exact = 0;
  int is_open = 0;  // the rounding is not printed: given unrounded, graded both ways
  int has_bonus = 0;
  std::int32_t bonus_cap = 0;  // hundredths
  int is_alike = 0;  // all item sets have the limits of the first, and grades are their own codes
  const std::int32_t* limits =
      nullptr;  // [set][kMostGrades], millionths, falling; INT32_MIN = none
  const std::int32_t* grades = nullptr;    // [set][kMostGrades] -> index into the dictionary
  const std::int32_t* of_class = nullptr;  // set + 256 * outcome of a sheet with items missing
};

struct TotalOut {
  float* bonus;
  float* score;
  float* total;
  std::int8_t* grade;
  std::uint8_t* outcome;
  std::uint8_t* has_total;  // 1: score, total (and bonus) are given
  std::uint8_t* has_grade;
  std::uint8_t* ask;  // 1: the scalar code does this row
};

struct Kernels {
  const char* name;
  // valid[i] = 1 for values of the bitmap, from bit `first` on; `also`: only where it is 1 already.
  void (*valid_bytes)(const std::uint8_t* bitmap, std::int64_t first, std::size_t n, bool also,
                      std::uint8_t* valid);
  // Places of float values, if all of them are sure: returns 0, else the places mean nothing.
  // NaN is a missing value.
  std::uint32_t (*quick_places)(const float* values, const std::uint8_t* valid, std::size_t n,
                                const Grid& grid, std::uint16_t* places);
  // Places of all values. Returns whether some `off` is 1; if not, `off` means nothing.
  std::uint32_t (*places_f32)(const float* values, const std::uint8_t* valid, std::size_t n,
                              const Grid& grid, std::uint16_t* places, std::uint8_t* off);
  std::uint32_t (*places_f64)(const double* values, const std::uint8_t* valid, std::size_t n,
                              const Grid& grid, std::uint16_t* places, std::uint8_t* off);
  std::uint32_t (*bmi_f32)(const float* height, const float* weight,
                           const std::uint8_t* height_valid, const std::uint8_t* weight_valid,
                           std::size_t n, const BmiGrid& grid, std::uint16_t* places,
                           std::uint8_t* off);
  std::uint32_t (*bmi_f64)(const double* height, const double* weight,
                           const std::uint8_t* height_valid, const std::uint8_t* weight_valid,
                           std::size_t n, const BmiGrid& grid, std::uint16_t* places,
                           std::uint8_t* off);
  // kinds[i] = cells[first[class] + place].
  void (*look_up)(const std::uint8_t* cells, const std::uint32_t* first,
                  const std::uint16_t* classes, const std::uint16_t* places, std::size_t n,
                  std::uint8_t* kinds);
  // Points and outcomes of one item, and its share of each sheet.
  void (*give)(const std::uint8_t* kinds, std::size_t n, const CellKinds& worth, float* points,
               std::uint8_t* outcomes, std::uint64_t* sums);
  // look_up() and give() in one, for items of which no place is open.
  void (*score)(const std::uint8_t* cells, const std::uint32_t* first, const std::uint16_t* classes,
                const std::uint16_t* places, std::size_t n, const CellKinds& worth, float* points,
                std::uint8_t* outcomes, std::uint64_t* sums);
  // Bonus, score, total, grade and outcome of each sheet. Returns whether some `ask` is 1.
  std::uint32_t (*total)(const std::uint64_t* sums, const std::uint16_t* classes, std::size_t n,
                         const TotalRule& rule, const TotalOut& out);
  // A bitmap with bit i = (bytes[i] == value); bits past n are 0. Returns how many are 1.
  std::size_t (*bits_where)(const std::uint8_t* bytes, std::uint8_t value, std::size_t n,
                            std::uint8_t* bits);
};

const Kernels& baseline_kernels() noexcept;
#if defined(CELIAN_BATCH_X86)
const Kernels& avx2_kernels() noexcept;
const Kernels& avx512_kernels() noexcept;
#endif

// By name ("baseline", "avx2", "avx512", or "" for the best one); null if this processor or build
// has none of that name.
const Kernels* find_kernels(const char* name) noexcept;

}  // namespace celian::batch
