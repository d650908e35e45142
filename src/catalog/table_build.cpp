#include "catalog/table_build.hpp"

#include <algorithm>
#include <cassert>

#include "base/number_text.hpp"

namespace celian {
namespace {

constexpr std::int64_t kLargest = ItemTable::kNever - 2;

std::string text(std::int64_t ticks, int decimals) {
  return format_shortest(from_ticks(ticks, decimals));
}

const BandSpec& outermost(const std::vector<BandSpec>& bands, bool upper) {
  return *std::max_element(bands.begin(), bands.end(), [&](const BandSpec& a, const BandSpec& b) {
    return upper ? a.range.high < b.range.high : a.range.low > b.range.low;
  });
}

}  // namespace

TableBuilder::TableBuilder(std::string test, std::string value_test, double resolution,
                           RoundHow how, Better better) {
  table_.test_ = std::move(test);
  table_.value_test_ = std::move(value_test);
  table_.is_bmi_ = table_.test_ == "bmi";
  table_.how_ = how;
  table_.better_ = better;
  const std::optional<int> decimals = decimals_of(resolution);
  if (!decimals) return;
  table_.decimals_ = *decimals;
  table_.step_ = to_ticks(resolution, *decimals).value_or(0);
  valid_ = table_.step_ > 0;
}

void TableBuilder::begin_rows() {
  std::size_t keys = 1;
  for (const KeyAxis& axis : table_.axes_) keys *= static_cast<std::size_t>(axis.size());
  if (table_.measure_) keys *= static_cast<std::size_t>(table_.measure_->size());
  table_.row_of_key_.assign(keys, kUndeclared);
}

std::optional<std::int64_t> TableBuilder::bound(double value) const noexcept {
  const std::optional<std::int64_t> ticks = to_ticks(value, table_.decimals_);
  if (!ticks || *ticks % table_.step_ != 0 || std::abs(*ticks) >= kLargest) return std::nullopt;
  return ticks;
}

std::optional<TickRange> TableBuilder::range(std::optional<double> min, std::optional<double> max,
                                             std::string_view openness) const noexcept {
  TickRange range;
  if (openness.size() != 2) return std::nullopt;
  if (min) {
    const std::optional<std::int64_t> ticks = bound(*min);
    if (!ticks) return std::nullopt;
    range.low = *ticks + (openness[0] == '(' ? 1 : 0);
  }
  if (max) {
    const std::optional<std::int64_t> ticks = bound(*max);
    if (!ticks) return std::nullopt;
    range.high = *ticks - (openness[1] == ')' ? 1 : 0);
  }
  return range;
}

std::int16_t TableBuilder::item_class(std::string_view name) {
  std::vector<std::string>& classes = table_.classes_;
  const auto at = std::find(classes.begin(), classes.end(), name);
  const auto index = static_cast<std::int16_t>(at - classes.begin());
  if (at == classes.end()) classes.emplace_back(name);
  return index;
}

std::int64_t TableBuilder::key_index(const std::vector<std::int32_t>& key) const noexcept {
  std::int64_t at = 0;
  std::size_t i = 0;
  for (const KeyAxis& axis : table_.axes_) at = at * axis.size() + key[i++];
  if (table_.measure_) at = at * table_.measure_->size() + key[i++];
  assert(i == key.size());
  return at;
}

std::string TableBuilder::key_text(std::int64_t index) const {
  std::vector<std::string> parts;
  if (table_.measure_) {
    parts.push_back(table_.measure_->test() + " band " +
                    std::to_string(index % table_.measure_->size()));
    index /= table_.measure_->size();
  }
  for (auto axis = table_.axes_.rbegin(); axis != table_.axes_.rend(); ++axis) {
    parts.push_back(axis->label(static_cast<std::int32_t>(index % axis->size())));
    index /= axis->size();
  }
  std::string out;
  for (auto part = parts.rbegin(); part != parts.rend(); ++part)
    out += (out.empty() ? "" : ", ") + *part;
  return out;
}

std::uint16_t TableBuilder::cell_id(const TableCell& cell) {
  std::vector<TableCell>& cells = table_.cells_;
  const auto at = std::find(cells.begin(), cells.end(), cell);
  const auto index = static_cast<std::uint16_t>(at - cells.begin());
  if (at == cells.end()) cells.push_back(cell);
  return index;
}

TableCell TableBuilder::end_cell(const EndSpec& end, const BandSpec& last) const {
  TableCell cell;
  cell.beyond = true;
  if (end.kind == EndSpec::Kind::points) {
    cell.outcome = Outcome::scored;
    cell.points = end.points;
  } else if (end.kind == EndSpec::Kind::end) {
    cell = last.cell;
    cell.beyond = true;
  }
  return cell;
}

// Cuts the number line at every end of a band or doubt; each piece must lie in exactly one band, in
// a doubt, or past an end.
std::string TableBuilder::add_row(const std::vector<std::int32_t>& key, RowSpec row) {
  const std::int64_t at = key_index(key);
  std::int32_t& slot = table_.row_of_key_[static_cast<std::size_t>(at)];
  if (slot != kUndeclared)
    return "the key " + key_text(at) + " has a row already, or is listed in none";
  if (row.bands.empty()) return "a row needs at least one reachable score";

  std::vector<std::int64_t> cuts;
  const auto cut = [&](const TickRange& r) {
    if (r.low != -TickRange::kOpen) cuts.push_back(r.low);
    if (r.high != TickRange::kOpen) cuts.push_back(r.high + 1);
  };
  for (const BandSpec& band : row.bands) {
    if (band.range.low > band.range.high) return "a band ends before it begins";
    cut(band.range);
  }
  for (const DoubtSpec& doubt : row.doubts) {
    if (doubt.range.low > doubt.range.high) return "a doubt ends before it begins";
    cut(doubt.range);
  }
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());

