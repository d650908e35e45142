// The form in which a file is compiled in and hashed.
#pragma once

#include "codec/json.hpp"

namespace celian::datac {

// The fields of the header first, so that they can be read without the rest.
codec::Value canonical_order(codec::Value file);

}  // namespace celian::datac
