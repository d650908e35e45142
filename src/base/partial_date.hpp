// Dates as people remember them: a day, a month, or only a year.
#pragma once

#include <optional>
#include <string_view>

#include "celian/date.hpp"

namespace celian {

// The last day of "YYYY", "YYYY-MM" or "YYYY-MM-DD"; nothing for any other text. The last, because
// an event that may be recent is treated as recent.
std::optional<Date> last_day_of(std::string_view text);

}  // namespace celian
