// What somebody may have meant. For messages only: nothing is ever accepted because it resembles
// something.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace celian {

// Insertions, deletions and replacements of code points that turn `a` into `b`.
std::size_t edit_distance(std::string_view a, std::string_view b);

// At most three of `names` that resemble `typed`, best first; equally near ones in the order of
// `names`. A name that the text contains, or that contains the text, is nearest.
std::vector<std::string> nearest_names(std::string_view typed,
                                       const std::vector<std::string>& names);

}  // namespace celian
