#include "batch/plan_total.hpp"

#include <algorithm>

namespace celian::batch {

bool sums_fit(const StandardImpl& impl, const ItemSet& set) {
  Total most = 0;
  for (const SetEntry& entry : set.entries) {
    const std::optional<ItemTable>& table = impl.items[entry.item].table;
    if (!table) continue;
    Points100 best = 0;
    for (const TableCell& cell : table->cells()) {
      if (cell.outcome != Outcome::scored) continue;
      if (cell.points < 0) return false;
      best = std::max(best, cell.points);
    }
    most += weighted(best, entry.percent100);
  }
  Points100 bonus = 0;
  for (const BonusTable& table : impl.bonus) {
    Points100 best = 0;
    for (const auto& [delta, points] : table.steps) {
      if (points < 0) return false;
      best = std::max(best, points);
    }
    bonus += best;
  }
  return most <= 1'400'000'000 && bonus <= 65535;
}

bool add_set(const ItemSet& set, Plan& plan) {
  const std::size_t at = plan.grade_limits.size();
  plan.grade_limits.resize(at + kMostGrades, INT32_MIN);
  plan.grade_codes.resize(at + kMostGrades, 0);
  bool fits = set.entries.size() <= kMostEntries && set.from.size() < kMostGrades &&
              set.grades.size() == set.from.size() + 1;
  for (std::size_t g = 0; fits && g < set.from.size(); ++g) {
    fits = set.from[g] > INT32_MIN && set.from[g] < INT32_MAX &&
           (g == 0 || set.from[g] <= set.from[g - 1]);
    plan.grade_limits[at + g] = static_cast<std::int32_t>(set.from[g]);
  }
  for (std::size_t g = 0; g < set.grades.size(); ++g) {
    const auto known = std::find(plan.grades.begin(), plan.grades.end(), set.grades[g].code);
    const auto code = static_cast<std::int32_t>(known - plan.grades.begin());
    if (known == plan.grades.end()) plan.grades.push_back(set.grades[g].code);
    if (g < kMostGrades) plan.grade_codes[at + g] = code;
  }
  return fits && plan.grades.size() < 128;
}

bool are_alike(const Plan& plan) {
  for (std::size_t i = 0; i < plan.grade_limits.size(); ++i) {
    const std::size_t g = i % kMostGrades;
    if (plan.grade_limits[i] != plan.grade_limits[g]) return false;
    const bool is_grade = g < plan.grades.size();
    if (is_grade && plan.grade_codes[i] != static_cast<std::int32_t>(g)) return false;
  }
  return true;
}

bool set_total(const StandardImpl& impl, Plan& plan) {
  TotalRule& rule = plan.total;
  const auto step = static_cast<double>(impl.total_step);
  rule.step = step;
  rule.inverse = 1 / step;
  rule.is_open = impl.total_how == RoundHow::not_printed ? 1 : 0;
  rule.is_exact = impl.total_how == RoundHow::exact || rule.is_open ? 1 : 0;
  if (impl.total_how == RoundHow::half_up) rule.add = static_cast<double>(impl.total_step / 2);
  if (impl.total_how == RoundHow::ceil) rule.add = step - 1;
  rule.has_bonus = impl.bonus.empty() ? 0 : 1;
  rule.bonus_cap = impl.bonus_cap ? *impl.bonus_cap : 65535;
  return impl.total_step > 0 && impl.total_step <= 100 * kTotalUnit && rule.bonus_cap >= 0;
}

}  // namespace celian::batch
