// celian screen.
#include "cli/operation.hpp"

namespace celian::cli {

int run_screen(const Arguments& a) {
  const std::string intensity = a.get("intensity", "light");
  if (intensity != "light" && intensity != "moderate" && intensity != "vigorous") {
    return complain_usage("screen",
                          "--intensity is light, moderate or vigorous, not '" + intensity + "'");
  }
  int code = kDone;
  auto request = read_request(a.positional[0], code);
  if (!request) return code;
  if (a.has("intensity")) request->set("intensity", a.get("intensity"));
  return ask(a, "screen", "assess.screen", *request, "professional");
}

}  // namespace celian::cli
