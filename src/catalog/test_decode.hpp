// Files of kind `tests`: section 4 of docs/data-format.md.
#pragma once

#include <vector>

#include "catalog/decode.hpp"
#include "catalog/fact_decode.hpp"
#include "catalog/test.hpp"

namespace celian {

// The numeric fact of each test; needed before conditions can be compiled. Reports nothing:
// decode_tests does.
void facts_of_tests(const FileScope&, std::vector<FactEntry>& out);

void decode_tests(const FileScope&, const FactIndex&, std::vector<TestDef>& out);

}  // namespace celian
