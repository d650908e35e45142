// Text as part of HTML.
#pragma once

#include <string>
#include <string_view>

namespace celian::report {

// For content and for attributes in double quotes; bytes that are no UTF-8 become U+FFFD, control
// characters go.
std::string html(std::string_view text);

}  // namespace celian::report
