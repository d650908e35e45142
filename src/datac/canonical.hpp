// The form in which a file is compiled in and hashed.
#pragma once

#include <string>

#include "codec/json.hpp"

namespace celian::datac {

// Compact JSON; the fields of the header come first, so that they can be read without the rest.
std::string canonical_text(const codec::Value& file);

}  // namespace celian::datac
