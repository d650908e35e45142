#include "base/partial_date.hpp"

#include <string>

namespace celian {

std::optional<Date> last_day_of(std::string_view text) {
  const std::string given(text);
  const auto day = [](const std::string& iso) -> std::optional<Date> {
    const auto parsed = Date::parse(iso);
    if (!parsed) return std::nullopt;
    return *parsed;
  };
  if (given.size() == 4) return day(given + "-12-31");
  if (given.size() != 7) return day(given);
  for (const char* end : {"-31", "-30", "-29", "-28"}) {
    if (const auto last = day(given + end)) return last;
  }
  return std::nullopt;
}

}  // namespace celian
