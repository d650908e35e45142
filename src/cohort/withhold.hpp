// Which counts of a set of tables must not be shown, so that nobody finds the small ones by taking
// shown counts from each other.
#pragma once

#include <cstdint>
#include <vector>

#include "cohort/determined.hpp"

namespace celian::cohort {

inline constexpr std::uint8_t kDearest = 3;

// Counts with the sums that a reader can make of them. All lists have one entry a cell.
struct Cells {
  std::vector<std::int64_t> counts;
  std::vector<bool> sensitive;     // withheld below `least` people
  std::vector<std::uint8_t> cost;  // of withholding it for the sake of others: dearer ones later,
                                   // those of kDearest only if nothing else helps
  std::size_t width = 0;  // cells of a group: where the first is withheld all are; 0 = no groups
  std::vector<Balance> balances;
};

// One for each cell: true = withheld. Withheld are
//  - sensitive counts above 0 and below `least`;
//  - in a balance where one side is shown and the other not wholly: so many, as far as there are
//    any, that at least two counts are withheld and add up to `least` or more;
//  - as many more as it takes until the balances give none of the withheld counts away.
// Each time the cheapest one is taken, of these the smallest above 0, then a 0.
std::vector<bool> withhold(const Cells& cells, std::int64_t least);

}  // namespace celian::cohort
