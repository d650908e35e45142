#include "catalog/table.hpp"

#include <algorithm>

namespace celian {
namespace {

// A cell that a value may fall into, merged with those found before: equal ones stay certain,
// others become a doubt.
void merge(const ItemTable& table, const TableCell& cell, Found& out) noexcept {
  if (out.outcome == Outcome::missing_value) {  // the first one
    out.outcome = cell.outcome;
    out.points = cell.points;
    out.item_class = cell.item_class;
    out.beyond = cell.beyond;
  } else {
    if (out.item_class != cell.item_class) out.item_class = -1;
    out.beyond = out.beyond || cell.beyond;
    if (out.outcome != cell.outcome || out.points != cell.points)
      out.outcome = Outcome::undetermined;
  }
  if (cell.candidates >= 0) {
    out.candidates.add(table.candidates()[static_cast<std::size_t>(cell.candidates)]);
  } else {
    out.candidates.add(cell.points);
  }
}

std::int32_t clamp(std::int64_t ticks) noexcept {
  constexpr std::int64_t kMost = ItemTable::kNever - 1;
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(ticks, -kMost, kMost));
}

}  // namespace

std::int32_t ItemTable::row(const Subject& subject, std::int32_t measure_index) const noexcept {
  std::size_t at = 0;
  bool many = false, missing = false;
  for (const KeyAxis& axis : axes_) {
    const std::int32_t index = axis.find(subject);
    if (index == kNoRow) return kNoRow;
    if (index == kMissingKey) missing = true;
    if (index == kManyRows) many = true;
    at = at * static_cast<std::size_t>(axis.size()) + static_cast<std::size_t>(std::max(index, 0));
  }
  if (missing) return kMissingKey;
  if (many) return kManyRows;
  if (measure_) {
    if (measure_index < 0) return kNoRow;
    at = at * static_cast<std::size_t>(measure_->size()) + static_cast<std::size_t>(measure_index);
  }
  return row_of_key_[at];
}

std::optional<std::int64_t> ItemTable::ticks(const ItemInput& input) const noexcept {
  if (is_bmi_ && input.height_cm && input.weight_kg) {
    if (const auto exact = bmi_ticks(*input.height_cm, *input.weight_kg, decimals_, step_))
      return exact;
  }
  return to_ticks(input.value, decimals_);
}

std::size_t ItemTable::position(std::int32_t row, std::int64_t ticks) const noexcept {
  const std::int32_t* const limit = limits(row);
  const std::int32_t value = clamp(ticks);
  std::int32_t reached = 0;
  // Whole blocks, so that the compiler counts in vector registers; limits that are padding are
  // never reached.
  for (std::size_t block = 0; block < stride_; block += kBlock) {
    for (std::size_t i = 0; i < kBlock; ++i) reached += limit[block + i] <= value ? 1 : 0;
  }
  return static_cast<std::size_t>(reached);
}

std::size_t ItemTable::stretches(std::int32_t row) const noexcept {
  return position(row, kNever - 1) + 1;
}

Found ItemTable::find(const Subject& subject, const ItemInput& input) const noexcept {
  Found out;
  const std::optional<std::int64_t> exact = ticks(input);
  if (!exact) {
    out.outcome = Outcome::implausible;
    return out;
  }
  out.ticks = round_to(*exact, step_, how_);
  out.rounded = out.ticks.low != *exact || out.ticks.high != *exact;
  if (subject.age_months != kUnknownKey || row(subject) != kManyRows) {
    look_up(subject, input, out);
    return out;
  }
  // Years where the table wants months: any month of that year may be meant, so nothing is certain.
  Subject month = subject;
  for (std::int32_t i = 0; i < 12; ++i) {
    month.age_months = subject.age_years * 12 + i;
    Found one = out;
    one.outcome = Outcome::missing_value;
    one.candidates = {};
    look_up(month, input, one);
    if (one.outcome == Outcome::scored || one.outcome == Outcome::no_score)
      one.candidates.add(one.points);
    if (one.candidates.size == 0 && out.candidates.size == 0) out.outcome = one.outcome;
    out.candidates.add(one.candidates);
  }
  if (out.candidates.size != 0) out.outcome = Outcome::undetermined;
  return out;
}

