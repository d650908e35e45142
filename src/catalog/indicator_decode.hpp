// Files of kind `indicators`: section 19 of docs/data-format.md.
#pragma once

#include <deque>

#include "catalog/decode.hpp"
#include "catalog/indicator.hpp"

namespace celian {

// Fields of all files come before the first indicator, which reads them.
void decode_cohort_fields(const FileScope&, IndicatorBase& out);
void decode_indicators(const FileScope&, IndicatorBase& out);

}  // namespace celian
