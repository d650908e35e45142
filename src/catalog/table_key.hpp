// The axes of a table: which row is meant for a person.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/exact.hpp"
#include "catalog/subject.hpp"

namespace celian {

// `age_days` and `group` are for norms only.
enum class KeyFact : std::uint8_t { sex, age_years, age_months, school_grade, age_days, group };

inline constexpr std::int32_t kNoRow = -1;       // no row of the table is meant for this person
inline constexpr std::int32_t kMissingKey = -2;  // a fact that the key needs is unknown
inline constexpr std::int32_t kManyRows = -3;    // years are known where the table wants months

// The value of a key fact, or kUnknownKey. Years come from months where only those are known.
std::int32_t key_value(KeyFact fact, const Subject& subject) noexcept;

// One key fact: values or bands, each with an index. A lookup is one array access.
class KeyAxis {
 public:
  KeyAxis(KeyFact fact, std::string name) : fact_(fact), name_(std::move(name)) {}

  // Adds the next index for the whole numbers `from` to `to`; false if they overlap an earlier one
  // or are too many.
  bool add(std::int32_t from, std::int32_t to, std::string label);

  KeyFact fact() const noexcept { return fact_; }
  const std::string& name() const noexcept { return name_; }
  std::int32_t size() const noexcept { return static_cast<std::int32_t>(labels_.size()); }
  // "male", "20-24", for messages and reasons.
  const std::string& label(std::int32_t index) const {
    return labels_[static_cast<std::size_t>(index)];
  }
  // Index of a code or label, or kNoRow.
  std::int32_t find_label(std::string_view label) const noexcept;
  std::int32_t index_of(std::int32_t value) const noexcept;
  // Index, kNoRow, kMissingKey or kManyRows.
  std::int32_t find(const Subject& subject) const noexcept;

 private:
  KeyFact fact_;
  std::string name_;
  std::int32_t first_ = 0;              // the value that by_value_[0] stands for
  std::vector<std::int16_t> by_value_;  // index, or -1
  std::vector<std::string> labels_;
};

// A measured key: the height of a table of weights. Bands are on the grid of `resolution`.
class MeasureAxis {
 public:
  MeasureAxis(std::string test, double resolution);

  bool valid() const noexcept { return step_ > 0; }
  // Adds the next index for readings from `from` to `to`, both included. False if they are not on
  // the grid, overlap an earlier band or lie too far off.
  bool add(double from, double to);

  const std::string& test() const noexcept { return test_; }
  int decimals() const noexcept { return decimals_; }
  std::int64_t step() const noexcept { return step_; }
  std::int32_t size() const noexcept { return size_; }
  // Index of a rounded reading, or kNoRow.
  std::int32_t find(std::int64_t ticks) const noexcept;
  // Lowest and highest reading of a band, in ticks.
  std::pair<std::int64_t, std::int64_t> band(std::int32_t index) const noexcept;

 private:
  std::string test_;
  int decimals_ = 0;
  std::int64_t step_ = 0;
  std::int64_t first_ = 0;  // in steps
  std::int32_t size_ = 0;
  std::vector<std::int16_t> by_step_;
};

}  // namespace celian
