// The whole sheet: which value fills which slot, points, bonus, total and grade, all in integers.
#include <algorithm>
#include <set>

#include "catalog/standard_impl.hpp"

namespace celian {

Points100 bonus_points(const BonusTable& bonus, const ItemTable& table, std::int32_t row,
                       std::int64_t ticks) noexcept {
  const std::optional<std::int64_t> bound = table.bound_of(row, bonus.base);
  if (!bound) return 0;
  const std::int64_t better = table.better() == Better::lower ? *bound - ticks : ticks - *bound;
  Points100 points = 0;
  for (const auto& [delta, worth] : bonus.steps) {
    if (better >= delta) points = worth;
  }
  return bonus.cap ? std::min(points, *bonus.cap) : points;
}

namespace {

// One thing that an item may come to: its share of the score and the bonus that goes with it.
struct Possible {
  Total share = 0;
  Points100 bonus = 0;
  bool blocked = false;  // 无分, and that leaves no grade
  friend auto operator<=>(const Possible&, const Possible&) = default;
};

struct Filled {
  SheetValue value;      // what is scored
  std::size_t item = 0;  // by which table
  std::string taken_from;
  std::vector<Possible> possible;    // empty: there is no score
  std::optional<std::size_t> bonus;  // index of the bonus table
};

const SheetValue* find(const std::vector<SheetValue>& values, std::string_view test) noexcept {
  const auto at = std::find_if(values.begin(), values.end(),
                               [&](const SheetValue& v) { return v.test == test; });
  return at == values.end() ? nullptr : &*at;
}

SheetValue absent(std::string_view test, const SheetValue* a, const SheetValue* b) noexcept {
  SheetValue out;
  out.test = test;
  out.outcome = Outcome::missing_value;
  for (const SheetValue* v : {a, b}) {
    if (v != nullptr && v->outcome != Outcome::scored && v->outcome != Outcome::missing_value)
      out.outcome = v->outcome;
  }
  return out;
}

// The value of an item, made of height and weight where the item is.
SheetValue gather(const ItemTable* table, std::string_view test,
                  const std::vector<SheetValue>& values) noexcept {
  const SheetValue* const own = find(values, test);
  if (own != nullptr && own->outcome == Outcome::scored) return *own;
  const bool by_height = table != nullptr && table->measure() != nullptr;
  if (!by_height && test != "bmi") return own != nullptr ? *own : absent(test, nullptr, nullptr);
  const SheetValue* const height = find(values, "height");
  const SheetValue* const weight =
      find(values, by_height ? std::string_view(table->value_test()) : "weight");
  const auto usable = [](const SheetValue* v) {
    return v != nullptr && v->outcome == Outcome::scored;
  };
  if (!usable(height) || !usable(weight))
    return own != nullptr ? *own : absent(test, height, weight);
  SheetValue out;
  out.test = test;
  out.height_cm = height->value;
  out.weight_kg = weight->value;
  out.value = weight->value;
  if (!by_height) {
    constexpr int kDecimals = 1;
    const std::optional<std::int64_t> ticks = bmi_ticks(height->value, weight->value, kDecimals, 1);
    if (!ticks) return absent(test, height, weight);
    out.value = from_ticks(*ticks, kDecimals);
  }
  return out;
}

// The slot's own test, or the first alternative that was done.
Filled fill(const StandardImpl& impl, const SetEntry& entry,
            const std::vector<SheetValue>& values) {
  const std::optional<ItemTable>& table = impl.items[entry.item].table;
  Filled slot;
  slot.item = entry.item;
  slot.value = gather(table ? &*table : nullptr, entry.text.test, values);
  if (slot.value.outcome == Outcome::scored) return slot;
  // An alternative is scored by the table of the slot.
  for (const std::string& test : entry.text.alternatives) {
    const SheetValue other = gather(nullptr, test, values);
    if (other.outcome == Outcome::scored) return Filled{other, entry.item, test, {}, {}};
    if (slot.value.outcome == Outcome::missing_value) slot.value.outcome = other.outcome;
  }
  return slot;
}

void add_possible(const StandardImpl& impl, const ItemSet& set, const SetEntry& entry,
                  const Found& found, Filled& slot) {
  const ItemTable& table = *impl.items[slot.item].table;
  const auto add = [&](Points100 points, Points100 bonus) {
    Possible p;
    p.bonus = bonus;
    if (points == kNoPoints) {
      p.blocked = set.no_score_blocks;
    } else {
      p.share = weighted(points, entry.percent100);
    }
    if (std::find(slot.possible.begin(), slot.possible.end(), p) == slot.possible.end())
      slot.possible.push_back(p);
  };
  const auto add_points = [&](Points100 points) {
    if (!slot.bonus || found.row < 0) return add(points, 0);
    const BonusTable& bonus = impl.bonus[*slot.bonus];
    if (points != bonus.base) return add(points, 0);
    // Where the rounding is not printed, either reading may count.
    for (const std::int64_t ticks : {found.ticks.low, found.ticks.high}) {
      const TableCell& cell = table.cell_at(found.row, table.position(found.row, ticks));
      const bool may_be_base = cell.points == bonus.base || cell.outcome == Outcome::undetermined;
      if (may_be_base) add(points, bonus_points(bonus, table, found.row, ticks));
    }
  };
  if (found.outcome == Outcome::scored || found.outcome == Outcome::no_score)
    add_points(found.points);
  if (found.outcome == Outcome::undetermined) {
    for (const Points100 points : found.candidates) add_points(points);
  }
}

// All that the sheet may come to. Past kMost different sums the range is kept and what lies between
// is taken as possible.
struct Sums {
  static constexpr std::size_t kMost = 20000;
  std::set<std::pair<Total, Points100>> sums{{0, 0}};  // score, bonus before the common cap
  bool is_thinned = false;                             // only the ends are left
  bool may_be_blocked = false;
  bool must_be_blocked = false;

