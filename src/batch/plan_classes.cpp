#include "batch/plan_classes.hpp"

#include <algorithm>

namespace celian::batch {

namespace {

constexpr std::int32_t kWidest = 4096;  // keys of one table of classes

PersonClass class_of(const Standard& standard, const Subject& subject) {
  const StandardImpl& impl = standard.impl();
  PersonClass out;
  out.set = impl.set_for(subject);
  if (out.set == nullptr) {
    out.outside = standard.admits(subject);
    // In the population and in no item set: the checker refuses such a file.
    if (out.outside == Outcome::scored) out.must_ask = true;
    return out;
  }
  out.items.resize(impl.items.size());
  for (const SetEntry& entry : out.set->entries) {
    ItemClass& item = out.items[entry.item];
    if (item.entry != nullptr) out.must_ask = true;  // the same item twice
    item.entry = &entry;
    for (std::size_t b = 0; b < impl.bonus.size(); ++b) {
      if (impl.bonus[b].item == entry.item && impl.bonus[b].applies.matches(subject))
        item.bonus = static_cast<std::int32_t>(b);
    }
    const std::optional<ItemTable>& table = impl.items[entry.item].table;
    if (!table) continue;
    const std::int32_t bands = table->measure() != nullptr ? table->measure()->size() : 1;
    for (std::int32_t band = 0; band < bands; ++band) {
      item.rows.push_back(table->row(subject, band));
      if (item.rows.back() == kManyRows) out.must_ask = true;
    }
    // For a height outside of all bands.
    if (table->measure() != nullptr) item.rows.push_back(table->row(subject, kNoRow));
  }
  return out;
}

// Whether somebody's class depends on a fact that is neither sex nor of the kind of the column key.
bool is_mixed(const StandardImpl& impl) {
  const bool by_grade = impl.by == KeyFact::school_grade;
  const auto is_other = [&](KeyFact fact) {
    return fact != KeyFact::sex && (fact == KeyFact::school_grade) != by_grade;
  };
  const auto reads_other = [&](const Applies& applies) {
    return std::any_of(applies.all.begin(), applies.all.end(),
                       [&](const KeyCondition& c) { return is_other(c.fact); });
  };
  const auto has_other_axis = [&](const StandardItem& item) {
    return item.table && std::any_of(item.table->axes().begin(), item.table->axes().end(),
                                     [&](const KeyAxis& axis) { return is_other(axis.fact()); });
  };
  return reads_other(impl.population) ||
         std::any_of(impl.sets.begin(), impl.sets.end(),
                     [&](const ItemSet& s) { return reads_other(s.applies); }) ||
         std::any_of(impl.bonus.begin(), impl.bonus.end(),
                     [&](const BonusTable& b) { return reads_other(b.applies); }) ||
         std::any_of(impl.items.begin(), impl.items.end(), has_other_axis);
}

class Collector {
 public:
  explicit Collector(const Standard& standard) : standard_(standard) {}

  template <class Set>
  ClassTable table(std::int32_t low, std::int32_t high, Set&& set_key) {
    ClassTable out;
    out.low = low;
    out.slots = high - low + 4;
    for (std::int32_t sex = 0; sex < 3; ++sex) {
      for (std::int32_t slot = 0; slot < out.slots; ++slot) {
        Subject subject;
        subject.sex = static_cast<Sex>(sex);
        if (slot > 0) set_key(subject, low + slot - 2);
        out.classes.push_back(index_of(class_of(standard_, subject)));
      }
    }
    return out;
  }

  std::vector<PersonClass> finish() && { return std::move(all_); }

 private:
  std::uint16_t index_of(PersonClass c) {
    const auto [at, is_new] = known_.try_emplace(c, static_cast<std::uint16_t>(all_.size()));
    if (is_new) all_.push_back(std::move(c));
    return at->second;
  }

  const Standard& standard_;
  std::vector<PersonClass> all_;
  std::map<PersonClass, std::uint16_t> known_;
};

}  // namespace

Classes find_classes(const Standard& standard) {
  const StandardImpl& impl = standard.impl();
  std::int32_t low = INT32_MAX, high = INT32_MIN;
  for (const KeyCondition& c : impl.population.all) {
    if (c.fact != impl.by) continue;
    for (const auto& [from, to] : c.ranges) low = std::min(low, from), high = std::max(high, to);
  }
  if (low > high) low = high = 0;
  high = std::min(high, low + kWidest);

  // One slot more at either end: everybody beyond is outside of the population in the same way.
  // An empty table (one slot of unknown keys) is for a fact that this standard does not read.
  Collector collector(standard);
  Classes out;
  const bool by_grade = impl.by == KeyFact::school_grade;
  const bool by_years = impl.by == KeyFact::age_years;
  const auto none = [](Subject&, std::int32_t) {};
  const auto grade = [](Subject& s, std::int32_t key) { s.school_grade = key; };
  const auto months = [](Subject& s, std::int32_t key) { s.age_months = key; };
  const auto years = [](Subject& s, std::int32_t key) { s.age_years = key; };
  if (by_grade) {
    out.by_grade = collector.table(low, high, grade);
    out.by_months = out.by_years = collector.table(0, 0, none);
  } else {
    out.by_grade = collector.table(0, 0, none);
    out.by_months = by_years ? collector.table(low * 12, high * 12 + 11, months)
                             : collector.table(low, high, months);
    out.by_years =
        by_years ? collector.table(low, high, years) : collector.table(low / 12, high / 12, years);
  }
  out.all = std::move(collector).finish();
  if (is_mixed(impl)) {
    for (PersonClass& c : out.all) c.must_ask = true;
  }
  return out;
}

}  // namespace celian::batch
