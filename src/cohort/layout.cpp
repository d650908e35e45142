// Every sum that a reader of the tables can make: a group is the sum of its parts, and so is each
// set of parts that two indicators share; everybody is the sum of the groups of a table; groups of
// two tables that hold the same people (a school year and its classes) are equal.
//
// Sensitive is how many have something or do not have it, and how many people there are; how many
// are not meant follows from other figures and protects nothing, so it is not withheld for others.
#include "cohort/count.hpp"

namespace celian::cohort {

namespace {

void balance_groups(const Counted& c, Layout& out) {
  for (std::size_t t = 0; t < c.people.size(); ++t) {
    for (std::size_t g = 0; g < c.people[t].size(); ++g) {
      for (const Partition& p : c.partitions) {
        Balance b;
        b.left.push_back(out.at(t, g, 0));
        for (std::size_t k = 0; k < p.size; ++k) b.right.push_back(out.at(t, g, 1 + p.begin + k));
        out.cells.balances.push_back(std::move(b));
      }
      for (const Connection& connection : c.of_partitions) {
        for (const Balance& part : connection.parts) {
          Balance b;
          for (const std::uint32_t k : part.left)
            b.left.push_back(out.at(t, g, 1 + c.partitions[connection.first].begin + k));
          for (const std::uint32_t k : part.right)
            b.right.push_back(out.at(t, g, 1 + c.partitions[connection.second].begin + k));
          out.cells.balances.push_back(std::move(b));
        }
      }
    }
  }
}

void balance_tables(const Counted& c, Layout& out) {
  const std::size_t everybody = c.people.size() - 1;
  for (std::size_t cell = 0; cell < out.cells.width; ++cell) {
    for (std::size_t t = 0; t < everybody; ++t) {
      Balance b;
      b.left.push_back(out.at(everybody, 0, cell));
      for (std::size_t g = 0; g < c.people[t].size(); ++g) b.right.push_back(out.at(t, g, cell));
      out.cells.balances.push_back(std::move(b));
    }
    for (const Connection& connection : c.of_tables) {
      for (const Balance& part : connection.parts) {
        Balance b;
        for (const std::uint32_t g : part.left) b.left.push_back(out.at(connection.first, g, cell));
        for (const std::uint32_t g : part.right)
          b.right.push_back(out.at(connection.second, g, cell));
        out.cells.balances.push_back(std::move(b));
      }
    }
  }
}

}  // namespace

Layout lay_out(const Counted& c) {
  Layout out;
  Cells& cells = out.cells;
  cells.width = 1 + c.categories;
  const std::size_t everybody = c.people.size() - 1;
  const auto add = [&](std::int64_t n, bool sensitive, std::uint8_t cost) {
    cells.counts.push_back(n);
    cells.sensitive.push_back(sensitive);
    cells.cost.push_back(cost);
  };
  for (std::size_t t = 0; t < c.people.size(); ++t) {
    for (std::size_t g = 0; g < c.people[t].size(); ++g) {
      if (g == 0) out.begin.push_back(cells.counts.size());
      const std::uint8_t cheap = t == everybody ? 1 : 0;
      add(c.people[t][g], true, t == everybody ? kDearest : kDearest - 1);
      const std::int64_t* n = &c.counts[t][g * c.categories];
      for (const Partition& p : c.partitions) {
        for (std::size_t k = 0; k < p.size; ++k, ++n) {
          const bool is_known =
              p.is_mix ? k + 1 < p.size : k <= static_cast<std::size_t>(State::without);
          const bool is_outside = !p.is_mix && k == static_cast<std::size_t>(State::outside);
          add(*n, is_known, is_outside ? kDearest : cheap);
        }
      }
    }
  }
  balance_groups(c, out);
  balance_tables(c, out);
  return out;
}

}  // namespace celian::cohort
