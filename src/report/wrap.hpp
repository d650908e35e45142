// Lines of at most so many columns, where a Chinese character takes two and a line may break
// between any two of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace celian::report {

// Breaks at spaces and between wide characters; closing punctuation never begins a line, an opening
// bracket never ends one. A word longer than `width` stands on a line of its own, cut if need be.
// Never empty.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

// `text` filled with spaces to `width` columns; longer text stays as it is.
std::string pad(std::string text, std::size_t width);

}  // namespace celian::report
