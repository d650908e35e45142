// Nothing that is withheld can be computed from what is shown. The oracle is another algorithm:
// elimination over fractions of whole numbers, and for small tables all tables that fit.
#include "cohort/withhold.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <random>

#include "cohort/count.hpp"

namespace celian::cohort {
namespace {

using Side = std::vector<std::uint32_t>;

// Whole numbers from 0 below `end`, the same on every run.
class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}
  template <class T = std::uint32_t>
  T below(unsigned end) {
    return static_cast<T>(random_() % end);
  }

 private:
  std::mt19937 random_;
};

// A table of rows x columns with its margins: cell r * (columns + 1) + c, margins last.
struct Grid {
  std::uint32_t rows, columns;
  std::vector<std::int64_t> counts;
  std::vector<Balance> balances;
  Grid first_row_only() const { return {rows, columns, counts, {balances[0]}}; }
  std::vector<bool> withhold(std::int64_t least) const {
    const std::vector<bool> all(counts.size(), true);
    return cohort::withhold({counts, all, std::vector<std::uint8_t>(counts.size()), 0, balances},
                            least);
  }
  std::uint32_t at(std::uint32_t r, std::uint32_t c) const { return r * (columns + 1) + c; }
};

Grid grid(std::uint32_t rows, std::uint32_t columns, const std::vector<std::int64_t>& inner) {
  Grid g{rows, columns, std::vector<std::int64_t>((rows + 1) * (columns + 1)), {}};
  for (std::uint32_t r = 0; r < rows; ++r) {
    for (std::uint32_t c = 0; c < columns; ++c) {
      const std::int64_t n = inner[r * columns + c];
      for (const std::uint32_t cell :
           {g.at(r, c), g.at(r, columns), g.at(rows, c), g.at(rows, columns)})
        g.counts[cell] += n;
    }
  }
  for (std::uint32_t r = 0; r <= rows; ++r) {
    Balance b;
    b.left = {g.at(r, columns)};
    for (std::uint32_t c = 0; c < columns; ++c) b.right.push_back(g.at(r, c));
    g.balances.push_back(b);
  }
  for (std::uint32_t c = 0; c <= columns; ++c) {
    Balance b;
    b.left = {g.at(rows, c)};
    for (std::uint32_t r = 0; r < rows; ++r) b.right.push_back(g.at(r, c));
    g.balances.push_back(b);
  }
  return g;
}

// Cells that the balances fix, by Gauss and Jordan over doubles with full pivoting: matrices of
// 0, 1 and -1 this small are solved exactly enough.
std::vector<bool> solved(std::size_t cells, const std::vector<Balance>& balances,
                         const std::vector<bool>& unknown) {
  std::vector<std::vector<double>> m;
  for (const Balance& b : balances) {
    std::vector<double> row(cells, 0.0);
    for (const std::uint32_t c : b.left) row[c] += unknown[c] ? 1 : 0;
    for (const std::uint32_t c : b.right) row[c] -= unknown[c] ? 1 : 0;
    m.push_back(row);
  }
  std::size_t done = 0;
  for (std::size_t c = 0; c < cells && done < m.size(); ++c) {
    std::size_t best = done;
    for (std::size_t r = done; r < m.size(); ++r) {
      if (std::abs(m[r][c]) > std::abs(m[best][c])) best = r;
    }
    if (std::abs(m[best][c]) < 1e-9) continue;
    std::swap(m[best], m[done]);
    for (std::size_t r = 0; r < m.size(); ++r) {
      if (r == done) continue;
      const double by = m[r][c] / m[done][c];
      for (std::size_t k = 0; k < cells; ++k) m[r][k] -= by * m[done][k];
    }
    ++done;
  }
  std::vector<bool> out(cells);
  for (std::size_t r = 0; r < done; ++r) {
    std::size_t many = 0, last = 0;
    for (std::size_t k = 0; k < cells; ++k) {
      if (std::abs(m[r][k]) > 1e-9) ++many, last = k;
    }
    if (many == 1) out[last] = true;
  }
  return out;
}

TEST(Withhold, OneSmallCountTakesThreeMoreInATable) {
  const Grid g = grid(2, 2, {3, 40, 50, 60});
  const auto w = g.withhold(10);
  for (const std::uint32_t c : {g.at(0, 0), g.at(0, 1), g.at(1, 0), g.at(1, 1)}) EXPECT_TRUE(w[c]);
  for (const std::uint32_t c : {g.at(0, 2), g.at(1, 2), g.at(2, 0), g.at(2, 1), g.at(2, 2)})
    EXPECT_FALSE(w[c]) << c;
}

