// Files of kind `facts`: section 7 of docs/data-format.md.
#pragma once

#include <string>
#include <vector>

#include "catalog/decode.hpp"
#include "catalog/fact.hpp"

namespace celian {

// A fact as written. Derivations are compiled later, when every fact is known.
struct FactEntry {
  FactDef def;
  std::string path;                            // of the file
  std::string pointer;                         // of the fact in it
  const codec::Value* derive = nullptr;        // into the file's JSON
  const codec::Value* derive_class = nullptr;  // likewise
};

// The facts of one file in its order; an attribute follows its fact as an entry of its own.
void decode_facts(const FileScope&, std::vector<FactEntry>& out);

}  // namespace celian
