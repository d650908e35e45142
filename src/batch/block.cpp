#include "batch/block.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "batch/slow.hpp"

namespace celian::batch {

using columns::Column;
using columns::Type;

namespace {

template <class T>
void widen(const Column& column, std::int64_t first, std::size_t n, double* out) {
  const T* const from = column.data<T>() + first;
  for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<double>(from[i]);
}

void widen(const Column& column, std::int64_t first, std::size_t n, double* out) {
  switch (column.type) {
    case Type::int8: return widen<std::int8_t>(column, first, n, out);
    case Type::int16: return widen<std::int16_t>(column, first, n, out);
    case Type::int32: return widen<std::int32_t>(column, first, n, out);
    case Type::int64: return widen<std::int64_t>(column, first, n, out);
    case Type::uint8: return widen<std::uint8_t>(column, first, n, out);
    case Type::uint16: return widen<std::uint16_t>(column, first, n, out);
    case Type::uint32: return widen<std::uint32_t>(column, first, n, out);
    case Type::uint64: return widen<std::uint64_t>(column, first, n, out);
    case Type::float32: return widen<float>(column, first, n, out);
    default: return;
  }
}

}  // namespace

Worker::Worker(const Plan& plan, const Inputs& in, const Outputs& out, const Kernels& kernels,
               bool is_slow)
    : plan_(plan),
      in_(in),
      out_(out),
      kernels_(kernels),
      is_slow_(is_slow),
      classes_of_(plan.table(in.key)),
      start_(plan.start),
      counts_(plan.items.size()),
      sex_(kBlock),
      key_(kBlock),
      class_(kBlock),
      sums_(kBlock),
      ones_(kBlock, 1),
      valid_(kBlock),
      weight_valid_(kBlock),
      kinds_(kBlock),
      other_kinds_(kBlock),
      has_total_(kBlock),
      has_grade_(kBlock),
      has_bonus_(kBlock),
      ask_(kBlock),
      doubles_(kBlock),
      weight_doubles_(kBlock) {
  const auto usable = [&](std::string_view test) {
    const Column* const column = in.value(test);
    return column == nullptr || column->type == Type::null ? nullptr : column;
  };
  for (const Plan::Item& item : plan.items) {
    Source source;
    for (const std::string& test : item.sources) {
      if (const Column* const column = usable(test)) source.columns.push_back(column);
    }
    if (item.is_bmi || item.by_height) {
      source.height = usable("height");
      source.weight = usable(item.by_height ? std::string_view(item.weight) : "weight");
    }
    look_up_absent(item, source);
    sources_.push_back(std::move(source));
  }
}

void Worker::look_up_absent(const Plan::Item& item, Source& source) {
  const bool has_bmi = item.is_bmi && source.height != nullptr && source.weight != nullptr;
  if (!source.columns.empty() || has_bmi || item.by_height) return;
  for (std::size_t c = 0; c < start_.size(); ++c) {
    const CellKind& kind = item.kinds.kinds[item.cells[item.first[c] + kMissingPlace]];
    source.outcomes.push_back(static_cast<std::uint8_t>(kind.outcome));
    start_[c] += kind.share;
  }
}

Result<void> Worker::run(std::int64_t first, std::size_t n) {
  if (Result<void> done = classify(first, n); !done) return done;
  for (std::size_t i = 0; i < n; ++i) sums_[i] = start_[class_[i]];
  for (std::size_t i = 0; i < plan_.items.size(); ++i) {
    const Plan::Item& item = plan_.items[i];
    float* const points = out_.points[i].at<float>(first);
    std::uint8_t* const outcomes = out_.outcomes[i].at<std::uint8_t>(first);
    if (const std::vector<std::uint8_t>& absent = sources_[i].outcomes; !absent.empty()) {
      std::fill_n(points, n, 0.0f);
      for (std::size_t row = 0; row < n; ++row) outcomes[row] = absent[class_[row]];
      continue;
    }
    if (item.by_height) {
      look_up_by_height(item, sources_[i], first, n);
    } else {
      find_places(item, sources_[i], first, n);
      if (!places_.any_off) {
        kernels_.score(item.cells.data(), item.first.data(), class_.data(), places_.place.data(), n,
                       item.kinds, points, outcomes, sums_.data());
        continue;
      }
      look_up_open(item, n);
    }
    kernels_.give(kinds_.data(), n, item.kinds, points, outcomes, sums_.data());
  }
  const TotalOut total{out_.bonus.at<float>(first),
                       out_.score.at<float>(first),
                       out_.total.at<float>(first),
                       out_.grade.at<std::int8_t>(first),
                       out_.outcome.at<std::uint8_t>(first),
                       has_total_.data(),
                       has_grade_.data(),
                       ask_.data()};
  const bool some_ask =
      kernels_.total(sums_.data(), class_.data(), n, plan_.total, total) != 0 || is_slow_;
  for (std::size_t i = 0; some_ask && i < n; ++i) {
    if (ask_[i] == 0 && !is_slow_) continue;
    if (Result<void> done = ask(first + static_cast<std::int64_t>(i), i); !done) return done;
  }
  pack(first, n);
  return {};
}

Result<void> Worker::classify(std::int64_t first, std::size_t n) {
  if (Result<void> done = read_sex(in_, first, n, sex_.data()); !done) return done;
  if (Result<void> done = read_key(in_, first, n, key_.data()); !done) return done;
  const std::int32_t low = classes_of_.low, last = classes_of_.slots - 1;
  const std::uint16_t* const classes = classes_of_.classes.data();
  for (std::size_t i = 0; i < n; ++i) {
    // Keys are far from the ends of their type, or unknown.
    const std::int32_t key = std::clamp(key_[i], low - 1, low + last - 2);
    const std::int32_t slot = key_[i] == kUnknownKey ? 0 : key - low + 2;
    class_[i] = classes[sex_[i] * classes_of_.slots + slot];
  }
  return {};
}

const std::uint8_t* Worker::valid(const Column& column, std::int64_t first, std::size_t n,
                                  std::vector<std::uint8_t>& scratch) const {
  if (!column.has_nulls) return ones_.data();
  if (column.validity != nullptr)
    kernels_.valid_bytes(column.validity, column.offset + first, n, false, scratch.data());
  if (column.row_validity != nullptr) {
    kernels_.valid_bytes(column.row_validity, column.row_offset + first, n,
                         column.validity != nullptr, scratch.data());
  }
  return scratch.data();
}

const double* Worker::doubles(const Column& column, std::int64_t first, std::size_t n,
                              const std::uint8_t*, std::vector<double>& scratch) const {
  if (column.type == Type::float64) return column.data<double>() + first;
  widen(column, first, n, scratch.data());
  return scratch.data();
}

void Worker::read(const Column& column, const Grid& grid, std::int64_t first, std::size_t n,
                  Places& out) {
  const std::uint8_t* const is_valid = valid(column, first, n, valid_);
  out.any_off = false;
  if (column.type == Type::float32) {
    const float* const values = column.data<float>() + first;
    const bool is_sure = grid.quick_sure > 0 &&
                         kernels_.quick_places(values, is_valid, n, grid, out.place.data()) == 0;
    if (is_sure) return;
    out.any_off =
        kernels_.places_f32(values, is_valid, n, grid, out.place.data(), out.off.data()) != 0;
    return;
  }
  const double* const values = doubles(column, first, n, is_valid, doubles_);
  out.any_off =
      kernels_.places_f64(values, is_valid, n, grid, out.place.data(), out.off.data()) != 0;
}

void Worker::read_bmi(const Plan::Item& item, const Source& source, std::int64_t first,
                      std::size_t n, Places& out) {
  const Column &height = *source.height, &weight = *source.weight;
  const std::uint8_t* const height_valid = valid(height, first, n, valid_);
  const std::uint8_t* const weight_valid = valid(weight, first, n, weight_valid_);
  if (height.type == Type::float32 && weight.type == Type::float32) {
    out.any_off =
        kernels_.bmi_f32(height.data<float>() + first, weight.data<float>() + first, height_valid,
                         weight_valid, n, item.bmi, out.place.data(), out.off.data()) != 0;
    return;
  }
  const double* const h = doubles(height, first, n, height_valid, doubles_);
  const double* const w = doubles(weight, first, n, weight_valid, weight_doubles_);
  out.any_off = kernels_.bmi_f64(h, w, height_valid, weight_valid, n, item.bmi, out.place.data(),
                                 out.off.data()) != 0;
}

// Takes the other source where this one has no value.
void Worker::merge(const Places& other, std::size_t n, Places& out) const {
  const bool any_off = out.any_off || other.any_off;
  for (std::size_t i = 0; i < n; ++i) {
    const bool is_missing = out.place[i] == kMissingPlace;
    if (any_off) {
      const std::uint8_t own = out.any_off ? out.off[i] : std::uint8_t{0};
      const std::uint8_t others = other.any_off ? other.off[i] : std::uint8_t{0};
      out.off[i] = is_missing ? others : own;
    }
    out.place[i] = is_missing ? other.place[i] : out.place[i];
  }
  out.any_off = any_off;
}

void Worker::find_places(const Plan::Item& item, const Source& source, std::int64_t first,
                         std::size_t n) {
  bool is_filled = false;
  const auto take = [&](auto&& read_into) {
    read_into(is_filled ? more_places_ : places_);
    if (is_filled) merge(more_places_, n, places_);
    is_filled = true;
  };
  for (const Column* const column : source.columns)
    take([&](Places& out) { read(*column, item.grid, first, n, out); });
  if (item.is_bmi && source.height != nullptr && source.weight != nullptr)
    take([&](Places& out) { read_bmi(item, source, first, n, out); });
}

// Where some value lies between two of the grid and the rounding is not printed: certain only if
// both mean the same.
void Worker::look_up_open(const Plan::Item& item, std::size_t n) {
  kernels_.look_up(item.cells.data(), item.first.data(), class_.data(), places_.place.data(), n,
                   kinds_.data());
  for (std::size_t i = 0; i < n; ++i) {
    if (places_.off[i] == 0) continue;
    const std::uint8_t* const row = item.cells.data() + item.first[class_[i]];
    if (row[places_.place[i] + 1] != kinds_[i]) kinds_[i] = item.ask_kind;
  }
}

// Height chooses the row, weight the cell.
void Worker::look_up_by_height(const Plan::Item& item, const Source& source, std::int64_t first,
                               std::size_t n) {
  if (source.height == nullptr || source.weight == nullptr) {
    std::fill_n(places_.place.begin(), n, static_cast<std::uint16_t>(kMissingPlace));
    std::fill_n(more_places_.place.begin(), n, static_cast<std::uint16_t>(kMissingPlace));
    places_.any_off = more_places_.any_off = false;
  } else {
    read(*source.weight, item.grid, first, n, places_);
    read(*source.height, item.height_grid, first, n, more_places_);
  }
  const bool any_off = places_.any_off || more_places_.any_off;
  for (std::size_t i = 0; i < n; ++i) {
    std::uint32_t place = places_.place[i], height = more_places_.place[i];
    // Without a height there is no value, nor with a height that is no number; a weight that is no
    // number is said first.
    const bool is_missing =
        height == kMissingPlace || (height == kImplausiblePlace && place != kImplausiblePlace);
    place = is_missing ? kMissingPlace : place;
    const std::uint32_t* const rows =
        item.first.data() + static_cast<std::size_t>(class_[i]) * item.height_places;
    kinds_[i] = item.cells[rows[height] + place];
    if (!any_off || place < kFirstPlace) continue;
    const std::uint32_t more = places_.any_off ? places_.off[i] : 0u;
    const std::uint32_t taller = more_places_.any_off ? more_places_.off[i] : 0u;
    if (item.cells[rows[height] + place + more] != kinds_[i] ||
        item.cells[rows[height + taller] + place] != kinds_[i] ||
        item.cells[rows[height + taller] + place + more] != kinds_[i])
      kinds_[i] = item.ask_kind;
  }
}

Result<void> Worker::ask(std::int64_t row, std::size_t i) {
  const Result<SlowRow> slow = score_row(in_, row);
  if (!slow) return slow.error();
  const SheetScore& sheet = slow->sheet;
  for (std::size_t k = 0; k < plan_.items.size(); ++k) {
    const SheetScore::Item* const item = item_of(*slow, plan_.items[k].test);
    const Outcome outcome = item != nullptr ? item->cell.outcome : outcome_without(*slow);
    const bool is_scored = outcome == Outcome::scored;
    *out_.points[k].at<float>(row) = is_scored ? static_cast<float>(item->cell.points) : 0.0f;
    *out_.outcomes[k].at<std::uint8_t>(row) = static_cast<std::uint8_t>(outcome);
  }
  const bool has_total = sheet.total.has_value();
  const bool has_grade =
      sheet.grade && sheet.grades != nullptr && *sheet.grade < sheet.grades->size();
  *out_.bonus.at<float>(row) = static_cast<float>(sheet.bonus_total.value_or(0));
  *out_.score.at<float>(row) = static_cast<float>(sheet.score.value_or(0));
  *out_.total.at<float>(row) = static_cast<float>(sheet.total.value_or(0));
  std::int8_t grade = 0;
  if (has_grade) {
    const auto known =
        std::find(plan_.grades.begin(), plan_.grades.end(), (*sheet.grades)[*sheet.grade].code);
    grade = static_cast<std::int8_t>(known - plan_.grades.begin());
  }
  *out_.grade.at<std::int8_t>(row) = grade;
  *out_.outcome.at<std::uint8_t>(row) = static_cast<std::uint8_t>(sheet.outcome);
  has_total_[i] = has_total ? 1 : 0;
  has_grade_[i] = has_grade ? 1 : 0;
  return {};
}

void Worker::pack(std::int64_t first, std::size_t n) {
  const auto bits = [&](const std::uint8_t* bytes, std::uint8_t value, const OutValues& out) {
    return static_cast<std::int64_t>(kernels_.bits_where(bytes, value, n, out.bits(first)));
  };
  constexpr auto kScored = static_cast<std::uint8_t>(Outcome::scored);
  for (std::size_t i = 0; i < plan_.items.size(); ++i)
    counts_.points[i] += bits(out_.outcomes[i].at<std::uint8_t>(first), kScored, out_.points[i]);
  counts_.score += bits(has_total_.data(), 1, out_.score);
  bits(has_total_.data(), 1, out_.total);
  if (plan_.total.has_bonus) {
    counts_.bonus += bits(has_total_.data(), 1, out_.bonus);
  } else {
    std::fill_n(out_.bonus.bits(first), (n + 7) / 8, std::uint8_t{0});
  }
  counts_.grade += bits(has_grade_.data(), 1, out_.grade);
}

}  // namespace celian::batch
