// Files of kind `policy`: section 14 of docs/data-format.md.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "catalog/decode.hpp"

namespace celian {

using PolicyValues = std::map<std::string, codec::Value, std::less<>>;

// By code. A code that is there already is reported.
void decode_policy(const FileScope&, PolicyValues& out);

// A value by its code; dots after the code go into a table: "intensity.hrr_percent.moderate".
const codec::Value* find_policy(const PolicyValues&, std::string_view code);

}  // namespace celian
