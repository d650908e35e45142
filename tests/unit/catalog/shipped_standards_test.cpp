// What must hold for every table of every standard of data/.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <set>

#include "catalog/points.hpp"
#include "catalog/table.hpp"
#include "shipped.hpp"

namespace celian {
namespace {

struct Row {
  Subject subject;
  std::int32_t row;
  std::optional<double> height_cm;
};

// A person for each row of a table.
std::vector<Row> rows_of(const ItemTable& table) {
  std::vector<Row> rows;
  std::set<std::int32_t> seen;
  const auto has = [&](KeyFact fact) {
    return std::any_of(table.axes().begin(), table.axes().end(),
                       [&](const KeyAxis& a) { return a.fact() == fact; });
  };
  for (const Sex sex : {Sex::male, Sex::female}) {
    for (std::int32_t value = 0; value < 1600; ++value) {
      Subject s;
      s.sex = sex;
      if (has(KeyFact::age_months)) s.age_months = value;
      if (has(KeyFact::age_years)) s.age_years = value;
      if (has(KeyFact::school_grade)) s.school_grade = value;
      const std::int32_t bands = table.measure() != nullptr ? table.measure()->size() : 1;
      for (std::int32_t band = 0; band < bands; ++band) {
        const std::int32_t row = table.row(s, band);
        if (row < 0 || !seen.insert(row).second) continue;
        std::optional<double> height;
        for (std::int64_t t = 0; table.measure() != nullptr && !height;
             t += table.measure()->step()) {
          if (table.measure()->find(t) == band) height = from_ticks(t, table.measure()->decimals());
        }
        rows.push_back({s, row, height});
      }
    }
  }
  return rows;
}

void for_each_table(const std::function<void(const std::string&, const ItemTable&)>& f) {
  for (const shipped::File& file : shipped::standards()) {
    for (const std::string& test : file.standard->tests()) {
      if (const ItemTable* table = file.standard->table(test)) f(file.name + " " + test, *table);
    }
  }
}

// Values on the grid at every limit of a row, one step and two steps on each side, ascending.
std::vector<std::int64_t> values_near_limits(const ItemTable& table, std::int32_t row) {
  std::set<std::int64_t> out;
  for (std::size_t i = 0; i + 1 < table.stretches(row); ++i) {
    const std::int64_t limit = floor_to(table.limits(row)[i], table.step());
    for (int k = -2; k <= 2; ++k) out.insert(limit + k * table.step());
  }
  return {out.begin(), out.end()};
}

Points100 least(const Found& f) {
  return f.outcome == Outcome::undetermined ? *f.candidates.begin() : f.points;
}
Points100 most(const Found& f) {
  return f.outcome == Outcome::undetermined ? *(f.candidates.end() - 1) : f.points;
}

TEST(ShippedStandards, ExamplesOfTheFiles) {
  std::size_t examples = 0;
  for (const shipped::File& file : shipped::standards()) {
    const Result<void> run = file.standard->run_examples(file.json);
    EXPECT_TRUE(run) << file.name << run.error().pointer << ": " << run.error().message;
    examples += file.standard->counts().examples;
  }
  EXPECT_GE(examples, 7u);
}

TEST(ShippedStandards, CellsAreAllThere) {
  const struct {
    const char* name;
    std::size_t tables, cells;
  } rows[] = {{"cn.moe.student-fitness@2014", 184, 3077 + 28 * 4},
              {"cn.gas.physique.adult@2023", 158, 1891},
              {"cn.gas.physique.adult@2003", 112 + 396, (112 + 396) * 5},
              {"cn.gas.physique.older@2003", 20 + 94, (20 + 94) * 5},
              {"cn.gas.physique.preschool@2003", 98 + 132, (98 + 132) * 5}};
  for (const auto& row : rows) {
    const Standard::Counts counts = shipped::standard(row.name).counts();
    EXPECT_EQ(counts.tables, row.tables) << row.name;
    EXPECT_EQ(counts.cells, row.cells) << row.name;
  }
}

TEST(ShippedStandards, BetterNeverScoresLower) {
  std::size_t pairs = 0;
  for_each_table([&](const std::string& name, const ItemTable& table) {
    if (table.better() != Better::higher && table.better() != Better::lower) return;
    for (const Row& row : rows_of(table)) {
      std::vector<std::int64_t> values = values_near_limits(table, row.row);
      if (table.better() == Better::lower) std::reverse(values.begin(), values.end());
      std::optional<Found> before;
      for (const std::int64_t ticks : values) {
        // On the grid, and half a step better: what is not printed may go either way, but never
        // down.
        const std::int64_t half =
            table.better() == Better::lower ? -table.step() / 2 : table.step() / 2;
        for (const std::int64_t t : {ticks, ticks + half}) {
          const Found found =
              table.find(row.subject, {from_ticks(t, table.decimals()), row.height_cm, {}});
          if (before) {
            ++pairs;
            EXPECT_LE(least(*before), least(found))
                << name << " row " << row.row << " at " << from_ticks(t, table.decimals());
            EXPECT_LE(most(*before), most(found))
                << name << " row " << row.row << " at " << from_ticks(t, table.decimals());
          }
          before = found;
        }
      }
    }
  });
  EXPECT_GT(pairs, 10'000u);
}

TEST(ShippedStandards, FloatsAgreeWithDoubles) {
  std::size_t values = 0;
  for_each_table([&](const std::string& name, const ItemTable& table) {
    for (const Row& row : rows_of(table)) {
      for (const std::int64_t ticks : values_near_limits(table, row.row)) {
        for (const std::int64_t t : {ticks, ticks + table.step() / 2}) {
          const double value = from_ticks(t, table.decimals());
          const std::optional<double> height =
              row.height_cm ? std::optional<double>(static_cast<float>(*row.height_cm))
                            : std::nullopt;
          const Found exact = table.find(row.subject, {value, row.height_cm, {}});
          const Found single =
              table.find(row.subject, {static_cast<double>(static_cast<float>(value)), height, {}});
          EXPECT_EQ(exact.outcome, single.outcome) << name << " row " << row.row << " at " << value;
          EXPECT_EQ(exact.points, single.points) << name << " row " << row.row << " at " << value;
          ++values;
        }
      }
    }
  });
  EXPECT_GT(values, 20'000u);
}

// Between two values of the grid nothing may be invented: certain where both agree, else both.
TEST(ShippedStandards, BetweenTwoGridValues) {
  for_each_table([&](const std::string& name, const ItemTable& table) {
    if (table.how() != RoundHow::not_printed) return;
    for (const Row& row : rows_of(table)) {
      for (const std::int64_t ticks : values_near_limits(table, row.row)) {
        const auto at = [&](std::int64_t t) {
          return table.find(row.subject, {from_ticks(t, table.decimals()), row.height_cm, {}});
        };
        const Found low = at(ticks), high = at(ticks + table.step()), between = at(ticks + 1);
        PointSet both;
        for (const Found* f : {&low, &high}) {
          if (f->outcome == Outcome::undetermined) {
            both.add(f->candidates);
          } else {
            both.add(f->points);
          }
        }
        const bool open = both.size > 1;
        ASSERT_EQ(between.outcome == Outcome::undetermined, open)
            << name << " row " << row.row << " above " << from_ticks(ticks, table.decimals());
        if (open) {
          EXPECT_TRUE(std::equal(both.begin(), both.end(), between.candidates.begin(),
                                 between.candidates.end()))
              << name << " row " << row.row;
        } else {
          EXPECT_EQ(between.points, low.points)
              << name << " row " << row.row << " above " << from_ticks(ticks, table.decimals());
        }
      }
    }
  });
}

TEST(ShippedStandards, NextStepIsTheSmallestThatPays) {
  std::size_t steps = 0;
  for_each_table([&](const std::string& name, const ItemTable& table) {
    for (const Row& row : rows_of(table)) {
      for (const std::int64_t ticks : values_near_limits(table, row.row)) {
        const ItemInput input{from_ticks(ticks, table.decimals()), row.height_cm, {}};
        const Found found = table.find(row.subject, input);
        if (found.outcome != Outcome::scored && found.outcome != Outcome::no_score) continue;
        const auto next = table.next(row.subject, input, found.points);
        const auto at = [&](std::int64_t t) {
          return table.find(row.subject, {from_ticks(t, table.decimals()), row.height_cm, {}});
        };
        const Points100 best = std::max_element(table.cells().begin(), table.cells().end(),
                                                [](const TableCell& a, const TableCell& b) {
                                                  return a.points < b.points;
                                                })
                                   ->points;
        if (!next) {
          // Only at the top of the row: no value of the table is certain to be worth more.
          if (table.better() == Better::range) {
            EXPECT_EQ(found.points, best) << name << " row " << row.row << " at " << input.value;
          }
          continue;
        }
        ++steps;
        EXPECT_EQ(at(next->ticks).outcome, Outcome::scored)
            << name << " row " << row.row << " from " << input.value;
        EXPECT_EQ(at(next->ticks).points, next->points)
            << name << " row " << row.row << " from " << input.value;
        EXPECT_GT(next->points, found.points)
            << name << " row " << row.row << " from " << input.value;
        // One step short of it is not enough.
        const std::int64_t short_of =
            next->ticks + (next->ticks > ticks ? -table.step() : table.step());
        const Found almost = at(short_of);
        EXPECT_TRUE(almost.outcome != Outcome::scored || almost.points <= found.points)
            << name << " row " << row.row << " from " << input.value;
      }
    }
  });
  EXPECT_GT(steps, 5'000u);
}

}  // namespace
}  // namespace celian
