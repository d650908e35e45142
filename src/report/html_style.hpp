// The style sheet of HTML documents: one place, no network. Readable on a phone of 360 px and on A4
// paper.
#pragma once

#include <string_view>

namespace celian::report {

extern const std::string_view kStyle;

}  // namespace celian::report
