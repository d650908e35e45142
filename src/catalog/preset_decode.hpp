// Files of kind `preset`: section 9 of docs/data-format.md.
#pragma once

#include <vector>

#include "catalog/decode.hpp"
#include "catalog/guide_data.hpp"

namespace celian {

void decode_preset(const FileScope&, const FactIndex&, std::vector<Preset>& out);

}  // namespace celian
