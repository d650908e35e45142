// Files of kind `medicines`: section 11 of docs/data-format.md.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "catalog/decode.hpp"
#include "catalog/knowledge_base.hpp"

namespace celian {

void decode_medicines(const FileScope&, std::vector<MedicineClass>& out);

}  // namespace celian
