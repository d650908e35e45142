// Texts of which there are only a few: another one is a slip, and never passed over.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "codec/reader.hpp"

namespace celian::codec {

// The field, or "" where it is absent. Any other text than those of `allowed` and "" is a problem
// of the reader.
std::string closed_text(Reader&, std::string_view field, std::span<const std::string_view> allowed);

// A list of such texts.
std::vector<std::string> closed_texts(Reader&, std::string_view field,
                                      std::span<const std::string_view> allowed);

}  // namespace celian::codec