TEST(Withhold, TheSmallestNextIsTaken) {
  const Grid g = grid(1, 4, {3, 90, 12, 70});
  const auto w = g.first_row_only().withhold(10);
  EXPECT_TRUE(w[0] && w[2]);
  EXPECT_FALSE(w[1] || w[3] || w[4]);
}

TEST(Withhold, TwoSmallOnesTogetherBelowTheLeastTakeAThird) {
  const Grid g = grid(1, 3, {4, 5, 30});
  const auto w = g.first_row_only().withhold(10);
  EXPECT_TRUE(w[0] && w[1] && w[2]);
}

TEST(Withhold, BothSidesOfTheLeast) {
  const Grid nine = grid(1, 3, {9, 20, 30}), ten = grid(1, 3, {10, 20, 30}),
             zero = grid(1, 3, {0, 20, 30});
  EXPECT_TRUE(nine.withhold(10)[0]);
  for (const Grid* g : {&ten, &zero}) {
    const auto w = g->withhold(10);
    EXPECT_EQ(w.end(), std::find(w.begin(), w.end(), true));
  }
}

// Each row and column of this pattern has two withheld counts or none, and the one that joins the
// two squares is given away all the same: what counting two a line misses.
TEST(Withhold, ACountThatJoinsTwoSquaresIsGivenAway) {
  const Grid g = grid(4, 4, std::vector<std::int64_t>(16, 50));
  std::vector<bool> unknown(g.counts.size());
  for (const auto& [r, c] : std::vector<std::pair<std::uint32_t, std::uint32_t>>{
           {0, 0}, {0, 1}, {1, 0}, {1, 1}, {2, 2}, {2, 3}, {3, 2}, {3, 3}, {1, 2}})
    unknown[g.at(r, c)] = true;
  const auto given = determined(g.counts.size(), g.balances, unknown);
  for (std::uint32_t i = 0; i < given.size(); ++i) EXPECT_EQ(i == g.at(1, 2), given[i]) << i;
  EXPECT_EQ(solved(g.counts.size(), g.balances, unknown), given);
}

TEST(Withhold, ADearCountIsTakenLate) {
  Grid g = grid(1, 3, {3, 20, 30});
  g.balances.resize(1);
  const std::vector<bool> all(g.counts.size(), true);
  std::vector<std::uint8_t> cost(g.counts.size());
  cost[1] = 1;
  EXPECT_TRUE(cohort::withhold({g.counts, all, cost, 0, g.balances}, 10)[2]);
  cost[1] = cost[2] = cost[3] = kDearest;
  EXPECT_TRUE(cohort::withhold({g.counts, all, cost, 0, g.balances}, 10)[1]);
}

// 12 of 12 and 3 of 20: that nobody else has it is withheld rather than how many have it in all.
TEST(Withhold, AZeroHelpsAsWell) {
  const Grid g = grid(2, 2, {12, 0, 3, 17});
  const auto w = g.withhold(10);
  EXPECT_TRUE(w[g.at(1, 0)] && w[g.at(1, 1)] && w[g.at(0, 0)] && w[g.at(0, 1)]);
  EXPECT_FALSE(w[g.at(2, 0)] || w[g.at(2, 1)]);
}

TEST(Withhold, WhatIsNotSensitiveIsShownHoweverSmall) {
  const Grid g = grid(1, 3, {3, 20, 30});
  const auto w = cohort::withhold({g.counts, std::vector<bool>(g.counts.size()),
                                   std::vector<std::uint8_t>(g.counts.size()), 0, g.balances},
                                  10);
  EXPECT_EQ(w.end(), std::find(w.begin(), w.end(), true));
}

TEST(Withhold, FindsWhatAnotherAlgorithmFinds) {
  Dice dice(7);
  for (int round = 0; round < 300; ++round) {
    const std::uint32_t rows = 2 + dice.below(5), columns = 2 + dice.below(5);
    const Grid g = grid(rows, columns, std::vector<std::int64_t>(rows * columns, 1));
    std::vector<bool> unknown(g.counts.size());
    for (std::size_t i = 0; i < unknown.size(); ++i) unknown[i] = dice.below(5) < 2;
    EXPECT_EQ(solved(g.counts.size(), g.balances, unknown),
              determined(g.counts.size(), g.balances, unknown))
        << round;
  }
}

