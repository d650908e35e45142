// The C++ source that carries the knowledge: see src/catalog/knowledge.hpp.
#pragma once

#include <string>

#include "datac/data_dir.hpp"

namespace celian::datac {

// Files that are no JSON are left out.
std::string emit_cpp(const DataDir&);

}  // namespace celian::datac
