// Columns of text in a terminal; Chinese characters are two columns wide.
#pragma once

#include <string>
#include <vector>

namespace celian::cli {

// `text` filled up with spaces to `width` columns.
std::string pad(const std::string& text, std::size_t width);

// Rows with a heading, columns aligned. Long cells of the last column are wrapped at `width`
// columns in all.
std::string table(const std::vector<std::string>& head,
                  const std::vector<std::vector<std::string>>& rows, std::size_t width = 100);

}  // namespace celian::cli
