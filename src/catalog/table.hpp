// One item's table, compiled: a row for each key, a row being ascending limits in integer ticks and
// a cell for every stretch between them. A lookup counts the limits that the value has reached.
//
// All bands, thresholds, open and closed ends, ends of the table and declared doubts become this
// one form (table_build.hpp).
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/exact.hpp"
#include "catalog/points.hpp"
#include "catalog/table_key.hpp"
#include "catalog/test.hpp"
#include "celian/measurement.hpp"

namespace celian {

// What one stretch of values comes to.
struct TableCell {
  Outcome outcome = Outcome::no_score;  // scored, no_score or undetermined
  Points100 points = kNoPoints;         // scored only
  std::int16_t item_class = -1;         // index into classes(), or -1
  std::int16_t candidates = -1;         // undetermined: index into candidates()
  bool beyond = false;                  // past the end of the printed table

  friend bool operator==(const TableCell&, const TableCell&) = default;
};

// One value of one item, as a table gets it.
struct ItemInput {
  double value = 0;
  // bmi: both, so that the index is compared exactly; a table of weights by height: the height.
  std::optional<double> height_cm, weight_kg;
};

// What a value comes to. Plain data; nothing in it was allocated.
struct Found {
  Outcome outcome = Outcome::missing_value;
  Points100 points = kNoPoints;
  std::int16_t item_class = -1;
  std::int32_t row = kNoRow;  // the row, where there is exactly one
  RoundedTicks ticks;         // as compared
  bool rounded = false;       // rounding changed the value
  bool beyond = false;
  PointSet candidates;  // undetermined: what it may be worth
};

class ItemTable {
 public:
  // A row's evidence, where it differs from that of the item.
  struct RowInfo {
    std::vector<Citation> cites;
    std::optional<Verified> verified;
  };

  const std::string& test() const noexcept { return test_; }
  RoundHow how() const noexcept { return how_; }
  Better better() const noexcept { return better_; }
  int decimals() const noexcept { return decimals_; }
  std::int64_t step() const noexcept { return step_; }  // the resolution in ticks
  bool is_bmi() const noexcept { return is_bmi_; }
  const std::vector<KeyAxis>& axes() const noexcept { return axes_; }
  // The measured key of a two-measurement table, or null.
  const MeasureAxis* measure() const noexcept { return measure_ ? &*measure_ : nullptr; }
  // Where the value itself is another test ("weight" for height_for_weight); else test().
  const std::string& value_test() const noexcept { return value_test_; }
  const std::vector<std::string>& classes() const noexcept { return classes_; }
  const std::vector<TableCell>& cells() const noexcept { return cells_; }
  const std::vector<PointSet>& candidates() const noexcept { return candidates_; }

  // Row of a person: an index, kNoRow, kMissingKey or kManyRows. `measure_index` from
  // measure()->find, else 0.
  std::int32_t row(const Subject& subject, std::int32_t measure_index = 0) const noexcept;
  std::size_t row_count() const noexcept { return info_.size(); }
  const RowInfo& info(std::int32_t row) const { return info_[static_cast<std::size_t>(row)]; }

  // The value in ticks, before rounding; nullopt if it is no number that a table could hold.
  std::optional<std::int64_t> ticks(const ItemInput& input) const noexcept;

  // The flat form, for kernels. A row has stride() ascending limits, padded with kNever, and
  // stride() + 1 cell indexes: the cell of a value is the one at the number of limits that are not
  // above it. Values are clamped below kNever.
  static constexpr std::int32_t kNever = std::numeric_limits<std::int32_t>::max();
  static constexpr std::size_t kBlock = 8;  // stride() is a multiple of it
  std::size_t stride() const noexcept { return stride_; }
  const std::int32_t* limits(std::int32_t row) const noexcept {
    return limits_.data() + static_cast<std::size_t>(row) * stride_;
  }
  const std::uint16_t* cell_ids(std::int32_t row) const noexcept {
    return cell_ids_.data() + static_cast<std::size_t>(row) * (stride_ + 1);
  }
  // Number of limits of `row` that `ticks` reaches: the position of its stretch.
  std::size_t position(std::int32_t row, std::int64_t ticks) const noexcept;
  const TableCell& cell_at(std::int32_t row, std::size_t position) const noexcept {
    return cells_[cell_ids(row)[position]];
  }
  // Stretches of a row: limits that are not padding, plus one.
  std::size_t stretches(std::int32_t row) const noexcept;

  // Everything above, in one step. Never allocates.
  Found find(const Subject& subject, const ItemInput& input) const noexcept;

  struct Step {
    std::int64_t ticks = 0;
    Points100 points = 0;
  };
  // The nearest value on the grid, in the better direction (on either side for a range), that is
  // certain to be worth more than `points`; kNoPoints for a value without score. nullopt if there
  // is none, or if the row is not known.
  std::optional<Step> next(const Subject& subject, const ItemInput& input,
                           Points100 points) const noexcept;

  // The poorest value on the grid that is worth `points` in this row; nullopt if none is.
  std::optional<std::int64_t> bound_of(std::int32_t row, Points100 points) const noexcept;

  // For reports: rows, stretches with a score of their own, declared doubts.
  std::size_t doubt_count() const noexcept { return doubts_; }
  std::size_t cell_count() const noexcept { return scored_cells_; }

 private:
  friend class TableBuilder;
  void look_up(const Subject& subject, const ItemInput& input, Found& out) const noexcept;
  // The measured key, rounded; nullopt if it is needed and missing.
  std::optional<RoundedTicks> measure_ticks(const ItemInput& input) const noexcept;
  // Grid values at either end of a stretch; nullopt if it is open there, or has no value on the
  // grid.
  std::optional<std::int64_t> lowest(std::int32_t row, std::size_t position) const noexcept;
  std::optional<std::int64_t> highest(std::int32_t row, std::size_t position) const noexcept;

  std::string test_, value_test_;
  RoundHow how_ = RoundHow::half_up;
  Better better_ = Better::none;
  int decimals_ = 0;
  std::int64_t step_ = kTicksPerUnit;
  bool is_bmi_ = false;
  std::vector<KeyAxis> axes_;
  std::optional<MeasureAxis> measure_;
  std::vector<std::string> classes_;
  std::vector<TableCell> cells_;
  std::vector<PointSet> candidates_;
  std::vector<std::int32_t> row_of_key_;  // row of a key combination, or kNoRow
  std::vector<RowInfo> info_;
  std::size_t stride_ = 0, doubts_ = 0, scored_cells_ = 0;
  std::vector<std::int32_t> limits_;
  std::vector<std::uint16_t> cell_ids_;
};

}  // namespace celian
