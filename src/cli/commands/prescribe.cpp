// celian prescribe.
#include "cli/operation.hpp"

namespace celian::cli {

int run_prescribe(const Arguments& a) {
  if (const auto start = day_of(a, "start"); !start)
    return complain_usage("prescribe", start.error().message);
  const auto weeks = weeks_of(a, "prescribe", 0);
  if (!weeks) return kUsage;
  int code = kDone;
  auto request = read_request(a.positional[0], code);
  if (!request) return code;
  if (a.has("start")) request->set("start", a.get("start"));
  if (a.has("standard")) request->set("standard", a.get("standard"));
  if (*weeks > 0) request->set("weeks", *weeks);
  return ask(a, "prescribe", "guide.prescribe", *request, "professional");
}

}  // namespace celian::cli
