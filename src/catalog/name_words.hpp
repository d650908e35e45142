// Words that may follow a name without changing what it names.
#pragma once

#include <string_view>

#include "catalog/names.hpp"

namespace celian {

// Whether `rest`, in normal form, holds nothing but such words, digits and separators. A question
// mark is none: it says that the writer was not sure.
bool is_only_words(std::string_view rest, NameKind kind);

// `normal` without the salt that Chinese puts in front of a substance ("盐酸二甲双胍" ->
// "二甲双胍") or the form that English puts there ("tab. metoprolol"); the text itself if there is
// none.
std::string_view without_prefix(std::string_view normal, NameKind kind);

}  // namespace celian
