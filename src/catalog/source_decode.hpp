// Files of kind `source`: section 2 of docs/data-format.md.
#pragma once

#include <vector>

#include "catalog/decode.hpp"
#include "catalog/knowledge_base.hpp"

namespace celian {

void decode_source(const FileScope&, std::vector<SourceRecord>& out);

}  // namespace celian
