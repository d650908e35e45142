#include "batch/plan.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "base/decimal.hpp"
#include "batch/plan_classes.hpp"
#include "batch/plan_total.hpp"
#include "catalog/standard_impl.hpp"

namespace celian::batch {

namespace {

constexpr std::int64_t kMostPlaces = 60000;  // of one row; a place is 16 bits wide

std::int64_t ceil_div(std::int64_t a, std::int64_t b) { return ceil_to(a, b) / b; }

// The kinds of cell of one item, made as they are met. Two cells that nobody can tell apart in the
// results are one kind.
class Kinds {
 public:
  explicit Kinds(CellKinds& out) : out_(out) {}

  std::uint8_t of(Outcome outcome, Points100 points, std::uint64_t packed) {
    const auto [at, is_new] = known_.try_emplace({outcome, points, packed}, known_.size());
    if (at->second > 255) {
      is_full_ = true;
      return 0;
    }
    if (is_new) {
      out_.kinds[at->second] = {static_cast<float>(from_points100(points)),
                                static_cast<std::uint32_t>(outcome), packed};
    }
    return static_cast<std::uint8_t>(at->second);
  }
  // A cell without score: the sheet has no total.
  std::uint8_t without_score(Outcome outcome) { return of(outcome, 0, kOneMissing); }
  std::uint8_t not_here() { return of(Outcome::not_in_standard, 0, 0); }
  std::uint8_t ask() { return of(Outcome::undetermined, 0, kOneAsk); }
  bool is_full() const noexcept { return is_full_; }

