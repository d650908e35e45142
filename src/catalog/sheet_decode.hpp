// Files of kind `sheet`: section 12 of docs/data-format.md.
#pragma once

#include <vector>

#include "catalog/decode.hpp"
#include "catalog/knowledge_base.hpp"

namespace celian {

void decode_sheet(const FileScope&, std::vector<Sheet>& out);

}  // namespace celian
