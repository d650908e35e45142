// celian screen.
#include "cli/operation.hpp"

namespace celian::cli {

int run_screen(const Arguments& a) {
  int code = kDone;
  auto request = read_request(a.positional[0], code);
  if (!request) return code;
  if (a.has("intensity")) request->set("intensity", a.get("intensity"));
  return ask(a, "screen", "assess.screen", *request, "professional");
}

}  // namespace celian::cli
