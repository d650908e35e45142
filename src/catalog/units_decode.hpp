// Files of kind `units`: section 3 of docs/data-format.md.
#pragma once

#include "catalog/decode.hpp"
#include "catalog/units.hpp"

namespace celian {

void decode_units(const FileScope&, UnitTable& out);

}  // namespace celian
