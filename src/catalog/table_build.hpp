// Makes an ItemTable from bands, thresholds, ends and doubts, and refuses what is not total, not
// monotone or not on the grid. Errors are one line for the person who wrote the file; the caller
// knows the place.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "catalog/table.hpp"

namespace celian {

// Values from `low` to `high` in ticks, both included.
struct TickRange {
  static constexpr std::int64_t kOpen = std::numeric_limits<std::int64_t>::max();
  std::int64_t low = -kOpen;
  std::int64_t high = kOpen;
  bool contains(std::int64_t ticks) const noexcept { return low <= ticks && ticks <= high; }
};

struct BandSpec {
  TickRange range;
  TableCell cell;
};

struct DoubtSpec {
  TickRange range;
  PointSet candidates;
};

// One row as it is printed.
struct RowSpec {
  std::vector<BandSpec> bands;  // in any order
  std::vector<DoubtSpec> doubts;
  ItemTable::RowInfo info;
};

// What holds past either end of a row's bands; absent = the table must be unbounded there.
struct EndSpec {
  enum class Kind : std::uint8_t { none, no_score, points, end };
  Kind kind = Kind::none;
  Points100 points = 0;
};

class TableBuilder {
 public:
  TableBuilder(std::string test, std::string value_test, double resolution, RoundHow how,
               Better better);

  // False if the resolution was unusable: nothing else may be called then.
  bool valid() const noexcept { return valid_; }
  int decimals() const noexcept { return table_.decimals_; }
  std::int64_t step() const noexcept { return table_.step_; }
  const std::vector<KeyAxis>& axes() const noexcept { return table_.axes_; }
  const MeasureAxis* measure() const noexcept { return table_.measure(); }

  void add_axis(KeyAxis axis) { table_.axes_.push_back(std::move(axis)); }
  void set_measure(MeasureAxis axis) { table_.measure_ = std::move(axis); }
  void set_ends(EndSpec worse, EndSpec better) { worse_ = worse, better_ = better; }
  // A range has no better end: both ends are worse. For tables whose scores are classes, not
  // points, nothing is compared.
  void set_classes_only() { classes_only_ = true; }
  // Call after the axes, before the rows.
  void begin_rows();

  // A printed bound in ticks: a multiple of the resolution, and not too large for the table.
  std::optional<std::int64_t> bound(double value) const noexcept;
  // The range of a printed band; the openness is "[]", "[)", "(]" or "()", null bounds are open.
  std::optional<TickRange> range(std::optional<double> min, std::optional<double> max,
                                 std::string_view openness) const noexcept;
  std::int16_t item_class(std::string_view name);
  std::size_t class_count() const noexcept { return table_.classes_.size(); }

  // `key` is the index on each axis, the measured one last. Error text, or "".
  std::string add_row(const std::vector<std::int32_t>& key, RowSpec row);
  // Declares that there is no row for `key`; -1 in a place stands for all. Error text, or "".
  std::string declare_none(const std::vector<std::int32_t>& key);
  // Keys without row and without declaration, as text, at most `most`.
  std::vector<std::string> missing_keys(std::size_t most) const;

  ItemTable finish() &&;

 private:
  static constexpr std::int32_t kUndeclared = -9;

  std::int64_t key_index(const std::vector<std::int32_t>& key) const noexcept;
  std::uint16_t cell_id(const TableCell& cell);
  TableCell end_cell(const EndSpec& end, const BandSpec& last) const;
  std::string key_text(std::int64_t index) const;
  std::string check_order(const std::vector<TableCell>& cells) const;

  ItemTable table_;
  bool valid_ = false, classes_only_ = false;
  EndSpec worse_, better_;
  std::vector<std::vector<std::int64_t>> row_limits_;
  std::vector<std::vector<std::uint16_t>> row_cells_;
};

// Bands of a row of thresholds: `bounds[i]`, in ticks, belongs to `points[i]`, best first; nullopt
// = not reachable. Error text in `error` if the bounds are not strictly ordered.
std::vector<BandSpec> threshold_bands(const std::vector<Points100>& points,
                                      const std::vector<std::optional<std::int64_t>>& bounds,
                                      bool higher_is_better, std::string& error);

}  // namespace celian
