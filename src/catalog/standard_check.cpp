// What only the whole file shows: that every person of the population has one item set, that its
// items have a row for that person, and that no grade is out of reach. (Order, gaps, overlaps and
// the grid are checked row by row in table_build.cpp.)
#include <algorithm>
#include <functional>
#include <vector>

#include "catalog/standard_impl.hpp"
#include "catalog/table_decode.hpp"

namespace celian {

namespace {

using Problem = std::optional<std::pair<std::string, std::string>>;

// f for each combination of sex and column of the population, until it finds a problem.
Problem for_each_person(const StandardImpl& impl,
                        const std::function<Problem(const Subject&, const std::string&)>& f) {
  const KeyCondition &sexes = impl.population.all[0], &column = impl.population.all[1];
  for (const auto& sex : sexes.ranges) {
    for (const auto& [from, to] : column.ranges) {
      for (std::int32_t value = from; value <= to; ++value) {
        Subject subject;
        subject.sex = static_cast<Sex>(sex.first);
        if (column.fact == KeyFact::age_years) subject.age_years = value;
        if (column.fact == KeyFact::age_months) subject.age_months = value;
        if (column.fact == KeyFact::school_grade) subject.school_grade = value;
        const std::string who = std::string(subject.sex == Sex::male ? "male" : "female") + ", " +
                                std::string(key_fact_name(column.fact)) + " " +
                                std::to_string(value);
        if (Problem problem = f(subject, who)) return problem;
      }
    }
  }
  return std::nullopt;
}

struct Range {
  Points100 low = kNoPoints, high = kNoPoints;  // kNoPoints: no score at all
  void add(Points100 points) {
    if (low == kNoPoints || points < low) low = points;
    if (high == kNoPoints || points > high) high = points;
  }
};

// Scores that the rows of a person can give; without any if there is no row.
Range scores_of(const ItemTable& table, const Subject& subject) {
  Range range;
  const std::int32_t bands = table.measure() != nullptr ? table.measure()->size() : 1;
  for (std::int32_t band = 0; band < bands; ++band) {
    const std::int32_t row = table.row(subject, band);
    if (row < 0) continue;
    for (std::size_t i = 0; i < table.stretches(row); ++i) {
      const TableCell& cell = table.cell_at(row, i);
      if (cell.outcome == Outcome::scored) range.add(cell.points);
    }
  }
  return range;
}

std::string at(std::size_t set) { return "/item_sets/" + std::to_string(set); }

Points100 bonus_at_most(const StandardImpl& impl, const Subject& subject) {
  Points100 sum = 0;
  for (const BonusTable& bonus : impl.bonus) {
    if (!bonus.applies.matches(subject) || bonus.steps.empty()) continue;
    sum += bonus.cap ? std::min(bonus.steps.back().second, *bonus.cap) : bonus.steps.back().second;
  }
  return impl.bonus_cap ? std::min(sum, *impl.bonus_cap) : sum;
}

}  // namespace

Problem check_standard(const StandardImpl& impl) {
  for (const StandardItem& item : impl.items) {
    const bool used = std::any_of(impl.sets.begin(), impl.sets.end(), [&](const ItemSet& set) {
      return std::any_of(set.entries.begin(), set.entries.end(), [&](const SetEntry& e) {
        return e.text.test == item.test ||
               std::count(e.text.alternatives.begin(), e.text.alternatives.end(), item.test) != 0;
      });
    });
    if (!used) return std::pair{std::string("/items"), "\"" + item.test + "\" is in no item set"};
  }

  std::vector<std::vector<bool>> reached;
  for (const ItemSet& set : impl.sets) reached.emplace_back(set.grades.size(), false);
  Problem problem =
      for_each_person(impl, [&](const Subject& subject, const std::string& who) -> Problem {
        std::size_t chosen = impl.sets.size();
        for (std::size_t i = 0; i < impl.sets.size(); ++i) {
          if (!impl.sets[i].applies.matches(subject)) continue;
          if (chosen < impl.sets.size()) return std::pair{at(i), "two item sets apply to " + who};
          chosen = i;
        }
        if (chosen == impl.sets.size())
          return std::pair{std::string("/item_sets"), "no item set applies to " + who};
        if (!impl.available) return std::nullopt;
        const ItemSet& set = impl.sets[chosen];
        Total low = 0, high = to_total(bonus_at_most(impl, subject));
        for (std::size_t e = 0; e < set.entries.size(); ++e) {
          const Range range = scores_of(*impl.items[set.entries[e].item].table, subject);
          if (range.low == kNoPoints) {
            return std::pair{at(chosen) + "/items/" + std::to_string(e),
                             "\"" + set.entries[e].text.test + "\" has no row for " + who};
          }
          low += weighted(set.no_score_blocks ? range.low : std::min(range.low, 0),
                          set.entries[e].percent100);
          high += weighted(range.high, set.entries[e].percent100);
        }
        if (set.grades.empty()) return std::nullopt;
        for (std::size_t g = grade_at(set, high); g <= grade_at(set, low); ++g)
          reached[chosen][g] = true;
        return std::nullopt;
      });
  if (problem || !impl.available) return problem;
  for (std::size_t i = 0; i < impl.sets.size(); ++i) {
    const auto missed = std::find(reached[i].begin(), reached[i].end(), false);
    if (missed == reached[i].end()) continue;
    const auto grade = static_cast<std::size_t>(missed - reached[i].begin());
    return std::pair{at(i) + "/grades/" + std::to_string(grade),
                     "no sheet can reach the grade \"" + impl.sets[i].grades[grade].code + "\""};
  }
  return std::nullopt;
}

}  // namespace celian
