// One item of a standard: its table, compiled.
#pragma once

#include "catalog/standard_impl.hpp"
#include "catalog/test.hpp"
#include "codec/reader.hpp"

namespace celian {

// Decodes an item. `available` false: only the structure of the standard is known, and rows are not
// expected.
StandardItem read_standard_item(codec::Reader& r, const KeyCodes& grades,
                                const std::vector<TestDef>& tests, bool available);

}  // namespace celian
