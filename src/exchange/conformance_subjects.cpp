#include "exchange/conformance_subjects.hpp"

#include <algorithm>

#include "base/decimal.hpp"

namespace celian::exchange {

namespace {

// Years become months where some table wants months.
KeyFact column_fact(const StandardImpl& impl) {
  const auto wants_months = [](const StandardItem& i) {
    return i.table && std::any_of(i.table->axes().begin(), i.table->axes().end(),
                                  [](const KeyAxis& a) { return a.fact() == KeyFact::age_months; });
  };
  const bool months = std::any_of(impl.items.begin(), impl.items.end(), wants_months);
  return impl.by == KeyFact::age_years && months ? KeyFact::age_months : impl.by;
}

Subject subject(Sex sex, KeyFact fact, std::int32_t value) {
  Subject s;
  s.sex = sex;
  if (fact == KeyFact::school_grade) s.school_grade = value;
  if (fact == KeyFact::age_months) s.age_months = value;
  if (fact == KeyFact::age_years) s.age_years = value;
  return s;
}

// The ranges of the population on one fact, in the unit of `as`.
std::vector<std::pair<std::int32_t, std::int32_t>> ranges(const StandardImpl& impl, KeyFact as) {
  for (const KeyCondition& c : impl.population.all) {
    if (c.fact != impl.by) continue;
    auto out = c.ranges;
    if (as != c.fact) {
      for (auto& [from, to] : out) from *= 12, to = to * 12 + 11;
    }
    return out;
  }
  return {};
}

}  // namespace

std::vector<Subject> subjects_of(const Standard& standard) {
  const StandardImpl& impl = standard.impl();
  const KeyFact fact = column_fact(impl);
  std::vector<Subject> out;
  for (const Sex sex : {Sex::male, Sex::female}) {
    for (const auto& [from, to] : ranges(impl, fact)) {
      for (std::int32_t value = from; value <= to; ++value) {
        const Subject s = subject(sex, fact, value);
        if (standard.covers(s)) out.push_back(s);
      }
    }
  }
  return out;
}

std::vector<Subject> strangers_to(const Standard& standard) {
  const KeyFact fact = column_fact(standard.impl());
  std::vector<Subject> out;
  if (fact == KeyFact::school_grade) return out;  // there is no grade before the first
  for (const Sex sex : {Sex::male, Sex::female}) {
    for (const auto& [from, to] : ranges(standard.impl(), fact)) {
      for (const std::int32_t value : {from - 1, to + 1}) {
        const Subject s = subject(sex, fact, value);
        if (value > 0 && !standard.covers(s)) out.push_back(s);
      }
    }
  }
  return out;
}

std::vector<std::int32_t> bands_of(const ItemTable& table, const Subject& subject) {
  std::vector<std::int32_t> out;
  const std::int32_t bands = table.measure() == nullptr ? 1 : table.measure()->size();
  for (std::int32_t band = 0; band < bands; ++band) {
    if (table.row(subject, band) >= 0) out.push_back(band);
  }
  return out;
}

std::map<std::int32_t, std::pair<Subject, Subject>> subjects_by_row(
    const ItemTable& table, const std::vector<Subject>& subjects) {
  std::map<std::int32_t, std::pair<Subject, Subject>> out;
  for (const Subject& s : subjects) {
    const std::vector<std::int32_t> bands = bands_of(table, s);
    if (bands.empty()) continue;
    out.try_emplace(table.row(s, bands.front()), s, s).first->second.second = s;
  }
  return out;
}

std::vector<std::int64_t> readings_of(const KnowledgeBase& kb, const ItemTable& table,
                                      std::int32_t row) {
  std::vector<std::int64_t> out;
  const TestDef* test = kb.test(table.value_test());
  const std::size_t limits = table.stretches(row) - 1;
  for (std::size_t i = 0; i < limits; ++i) {
    // A limit need not be on the grid: of a time it lies just behind the last reading that counts.
    const std::int64_t limit = ceil_to(table.limits(row)[i], table.step());
    for (const std::int64_t ticks : {limit - table.step(), limit - table.step() / 2, limit}) {
      const double value = from_ticks(ticks, table.decimals());
      const bool possible =
          test == nullptr || (value >= test->plausible_min && value <= test->plausible_max);
      if (possible) out.push_back(ticks);
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

SheetValue sheet_value(const ItemTable& table, std::int64_t ticks, std::int64_t height_ticks) {
  SheetValue v;
  v.test = table.test();
  v.value = from_ticks(ticks, table.decimals());
  if (table.measure() == nullptr) return v;
  v.height_cm = from_ticks(height_ticks, table.measure()->decimals());
  v.weight_kg = v.value;
  return v;
}

}  // namespace celian::exchange