void ItemTable::look_up(const Subject& subject, const ItemInput& input, Found& out) const noexcept {
  const std::optional<RoundedTicks> key = measure_ticks(input);
  if (!key) return;  // missing_value
  bool is_outside = false;
  for (const std::int64_t reading : {key->low, key->high}) {
    const std::int32_t at = row(subject, measure_ ? measure_->find(reading) : 0);
    if (at == kMissingKey) return;
    if (at == kNoRow) {
      is_outside = true;
    } else {
      out.row = at;
      merge(*this, cell_at(at, position(at, out.ticks.low)), out);
      if (out.ticks.high != out.ticks.low)
        merge(*this, cell_at(at, position(at, out.ticks.high)), out);
    }
    if (key->high == key->low) break;
  }
  if (is_outside) {
    const bool is_inside = out.outcome != Outcome::missing_value;
    out.outcome = is_inside ? Outcome::undetermined : Outcome::outside_population;
  }
  if (out.outcome != Outcome::scored) out.points = kNoPoints;
  if (out.outcome == Outcome::undetermined) out.item_class = -1;
  if (out.outcome != Outcome::undetermined) out.candidates = {};
}

std::optional<RoundedTicks> ItemTable::measure_ticks(const ItemInput& input) const noexcept {
  if (!measure_) return RoundedTicks{};
  if (!input.height_cm) return std::nullopt;
  const std::optional<std::int64_t> reading = to_ticks(*input.height_cm, measure_->decimals());
  if (!reading) return std::nullopt;
  // The bands of the key are whole steps: "144.0 to 144.9" ends where 145.0 begins.
  return round_to(*reading, measure_->step(), how_ == RoundHow::exact ? RoundHow::floor : how_);
}

std::optional<std::int64_t> ItemTable::lowest(std::int32_t row,
                                              std::size_t position) const noexcept {
  if (position == 0) return std::nullopt;
  const std::int64_t value = ceil_to(limits(row)[position - 1], step_);
  if (position < stride_ && limits(row)[position] != kNever && value >= limits(row)[position])
    return std::nullopt;
  return value;
}

std::optional<std::int64_t> ItemTable::highest(std::int32_t row,
                                               std::size_t position) const noexcept {
  if (position >= stride_ || limits(row)[position] == kNever) return std::nullopt;
  const std::int64_t value = floor_to(std::int64_t{limits(row)[position]} - 1, step_);
  if (position > 0 && value < limits(row)[position - 1]) return std::nullopt;
  return value;
}

std::optional<ItemTable::Step> ItemTable::next(const Subject& subject, const ItemInput& input,
                                               Points100 points) const noexcept {
  const std::optional<std::int64_t> exact = ticks(input);
  const std::optional<RoundedTicks> key = measure_ticks(input);
  if (!exact || !key || key->low != key->high) return std::nullopt;
  const std::int32_t at = row(subject, measure_ ? measure_->find(key->low) : 0);
  if (at < 0) return std::nullopt;
  const RoundedTicks rounded = round_to(*exact, step_, how_);

  const auto is_better = [&](std::size_t position) {
    const TableCell& cell = cell_at(at, position);
    return cell.outcome == Outcome::scored && cell.points > points;
  };
  std::optional<Step> up, down;
  if (better_ != Better::lower) {
    const std::size_t count = stretches(at);
    for (std::size_t i = position(at, rounded.low) + 1; i < count && !up; ++i) {
      const std::optional<std::int64_t> value = is_better(i) ? lowest(at, i) : std::nullopt;
      if (value) up = Step{*value, cell_at(at, i).points};
    }
  }
  if (better_ != Better::higher) {
    for (std::size_t i = position(at, rounded.high); i-- > 0 && !down;) {
      const std::optional<std::int64_t> value = is_better(i) ? highest(at, i) : std::nullopt;
      if (value) down = Step{*value, cell_at(at, i).points};
    }
  }
  if (up && down) return up->ticks - *exact < *exact - down->ticks ? up : down;
  return up ? up : down;
}

std::optional<std::int64_t> ItemTable::bound_of(std::int32_t row, Points100 points) const noexcept {
  const std::size_t count = stretches(row);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = better_ == Better::lower ? count - 1 - i : i;
    const TableCell& cell = cell_at(row, at);
    if (cell.outcome != Outcome::scored || cell.points != points) continue;
    return better_ == Better::lower ? highest(row, at) : lowest(row, at);
  }
  return std::nullopt;
}

}  // namespace celian
