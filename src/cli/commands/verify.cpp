// celian verify.
#include "cli/operation.hpp"

namespace celian::cli {

namespace {

// The plan of a file: itself, or in a result of prescribe or run.
const codec::Value* plan_in(const codec::Value& file) {
  if (const codec::Value* guide = file.find("guide"); guide != nullptr) return guide->find("plan");
  if (const codec::Value* plan = file.find("plan"); plan != nullptr) return plan;
  return file.find("weeks") != nullptr ? &file : nullptr;
}

}  // namespace

int run_verify(const Arguments& a) {
  int code = kDone;
  auto request = read_request(a.positional[0], code);
  if (!request) return code;
  std::vector<RequestPart> parts;
  if (a.has("plan")) {
    const std::string path = a.get("plan");
    const auto file = read_request(path, code);
    if (!file) return code;
    const codec::Value* plan = plan_in(*file);
    if (plan == nullptr || !plan->is_object())
      return complain(
          path, {Status::schema, "/plan", "expected a plan; a result that withholds one has none"});
    request->set("plan", *plan);
    parts.push_back({"plan", path, {}});
  } else if (request->find("plan") == nullptr) {
    return complain(a.positional[0], {Status::schema, "/plan",
                                      "there is no plan to check; name its file with --plan FILE, "
                                      "or put it into the request as \"plan\""});
  }
  return ask(a, "verify", "guide.verify", *request, "professional", parts);
}

}  // namespace celian::cli
