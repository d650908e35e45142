// celian progress.
#include "cli/operation.hpp"

namespace celian::cli {

int run_progress(const Arguments& a) {
  int code = kDone;
  auto request = read_request(a.positional[0], code);
  if (!request) return code;
  std::vector<RequestPart> parts;
  if (a.has("prescription")) {
    auto file = read_request(a.get("prescription"), code);
    if (!file) return code;
    const codec::Value* guide = file->find("guide");
    request->set("prescription", guide != nullptr ? *guide : *file);
    parts.push_back({"prescription", a.get("prescription"), {}});
  }
  if (a.has("sessions")) {
    RequestPart part{"sessions", a.get("sessions"), {}};
    auto sessions = read_sessions(part.file, part.lines);
    if (!sessions) return complain(a.get("sessions"), sessions.error());
    request->set("sessions", std::move(*sessions));
    parts.push_back(std::move(part));
  }
  return ask(a, "progress", "train.progress", *request, "professional", parts);
}

}  // namespace celian::cli