 private:
  using Key = std::tuple<Outcome, Points100, std::uint64_t>;
  CellKinds& out_;
  std::map<Key, std::size_t> known_;
  bool is_full_ = false;
};

// Steps of a table: from two below its first limit to two above its last, and as far as values
// still earn a bonus.
struct Span {
  std::int64_t low = 0, high = 0;
};

Span span_of(const ItemTable& table, std::int64_t bonus_steps) {
  std::int64_t low = INT64_MAX, high = INT64_MIN;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const auto at = static_cast<std::int32_t>(row);
    const std::size_t limits = table.stretches(at) - 1;
    if (limits == 0) continue;
    low = std::min(low, floor_to(table.limits(at)[0], table.step()) / table.step());
    high = std::max(high, ceil_div(table.limits(at)[limits - 1], table.step()));
  }
  if (low > high) low = high = 0;
  return {low - bonus_steps - 2, high + bonus_steps + 2};
}

std::int64_t bonus_steps_of(const StandardImpl& impl, std::size_t item) {
  std::int64_t most = 0;
  for (const BonusTable& bonus : impl.bonus) {
    if (bonus.item != item || bonus.steps.empty() || !impl.items[item].table) continue;
    most = std::max(most, ceil_div(bonus.steps.back().first, impl.items[item].table->step()));
  }
  return most;
}

// Sure steps of floats: the product and the difference below round once each, by half a unit in the
// last place of the largest number at most.
void set_quick(Grid& grid, double per_unit, Span span) {
  const double largest =
      std::max({std::abs(static_cast<double>(span.low)), std::abs(static_cast<double>(span.high)),
                static_cast<double>(span.high - span.low)});
  const bool is_exact = per_unit == std::floor(per_unit) && per_unit >= 1 && per_unit <= 1e6;
  if (!is_exact || largest >= 1 << 20) return;
  const double error = std::ldexp(1.0, std::ilogb(largest) - 23);
  grid.quick_scale = static_cast<float>(per_unit);
  grid.quick_low = static_cast<float>(span.low);
  grid.quick_high = static_cast<float>(span.high);
  grid.quick_sure = static_cast<float>((0.5 / grid.step) * 0.999 - error);
}

Grid make_grid(int decimals, std::int64_t step, RoundHow how, Span span) {
  Grid grid;
  const auto s = static_cast<double>(step);
  grid.scale = static_cast<double>(pow10(decimals + 3));
  grid.step = s;
  grid.inverse = 1 / s;
  grid.low = static_cast<double>(span.low) * s;
  grid.high = static_cast<double>(span.high) * s;
  if (how == RoundHow::half_up) grid.add = static_cast<double>(step / 2);
  if (how == RoundHow::ceil) grid.add = s - 1;
  grid.twice = how == RoundHow::exact ? 1 : 0;
  grid.is_open = how == RoundHow::not_printed ? 1 : 0;
  set_quick(grid, grid.scale / s, span);
  return grid;
}

BmiGrid make_bmi(const ItemTable& table, Span span) {
  BmiGrid bmi;
  bmi.factor = static_cast<double>(pow10(table.decimals() + 8)) / static_cast<double>(table.step());
  bmi.low = static_cast<double>(span.low);
  bmi.high = static_cast<double>(span.high);
  bmi.add = table.how() == RoundHow::half_up ? 0.5 : 0;
  bmi.is_ceil = table.how() == RoundHow::ceil ? 1 : 0;
  bmi.twice = table.how() == RoundHow::exact ? 1 : 0;
  bmi.is_open = table.how() == RoundHow::not_printed ? 1 : 0;
  return bmi;
}

bool fits(const ItemTable& table, Span span) {
  const bool is_twice = table.how() == RoundHow::exact;
  const std::int64_t places = (span.high - span.low + 2) * (is_twice ? 2 : 1) + kFirstPlace;
  const std::int64_t largest = std::max(std::abs(span.low), std::abs(span.high)) * table.step();
  // The vector code halves steps, and divides grams by whole ticks.
  const bool is_even = table.step() % 2 == 0;
  const bool is_bmi_whole =
      !table.is_bmi() ||
      (table.decimals() <= 3 && pow10(table.decimals() + 8) % table.step() == 0 &&
       pow10(table.decimals() + 8) / table.step() <= 1'000'000'000);
  return places <= kMostPlaces && largest < (std::int64_t{1} << 30) && is_even && is_bmi_whole;
}

// Rows of cells of one item.
class ItemPlanner {
 public:
  ItemPlanner(const StandardImpl& impl, std::size_t index, Plan::Item& out)
      : impl_(impl), index_(index), source_(impl.items[index]), out_(out), kinds_(out.kinds) {
    out_.test = source_.test;
    out_.is_bmi = source_.test == "bmi";
    out_.sources = {source_.test};
    kinds_.of(Outcome::missing_value, 0, kOneMissing);
    out_.ask_kind = kinds_.ask();
    if (source_.table) set_table(*source_.table);
  }

  // False if these people must be asked about, one by one.
  bool add(const PersonClass& people, const ItemClass& item) {
    const bool is_here = people.set != nullptr && item.entry != nullptr;
    const bool no_table = source_.table && !fits_;
    if (people.must_ask || (is_here && (no_table || !takes(*item.entry)))) {
      add_row(same_row(kinds_.of(Outcome::undetermined, 0, 0)));
      return false;
    }
    if (people.set == nullptr) {
      add_row(same_row(kinds_.of(people.outside, 0, 0)));
    } else if (!is_here) {
      add_row(same_row(kinds_.not_here()));
    } else if (!source_.table) {
      std::vector<std::uint8_t> row = same_row(kinds_.without_score(Outcome::unsupported));
      row[kMissingPlace] = kinds_.without_score(Outcome::missing_value);
      add_row(row);
    } else if (out_.by_height) {
      return add_by_height(*people.set, item);
    } else {
      return add_offset(table_row(*people.set, item, item.rows[0]));
    }
    return true;
  }

 private:
  void set_table(const ItemTable& table) {
    span_ = span_of(table, bonus_steps_of(impl_, index_));
    fits_ = fits(table, span_);
    if (!fits_) return;
    out_.grid = make_grid(table.decimals(), table.step(), table.how(), span_);
    if (out_.is_bmi) out_.bmi = make_bmi(table, span_);
    places_ = kFirstPlace +
              static_cast<std::uint32_t>(span_.high - span_.low + 2) * (out_.grid.twice ? 2 : 1);
    if (const MeasureAxis* const height = table.measure()) {
      out_.by_height = true;
      out_.weight = table.value_test();
      out_.sources.clear();
      // Bands are whole steps: a band ends where the next one begins.
      std::int64_t low = 0, high = 0;
      for (std::int64_t at = 0, size = height->size(); at < 4096 * 8 && size > 0; ++at) {
        if (height->find(at * height->step()) < 0) continue;
        if (low == 0) low = at;
        high = at;
      }
      height_span_ = {low - 2, high + 2};
      fits_ = low > 2;
      const RoundHow how = table.how() == RoundHow::exact ? RoundHow::floor : table.how();
      out_.height_grid = make_grid(height->decimals(), height->step(), how, height_span_);
      out_.height_places = kFirstPlace + static_cast<std::uint32_t>(high - low + 6);
    }
  }

  // Alternatives that fill the slot of this item; all people of the item must have the same.
  bool takes(const SetEntry& entry) {
    const std::vector<std::string>& others = entry.text.alternatives;
    if (std::count(others.begin(), others.end(), "bmi") != 0) return false;
    if (out_.by_height) return others.empty();
    if (!has_alternatives_) {
      has_alternatives_ = true;
      out_.sources.insert(out_.sources.end(), others.begin(), others.end());
    }
    // Body mass index: height and weight would have to come between the two.
    if (out_.is_bmi && !others.empty()) return false;
    return std::equal(out_.sources.begin() + 1, out_.sources.end(), others.begin(), others.end());
  }

  std::vector<std::uint8_t> same_row(std::uint8_t kind) {
    return std::vector<std::uint8_t>(places_, kind);
  }

  std::uint32_t row_at(const std::vector<std::uint8_t>& row) {
    const auto [at, is_new] = known_.try_emplace(std::string(row.begin(), row.end()),
                                                 static_cast<std::uint32_t>(out_.cells.size()));
    if (is_new) out_.cells.insert(out_.cells.end(), row.begin(), row.end());
    return at->second;
  }

  bool add_row(const std::vector<std::uint8_t>& row) { return add_offset(row_at(row)); }

  bool add_offset(std::uint32_t at) {
    const std::size_t copies = out_.by_height ? out_.height_places : 1;
    out_.first.insert(out_.first.end(), copies, at);
    return !kinds_.is_full();
  }

  bool add_by_height(const ItemSet& set, const ItemClass& item) {
    const MeasureAxis& height = *source_.table->measure();
    // The three places that are no height are settled before the row is looked up.
    const std::uint32_t outside = table_row(set, item, item.rows.back());
    out_.first.insert(out_.first.end(), kFirstPlace, outside);
    for (std::uint32_t place = kFirstPlace; place < out_.height_places; ++place) {
      const std::int64_t step = height_span_.low + (place - kFirstPlace);
      const std::int32_t band = height.find(step * height.step());
      const std::int32_t row =
          band < 0 ? item.rows.back() : item.rows[static_cast<std::size_t>(band)];
      out_.first.push_back(table_row(set, item, row));
    }
    return !kinds_.is_full();
  }

  // Where the kinds of all places of one row of the table are; made once for all who share it.
  std::uint32_t table_row(const ItemSet& set, const ItemClass& item, std::int32_t row) {
    const RowKey key{row, item.bonus, item.entry->percent100, set.no_score_blocks};
    const auto made = made_.find(key);
    if (made != made_.end()) return made->second;
    const std::uint32_t at = row_at(make_row(set, item, row));
    made_.emplace(key, at);
    return at;
  }

  std::vector<std::uint8_t> make_row(const ItemSet& set, const ItemClass& item, std::int32_t row) {
    std::vector<std::uint8_t> out;
    if (row < 0) {
      out = same_row(kinds_.without_score(row == kNoRow ? Outcome::outside_population
                                                        : Outcome::missing_value));
    } else {
      out = same_row(out_.ask_kind);
      fill_row(set, item, row, out);
    }
    out[kMissingPlace] = kinds_.without_score(Outcome::missing_value);
    out[kImplausiblePlace] = kinds_.without_score(Outcome::implausible);
    out[kAskPlace] = out_.ask_kind;
    return out;
  }

  void fill_row(const ItemSet& set, const ItemClass& item, std::int32_t row,
                std::vector<std::uint8_t>& out) {
    const ItemTable& table = *source_.table;
    const std::size_t stretches = table.stretches(row);
    std::size_t position = 0;
    for (std::size_t place = kFirstPlace; place < out.size(); ++place) {
      const auto at = static_cast<std::int64_t>(place - kFirstPlace);
      // Odd half steps stand for all values between two of the grid: a limit may lie just above
      // the lower one ("over 24.0"), nowhere else.
      const bool is_between = out_.grid.twice != 0 && at % 2 != 0;
      const std::int64_t step = span_.low + (out_.grid.twice != 0 ? at / 2 : at);
      const std::int64_t ticks = step * table.step() + (is_between ? 1 : 0);
      while (position + 1 < stretches && table.limits(row)[position] <= ticks) ++position;
      const bool is_cut = is_between && position + 1 < stretches &&
                          table.limits(row)[position] < (step + 1) * table.step();
      out[place] = is_cut ? out_.ask_kind : kind_of(set, item, row, position, ticks, is_between);
    }
  }

  std::uint8_t kind_of(const ItemSet& set, const ItemClass& item, std::int32_t row,
                       std::size_t position, std::int64_t ticks, bool is_between) {
    const TableCell& cell = source_.table->cell_at(row, position);
    if (cell.outcome == Outcome::no_score)
      return kinds_.of(Outcome::no_score, 0, set.no_score_blocks ? kOneBlocked : 0);
    if (cell.outcome != Outcome::scored) return kinds_.of(cell.outcome, 0, kOneAsk);
    Points100 bonus = 0;
    if (item.bonus >= 0) {
      const BonusTable& table = impl_.bonus[static_cast<std::size_t>(item.bonus)];
      if (cell.points == table.base) {
        if (is_between) return out_.ask_kind;
        bonus = bonus_points(table, *source_.table, row, ticks);
      }
    }
    const Total share = weighted(cell.points, item.entry->percent100);
    return kinds_.of(Outcome::scored, cell.points,
                     static_cast<std::uint64_t>(share) | static_cast<std::uint64_t>(bonus)
                                                             << kBonusBit);
  }

  using RowKey = std::tuple<std::int32_t, std::int32_t, std::int32_t, bool>;

  const StandardImpl& impl_;
  const std::size_t index_;
  const StandardItem& source_;
  Plan::Item& out_;
  Kinds kinds_;
  Span span_, height_span_;
  std::uint32_t places_ = kFirstPlace + 4;
  bool fits_ = true, has_alternatives_ = false;
  std::map<std::string, std::uint32_t> known_;
  std::map<RowKey, std::uint32_t> made_;
};

}  // namespace

std::shared_ptr<const Plan> make_plan(const Standard& standard) {
  const StandardImpl& impl = standard.impl();
  auto plan = std::make_shared<Plan>();
  plan->standard = &standard;
  Classes classes = find_classes(standard);
  plan->by_grade = std::move(classes.by_grade);
  plan->by_months = std::move(classes.by_months);
  plan->by_years = std::move(classes.by_years);

  const bool is_total_fine = set_total(impl, *plan);
  std::vector<bool> is_set_fine;
  for (const ItemSet& set : impl.sets)
    is_set_fine.push_back(add_set(set, *plan) && is_total_fine && sums_fit(impl, set));
  if (impl.sets.empty()) add_set(ItemSet{}, *plan);

  plan->items.resize(impl.items.size());
  std::vector<ItemPlanner> planners;
  planners.reserve(impl.items.size());
  for (std::size_t i = 0; i < impl.items.size(); ++i)
    planners.emplace_back(impl, i, plan->items[i]);
  for (PersonClass& c : classes.all) {
    const std::size_t set =
        c.set == nullptr ? 0 : static_cast<std::size_t>(c.set - impl.sets.data());
    if (c.set != nullptr && !is_set_fine[set]) c.must_ask = true;
    bool is_fine = !c.must_ask;
    c.items.resize(impl.items.size());
    for (std::size_t i = 0; i < impl.items.size(); ++i)
      is_fine = planners[i].add(c, c.items[i]) && is_fine;

    const bool is_outside = c.set == nullptr && c.outside == Outcome::outside_population;
    const bool is_unsupported = is_outside || (c.set != nullptr && !impl.available);
    const bool has_sheet = c.set != nullptr && impl.available;
    plan->start.push_back(!is_fine ? kOneAsk : has_sheet ? 0 : kOneMissing);
    const auto incomplete = static_cast<std::int32_t>(is_unsupported ? Completeness::unsupported
                                                                     : Completeness::incomplete);
    plan->of_class.push_back(static_cast<std::int32_t>(set) + 256 * incomplete);
  }
  plan->total.is_alike = are_alike(*plan) ? 1 : 0;
  plan->total.limits = plan->grade_limits.data();
  plan->total.grades = plan->grade_codes.data();
  plan->total.of_class = plan->of_class.data();
  return plan;
}

std::shared_ptr<const Plan> PlanCache::get(const Standard& standard) {
  const std::lock_guard lock(guard_);
  std::shared_ptr<const Plan>& plan = plans_[&standard];
  if (!plan) plan = make_plan(standard);
  return plan;
}

}  // namespace celian::batch