  const BandSpec &first = outermost(row.bands, false), &last = outermost(row.bands, true);
  const bool is_higher = table_.better_ == Better::higher,
             is_lower = table_.better_ == Better::lower;
  const EndSpec& below = is_lower ? better_ : worse_;
  const EndSpec& above = is_higher ? better_ : worse_;
  // Only values on the grid can occur, unless the standard compares unrounded.
  const std::int64_t grid = table_.how_ == RoundHow::exact ? 1 : table_.step_;
  const int decimals = table_.decimals_;

  std::vector<std::int64_t> limits;
  std::vector<TableCell> cells;
  std::vector<std::int16_t> doubt_candidates(row.doubts.size(), -1);  // -1: no value met yet
  for (std::size_t i = 0; i <= cuts.size(); ++i) {
    const std::int64_t low = i == 0 ? -TickRange::kOpen : cuts[i - 1];
    const std::int64_t high = i == cuts.size() ? TickRange::kOpen : cuts[i] - 1;
    const std::int64_t value =
        i == 0 ? (cuts.empty() ? 0 : floor_to(high, grid)) : ceil_to(low, grid);
    if (value > high) continue;  // no value of the grid in between: "26.9" and "27.0"

    TableCell cell;
    const auto doubt = std::find_if(row.doubts.begin(), row.doubts.end(),
                                    [&](const DoubtSpec& d) { return d.range.contains(value); });
    const auto in_band = [&](const BandSpec& b) { return b.range.contains(value); };
    const auto band = std::find_if(row.bands.begin(), row.bands.end(), in_band);
    if (doubt != row.doubts.end()) {
      std::int16_t& candidates =
          doubt_candidates[static_cast<std::size_t>(doubt - row.doubts.begin())];
      if (candidates < 0) {
        candidates = static_cast<std::int16_t>(table_.candidates_.size());
        table_.candidates_.push_back(doubt->candidates);
      }
      cell.outcome = Outcome::undetermined;
      cell.candidates = candidates;
      if (std::find_if(doubt + 1, row.doubts.end(), [&](const DoubtSpec& d) {
            return d.range.contains(value);
          }) != row.doubts.end()) {
        return "two doubts cover " + text(value, decimals);
      }
    } else if (band != row.bands.end()) {
      cell = band->cell;
      const auto second = std::find_if(band + 1, row.bands.end(), in_band);
      if (second != row.bands.end() && !(second->cell == cell)) {
        return "two bands cover " + text(value, decimals) + " and no doubt says so";
      }
    } else if (value < first.range.low) {
      if (below.kind == EndSpec::Kind::none)
        return "nothing says what is below " + text(first.range.low, decimals) + " (beyond)";
      cell = end_cell(below, first);
    } else if (value > last.range.high) {
      if (above.kind == EndSpec::Kind::none)
        return "nothing says what is above " + text(last.range.high, decimals) + " (beyond)";
      cell = end_cell(above, last);
    } else {
      return "no band covers " + text(value, decimals) + " and no doubt says so";
    }
    if (!cells.empty() && cells.back() == cell) continue;
    if (!cells.empty()) limits.push_back(low);
    cells.push_back(cell);
  }
  if (std::count(doubt_candidates.begin(), doubt_candidates.end(), -1) != 0)
    return "a doubt covers no value of the grid";
  if (std::string error = check_order(cells); !error.empty()) return error;

