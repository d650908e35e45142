// Files of kind `formulas`: section 15 of docs/data-format.md.
#pragma once

#include <vector>

#include "catalog/decode.hpp"
#include "catalog/formula.hpp"

namespace celian {

void decode_formulas(const FileScope&, std::vector<Formula>& out);

}  // namespace celian
