// Which unknowns a system of sums gives away.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace celian::cohort {

// The cells on the left add up to those on the right.
struct Balance {
  std::vector<std::uint32_t> left, right;
};

// One for each cell: true if it is unknown, and the balances together leave it only one value.
// Signs and sizes are not used: what follows from "no count is negative" is not seen. Fastest where
// balances of neighbouring cells come first.
std::vector<bool> determined(std::size_t cells, const std::vector<Balance>& balances,
                             const std::vector<bool>& unknown);

}  // namespace celian::cohort