  slot = static_cast<std::int32_t>(table_.info_.size());
  std::vector<std::uint16_t> ids;
  for (const TableCell& cell : cells) {
    ids.push_back(cell_id(cell));
    if (cell.outcome == Outcome::scored && !cell.beyond) ++table_.scored_cells_;
  }
  table_.doubts_ += row.doubts.size();
  table_.info_.push_back(std::move(row.info));
  row_limits_.push_back(std::move(limits));
  row_cells_.push_back(std::move(ids));
  return {};
}

// A better value never scores lower; no score is worse than any.
std::string TableBuilder::check_order(const std::vector<TableCell>& cells) const {
  if (classes_only_) return {};
  const bool is_higher = table_.better_ == Better::higher;
  if (!is_higher && table_.better_ != Better::lower) return {};
  std::optional<Points100> before;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const TableCell& cell = cells[is_higher ? i : cells.size() - 1 - i];
    if (cell.outcome == Outcome::undetermined) continue;
    if (before && cell.points < *before)
      return "a better value scores lower (" + format_shortest(from_points100(*before)) +
             ", then " +
             (cell.points == kNoPoints ? "no score"
                                       : format_shortest(from_points100(cell.points))) +
             ")";
    before = cell.points;
  }
  return {};
}

std::string TableBuilder::declare_none(const std::vector<std::int32_t>& key) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < table_.row_of_key_.size(); ++at) {
    std::size_t rest = at;
    bool matches = true;
    std::size_t i = key.size();
    const auto test = [&](std::int32_t size) {
      const auto index = static_cast<std::int32_t>(rest % static_cast<std::size_t>(size));
      rest /= static_cast<std::size_t>(size);
      --i;
      matches = matches && (key[i] < 0 || key[i] == index);
    };
    if (table_.measure_) test(table_.measure_->size());
    for (auto axis = table_.axes_.rbegin(); axis != table_.axes_.rend(); ++axis) test(axis->size());
    if (!matches) continue;
    std::int32_t& slot = table_.row_of_key_[at];
    if (slot >= 0) return "there is a row for " + key_text(static_cast<std::int64_t>(at));
    slot = kNoRow;
    ++count;
  }
  return count == 0 ? "there is no such key" : "";
}

std::vector<std::string> TableBuilder::missing_keys(std::size_t most) const {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < table_.row_of_key_.size() && out.size() < most; ++at) {
    if (table_.row_of_key_[at] == kUndeclared)
      out.push_back(key_text(static_cast<std::int64_t>(at)));
  }
  return out;
}

ItemTable TableBuilder::finish() && {
  std::size_t widest = 1;
  for (const auto& limits : row_limits_) widest = std::max(widest, limits.size());
  table_.stride_ = (widest + ItemTable::kBlock - 1) / ItemTable::kBlock * ItemTable::kBlock;
  for (std::size_t row = 0; row < row_limits_.size(); ++row) {
    for (const std::int64_t limit : row_limits_[row])
      table_.limits_.push_back(static_cast<std::int32_t>(limit));
    table_.limits_.resize((row + 1) * table_.stride_, ItemTable::kNever);
    table_.cell_ids_.insert(table_.cell_ids_.end(), row_cells_[row].begin(), row_cells_[row].end());
    table_.cell_ids_.resize((row + 1) * (table_.stride_ + 1), row_cells_[row].back());
  }
  return std::move(table_);
}

std::vector<BandSpec> threshold_bands(const std::vector<Points100>& points,
                                      const std::vector<std::optional<std::int64_t>>& bounds,
                                      bool higher_is_better, std::string& error) {
  std::vector<BandSpec> bands;
  std::optional<std::int64_t> better;  // the bound of the score above
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!bounds[i]) continue;
    const std::int64_t bound = *bounds[i];
    if (better && (higher_is_better ? bound >= *better : bound <= *better)) {
      error = "the bound of " + format_shortest(from_points100(points[i])) +
              " points is not poorer than that of the score above";
    }
    BandSpec band;
    band.cell.outcome = Outcome::scored;
    band.cell.points = points[i];
    (higher_is_better ? band.range.low : band.range.high) = bound;
    if (better)
      (higher_is_better ? band.range.high : band.range.low) = *better + (higher_is_better ? -1 : 1);
    bands.push_back(band);
    better = bound;
  }
  return bands;
}

}  // namespace celian
