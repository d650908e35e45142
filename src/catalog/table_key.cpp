#include "catalog/table_key.hpp"

#include <algorithm>

#include "base/decimal.hpp"

namespace celian {
namespace {

constexpr std::int32_t kWidest = 4096;  // values that one axis may span

// Index `next` for positions from .. to of a dense array that starts at `first`; false if one of
// them is taken.
template <class Int>
bool fill(std::vector<std::int16_t>& dense, Int& first, Int from, Int to, std::int16_t next) {
  if (dense.empty()) first = from;
  const Int last = first + static_cast<Int>(dense.size()) - 1;
  const Int new_first = std::min(first, from), new_last = std::max(last, to);
  if (new_last - new_first >= kWidest) return false;
  if (new_first < first) {
    dense.insert(dense.begin(), static_cast<std::size_t>(first - new_first), std::int16_t{-1});
    first = new_first;
  }
  dense.resize(static_cast<std::size_t>(new_last - new_first + 1), std::int16_t{-1});
  for (Int value = from; value <= to; ++value) {
    std::int16_t& slot = dense[static_cast<std::size_t>(value - first)];
    if (slot != -1) return false;
    slot = next;
  }
  return true;
}

}  // namespace

std::int32_t key_value(KeyFact fact, const Subject& s) noexcept {
  switch (fact) {
    case KeyFact::sex:
      return s.sex == Sex::unknown ? kUnknownKey : static_cast<std::int32_t>(s.sex);
    case KeyFact::age_years: return s.age_months != kUnknownKey ? s.age_months / 12 : s.age_years;
    case KeyFact::age_months: return s.age_months;
    case KeyFact::school_grade: return s.school_grade;
    case KeyFact::age_days: return s.age_days;
    case KeyFact::group: return s.group;
  }
  return kUnknownKey;
}

bool KeyAxis::add(std::int32_t from, std::int32_t to, std::string label) {
  if (from > to || size() >= INT16_MAX) return false;
  if (from < -kWidest || to > 64 * kWidest || to - from >= kWidest) return false;
  if (!fill(by_value_, first_, from, to, static_cast<std::int16_t>(size()))) return false;
  labels_.push_back(std::move(label));
  return true;
}

std::int32_t KeyAxis::find_label(std::string_view label) const noexcept {
  const auto at = std::find(labels_.begin(), labels_.end(), label);
  return at == labels_.end() ? kNoRow : static_cast<std::int32_t>(at - labels_.begin());
}

std::int32_t KeyAxis::index_of(std::int32_t value) const noexcept {
  const std::int64_t at = static_cast<std::int64_t>(value) - first_;
  if (at < 0 || at >= static_cast<std::int64_t>(by_value_.size())) return kNoRow;
  return by_value_[static_cast<std::size_t>(at)];
}

std::int32_t KeyAxis::find(const Subject& subject) const noexcept {
  const std::int32_t value = key_value(fact_, subject);
  if (value == kUnknownKey) {
    const bool has_years = fact_ == KeyFact::age_months && subject.age_years != kUnknownKey;
    return has_years ? kManyRows : kMissingKey;
  }
  return index_of(value);
}

MeasureAxis::MeasureAxis(std::string test, double resolution) : test_(std::move(test)) {
  const std::optional<int> decimals = decimals_of(resolution);
  if (!decimals) return;
  decimals_ = *decimals;
  step_ = to_ticks(resolution, decimals_).value_or(0);
}

bool MeasureAxis::add(double from, double to) {
  const std::optional<std::int64_t> low = to_ticks(from, decimals_), high = to_ticks(to, decimals_);
  if (!valid() || !low || !high || *low > *high || *low % step_ != 0 || *high % step_ != 0)
    return false;
  if (size_ >= INT16_MAX ||
      !fill(by_step_, first_, *low / step_, *high / step_, static_cast<std::int16_t>(size_)))
    return false;
  ++size_;
  return true;
}

std::int32_t MeasureAxis::find(std::int64_t ticks) const noexcept {
  if (by_step_.empty() || ticks % step_ != 0) return kNoRow;
  const std::int64_t at = ticks / step_ - first_;
  if (at < 0 || at >= static_cast<std::int64_t>(by_step_.size())) return kNoRow;
  return by_step_[static_cast<std::size_t>(at)];
}

std::pair<std::int64_t, std::int64_t> MeasureAxis::band(std::int32_t index) const noexcept {
  const auto low = std::find(by_step_.begin(), by_step_.end(), index);
  const auto high = std::find(by_step_.rbegin(), by_step_.rend(), index);
  const auto ticks = [&](std::int64_t at) { return (first_ + at) * step_; };
  return {ticks(low - by_step_.begin()), ticks(by_step_.rend() - high - 1)};
}

}  // namespace celian
