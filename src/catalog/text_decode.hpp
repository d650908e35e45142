// Files of kind `texts`: section 13 of docs/data-format.md.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "catalog/decode.hpp"

namespace celian {

struct TextEntry {
  LocalText plain, professional;
  std::string path, pointer;
};

// By key. A key that is there already is reported.
void decode_texts(const FileScope&, std::map<std::string, TextEntry, std::less<>>& out);

// The names between braces, in order: "{bp_systolic}" -> bp_systolic.
std::vector<std::string> placeholders(std::string_view text);

}  // namespace celian