TEST(Withhold, NothingThatIsWithheldCanBeSolvedFor) {
  Dice dice(11);
  std::size_t withheld = 0, shown = 0;
  for (int round = 0; round < 400; ++round) {
    const std::uint32_t rows = 2 + dice.below(6), columns = 2 + dice.below(5);
    std::vector<std::int64_t> inner;
    for (std::uint32_t i = 0; i < rows * columns; ++i)
      inner.push_back(dice.below(4) == 0 ? dice.below<std::int64_t>(12)
                                         : dice.below<std::int64_t>(60));
    const Grid g = grid(rows, columns, inner);
    const std::int64_t least = 2 + dice.below<std::int64_t>(10);
    const auto w = g.withhold(least);
    const auto given = solved(g.counts.size(), g.balances, w);
    for (std::size_t i = 0; i < w.size(); ++i) {
      EXPECT_FALSE(given[i]) << "round " << round << " cell " << i;
      EXPECT_TRUE(w[i] || g.counts[i] == 0 || g.counts[i] >= least) << round;
      ++(w[i] ? withheld : shown);
    }
    for (const Balance& b : g.balances) {
      std::int64_t sum = 0;
      int many = 0;
      for (const std::uint32_t c : b.right) {
        if (w[c]) sum += g.counts[c], ++many;
      }
      if (sum > 0 && !w[b.left[0]]) {
        EXPECT_GE(many, 2);
        EXPECT_GE(sum, least);
      }
    }
  }
  EXPECT_GT(withheld, 1000u);
  EXPECT_GT(shown, 1000u) << "withholding everything would be safe and useless";
}

// Whole summaries: two indicators that share people, classes inside years, random people. The
// layout says which sums a reader can make.
TEST(Withhold, NoCountOfClassesYearsAndIndicatorsCanBeSolvedFor) {
  Dice dice(3);
  std::size_t shown = 0;
  for (int round = 0; round < 40; ++round) {
    Rows rows;
    rows.size = 150 + dice.below(200);
    Split year{"year", {"1", "2", "3"}, {}},
        room{"class", {"1a", "1b", "2a", "2b", "3a", "3b"}, {}}, sex{"sex", {"m", "f"}, {}},
        grade{"grade", {"a", "b", "c"}, {}}, pass{"pass", {"y", "n"}, {}};
    for (std::size_t i = 0; i < rows.size; ++i) {
      const auto c = dice.below(20) == 0 ? 5 : dice.below<std::int32_t>(5);
      room.at.push_back(c);
      year.at.push_back(c / 2);
      sex.at.push_back(dice.below(30) == 0 ? kNobodyKnows : dice.below<std::int32_t>(2));
      const auto g = dice.below(8) == 0 ? 2 : dice.below<std::int32_t>(2);
      grade.at.push_back(g);
      pass.at.push_back(g == 2);
    }
    rows.by = {year, room, sex};
    grade.reads = pass.reads = {0};
    rows.mixes = {grade, pass};
    const auto counted = count(rows, {}, {}, {});
    ASSERT_TRUE(counted);
    EXPECT_EQ(1u, counted->of_partitions.size()) << "a and b are those who pass";
    rows.mixes[1].reads = {1};
    EXPECT_EQ(0u, count(rows, {}, {}, {})->of_partitions.size()) << "now it is chance";
    EXPECT_EQ(1u, counted->of_tables.size()) << "a year is its classes";
    const Layout layout = lay_out(*counted);
    const Cells& cells = layout.cells;
    const auto w = withhold(cells, 10);
    const auto given = solved(cells.counts.size(), cells.balances, w);
    for (std::size_t i = 0; i < w.size(); ++i) {
      EXPECT_FALSE(given[i] && cells.sensitive[i]) << round << ": " << i;
      EXPECT_FALSE(!w[i] && cells.sensitive[i] && cells.counts[i] > 0 && cells.counts[i] < 10);
      shown += !w[i] && cells.counts[i] > 0;
    }
    // The balances themselves hold.
    for (const Balance& b : cells.balances) {
      const auto sum = [&](const Side& side) {
        return std::accumulate(
            side.begin(), side.end(), std::int64_t{0},
            [&](std::int64_t n, std::uint32_t c) { return n + cells.counts[c]; });
      };
      EXPECT_EQ(sum(b.left), sum(b.right));
    }
  }
  EXPECT_GT(shown, 400u);
}

}  // namespace
}  // namespace celian::cohort