  void add(const std::vector<Possible>& possible) {
    std::set<std::pair<Total, Points100>> next;
    bool all_blocked = true;
    for (const Possible& p : possible) {
      may_be_blocked = may_be_blocked || p.blocked;
      if (p.blocked) continue;
      all_blocked = false;
      for (const auto& [score, bonus] : sums) next.emplace(score + p.share, bonus + p.bonus);
    }
    must_be_blocked = must_be_blocked || all_blocked;
    if (all_blocked) return;
    if (next.size() > kMost) {
      const auto first = *next.begin(), last = *next.rbegin();
      next = {first, last};
      is_thinned = true;
    }
    sums = std::move(next);
  }
};

Total with_bonus(const StandardImpl& impl, Total score, Points100 bonus) noexcept {
  return score + to_total(impl.bonus_cap ? std::min(bonus, *impl.bonus_cap) : bonus);
}

void add_item(const Standard& standard, const Subject& subject, const SetEntry& entry,
              const Filled& slot, SheetScore& out) {
  SheetScore::Item item;
  item.test = entry.text.test;
  item.taken_from = slot.taken_from;
  item.weight = entry.text.weight;
  item.cell = standard.score_item(subject, item.test, slot.value);
  if (slot.value.outcome == Outcome::scored) item.value = slot.value.value;
  if (item.cell.outcome == Outcome::scored)
    item.contribution = from_total(weighted(*to_points100(item.cell.points), entry.percent100));
  item.next = standard.next_step(subject, item.test, slot.value);
  const bool has_score = item.cell.outcome == Outcome::scored ||
                         item.cell.outcome == Outcome::no_score ||
                         item.cell.outcome == Outcome::undetermined;
  if (!has_score && item.cell.outcome != Outcome::exempt) out.missing.push_back(item.test);
  out.items.push_back(std::move(item));
}

void add_bonus(const StandardImpl& impl, const std::vector<Filled>& slots, SheetScore& out) {
  for (const Filled& slot : slots) {
    if (!slot.bonus || slot.possible.empty()) continue;
    const bool certain =
        std::all_of(slot.possible.begin(), slot.possible.end(),
                    [&](const Possible& p) { return p.bonus == slot.possible[0].bonus; });
    if (certain)
      out.bonus.push_back({impl.tests[slot.item], from_points100(slot.possible[0].bonus), {}});
  }
}

// Total and grade from all that the sheet may come to.
void conclude(const StandardImpl& impl, const ItemSet& set, const Sums& sums, SheetScore& out) {
  if (sums.must_be_blocked) {
    out.outcome = Completeness::blocked;
    return;
  }
  std::size_t best = set.grades.size(), worst = 0;
  std::set<std::size_t> grades;
  std::set<Total> totals;
  for (const auto& [score, bonus] : sums.sums) {
    const Total total = with_bonus(impl, score, bonus);
    totals.insert(total);
    const GradeRange range = grades_of(impl, set, total);
    for (std::size_t g = range.best; g <= range.worst; ++g) grades.insert(g);
    best = std::min(best, range.best);
    worst = std::max(worst, range.worst);
  }
  const bool certain = sums.sums.size() == 1 && !sums.may_be_blocked;
  if (certain) {
    const auto [score, bonus] = *sums.sums.begin();
    const Points100 capped = impl.bonus_cap ? std::min(bonus, *impl.bonus_cap) : bonus;
    out.score = from_total(round_total(impl, score));
    if (!impl.bonus.empty()) out.bonus_total = from_points100(capped);
    out.total_exact = *totals.begin();
    out.total = from_total(round_total(impl, *totals.begin()));
  } else {
    out.total_min = from_total(round_total(impl, *totals.begin()));
    out.total_max = from_total(round_total(impl, *totals.rbegin()));
    out.may_be_blocked = sums.may_be_blocked;
    for (std::size_t g = best; sums.is_thinned && g <= worst; ++g) grades.insert(g);
  }
  if (grades.size() == 1 && !sums.may_be_blocked) {
    out.grade = *grades.begin();
  } else {
    out.grade_candidates.assign(grades.begin(), grades.end());
  }
  out.outcome = certain && out.grade ? Completeness::complete : Completeness::undetermined;
}

}  // namespace

std::size_t grade_at(const ItemSet& set, Total total) noexcept {
  std::size_t grade = 0;
  while (grade < set.from.size() && total < set.from[grade]) ++grade;
  return grade;
}

Total round_total(const StandardImpl& impl, Total total) noexcept {
  // Where the rounding is not printed the total is given as it is, and only the grade is read both
  // ways.
  const RoundHow how = impl.total_how == RoundHow::not_printed ? RoundHow::exact : impl.total_how;
  return round_to(total, impl.total_step, how).low;
}

GradeRange grades_of(const StandardImpl& impl, const ItemSet& set, Total total) noexcept {
  if (impl.total_how != RoundHow::not_printed) {
    const std::size_t grade = grade_at(set, round_total(impl, total));
    return {grade, grade};
  }
  const RoundedTicks either = round_to(total, impl.total_step, RoundHow::not_printed);
  return {grade_at(set, either.high), grade_at(set, either.low)};
}

SheetScore Standard::score_sheet(const Subject& subject,
                                 const std::vector<SheetValue>& values) const {
  SheetScore out;
  const StandardImpl& impl = *impl_;
  const ItemSet* const set = impl.set_for(subject);
  if (set == nullptr) {
    for (const std::string_view key : missing_keys(subject)) out.missing.emplace_back(key);
    out.outside_population = out.missing.empty();
    out.outcome = out.outside_population ? Completeness::unsupported : Completeness::incomplete;
    return out;
  }
  out.grades = &set->grades;
  std::vector<Filled> slots;
  Sums sums;
  bool all_scored = true;
  for (const SetEntry& entry : set->entries) {
    Filled slot = fill(impl, entry, values);
    for (std::size_t b = 0; b < impl.bonus.size(); ++b) {
      if (impl.bonus[b].item == slot.item && impl.bonus[b].applies.matches(subject)) slot.bonus = b;
    }
    if (impl.available && slot.value.outcome == Outcome::scored) {
      const ItemInput input{slot.value.value, slot.value.height_cm, slot.value.weight_kg};
      add_possible(impl, *set, entry, impl.items[slot.item].table->find(subject, input), slot);
    }
    add_item(*this, subject, entry, slot, out);
    if (slot.possible.empty()) {
      all_scored = false;
    } else {
      sums.add(slot.possible);
    }
    slots.push_back(std::move(slot));
  }
  add_bonus(impl, slots, out);
  if (!impl.available) {
    out.outcome = Completeness::unsupported;
  } else if (all_scored) {
    conclude(impl, *set, sums, out);
  }
  return out;
}

std::optional<Lift> Standard::lift(const Subject& subject, const SheetScore& sheet,
                                   std::size_t index, double points) const {
  const ItemSet* const set = impl_->set_for(subject);
  if (set == nullptr || index >= sheet.items.size() || index >= set->entries.size())
    return std::nullopt;
  const SheetScore::Item& item = sheet.items[index];
  const std::optional<Points100> to = to_points100(points);
  if (!to || (item.cell.outcome != Outcome::scored && item.cell.outcome != Outcome::no_score))
    return std::nullopt;
  const Points100 from = item.cell.outcome == Outcome::scored ? *to_points100(item.cell.points) : 0;
  const Total gain = weighted(*to - from, set->entries[index].percent100);
  Lift lift{from_total(gain), false};
  if (sheet.total_exact) {
    lift.grade = grades_of(*impl_, *set, *sheet.total_exact + gain).worst <
                 grades_of(*impl_, *set, *sheet.total_exact).best;
  }
  return lift;
}

}  // namespace celian
