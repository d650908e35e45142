// The one error for a code that none of a closed list of words is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "celian/result.hpp"

namespace celian::engine {

// "'moon' is no place; there are: …", or the nearest words where there are many and `kind` is one
// of catalog.list.
Error unknown_word(std::string_view what, std::string_view typed,
                   const std::vector<std::string>& words, std::string_view kind,
                   std::string pointer);

}  // namespace celian::engine
