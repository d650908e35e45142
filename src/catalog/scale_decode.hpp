// Files of kind `scale`: section 18 of docs/data-format.md.
#pragma once

#include <vector>

#include "catalog/decode.hpp"
#include "catalog/dictionary.hpp"
#include "catalog/scale.hpp"

namespace celian {

void decode_scale(const FileScope&, const FactIndex&, std::vector<Scale>& out);

// Runs the examples of the file; returns how many there are.
std::size_t run_scale_examples(const FileScope&, const Dictionary&, const Scale&);

}  // namespace celian
