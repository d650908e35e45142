// celian prescribe.
#include "base/number_text.hpp"
#include "cli/operation.hpp"

namespace celian::cli {

int run_prescribe(const Arguments& a) {
  if (const auto start = day_of(a, "start"); !start) return complain_usage("prescribe", start.error().message);
  int code = kDone;
  auto request = read_request(a.positional[0], code);
  if (!request) return code;
  if (a.has("start")) request->set("start", a.get("start"));
  if (a.has("standard")) request->set("standard", a.get("standard"));
  if (a.has("weeks")) {
    const auto weeks = parse_number(a.get("weeks"));
    if (!weeks) return complain_usage("prescribe", "--weeks is a number from 1 to 12");
    request->set("weeks", *weeks);
  }
  return ask(a, "prescribe", "guide.prescribe", *request, "professional");
}

}  // namespace celian::cli
