// celian progress.
#include "cli/operation.hpp"

namespace celian::cli {

int run_progress(const Arguments& a) {
  int code = kDone;
  auto request = read_request(a.positional[0], code);
  if (!request) return code;
  if (a.has("prescription")) {
    auto file = read_request(a.get("prescription"), code);
    if (!file) return code;
    const codec::Value* guide = file->find("guide");
    request->set("prescription", guide != nullptr ? *guide : *file);
  }
  if (a.has("sessions")) {
    auto sessions = read_sessions(a.get("sessions"));
    if (!sessions) return complain(a.get("sessions"), sessions.error());
    request->set("sessions", std::move(*sessions));
  }
  return ask(a, "progress", "train.progress", *request, "professional");
}

}  // namespace celian::cli
