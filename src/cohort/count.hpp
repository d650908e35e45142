// One pass over the people: how many of each group are what, and which labels go together.
// Private to summary.cpp and layout.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "catalog/indicator.hpp"
#include "cohort/rows.hpp"
#include "cohort/summary.hpp"
#include "cohort/withhold.hpp"

namespace celian::cohort {

// Labels of two ways to split the same people, as far as they are connected by somebody who has
// both. People of connected labels on one side are those of the connected labels on the other.
struct Connection {
  std::size_t first = 0, second = 0;
  std::vector<Balance> parts;  // labels of the first; labels of the second
};

// Parts of everybody: the states of each indicator, then the labels of each mix and the unknown
// ones.
struct Partition {
  std::size_t begin = 0, size = 0;  // among the categories
  bool is_mix = false;
};

struct Counted {
  std::vector<Partition> partitions;
  std::size_t categories = 0;
  std::vector<std::vector<std::int64_t>> people;  // [table][group]; the last table is everybody
  std::vector<std::vector<std::int64_t>> counts;  // [table][group * categories + category]
  struct Sums {
    double first = 0, second = 0, change = 0, squares = 0;
  };
  std::vector<std::vector<Sums>> sums;  // [table][group * indicators + indicator]
  std::vector<Connection> of_tables;
  std::vector<Connection> of_partitions;  // of those that follow from a common field
};

Result<Counted> count(const Rows& rows, const IndicatorBase& base,
                      const std::vector<const Indicator*>& indicators,
                      const SummaryOptions& options);

// Groups of a split: its labels, and one more for the unknown ones.
inline std::size_t groups_of(const Split& s) noexcept { return s.labels.size() + 1; }

// All counts as cells with the balances between them. Cells of a group: people, then categories.
struct Layout {
  Cells cells;
  std::vector<std::size_t> begin;  // of a table
  std::uint32_t at(std::size_t table, std::size_t group, std::size_t cell) const noexcept {
    return static_cast<std::uint32_t>(begin[table] + group * cells.width + cell);
  }
};

Layout lay_out(const Counted& counted);

}  // namespace celian::cohort
