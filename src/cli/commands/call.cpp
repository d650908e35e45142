// celian call: the whole engine, JSON in and JSON out.
#include <iostream>

#include "cli/command.hpp"
#include "cli/files.hpp"
#include "cli/setting.hpp"
#include "codec/json.hpp"
#include "engine/operations.hpp"

namespace celian::cli {

int run_call(const Arguments& a) {
  const std::string& op = a.positional[0];
  bool is_known = false;
  std::string names;
  for (const std::string_view name : engine::operation_names()) {
    is_known = is_known || name == op;
    names += (names.empty() ? "" : ", ") + std::string(name);
  }
  if (!is_known)
    return complain_usage("call", "no operation is called '" + op + "'; there are: " + names);

  const std::string file = a.at(1, "-");
  const bool nothing_comes = a.positional.size() < 2 && is_terminal_in();
  const auto request = nothing_comes ? Result<std::string>("{}") : read_file(file);
  if (!request) return complain(file, request.error());
  int code = kDone;
  const auto engine = make_engine(a, code);
  if (!engine) return code;
  const auto result = engine->call(op, *request);
  if (!result) return complain(file, result.error());
  if (!a.has("pretty")) {
    std::cout << *result << "\n";
    return kDone;
  }
  const auto value = codec::parse(*result);
  if (!value) return complain("", {Status::internal, "", value.error().message});
  std::cout << codec::write(*value, 2) << "\n";
  return kDone;
}

}  // namespace celian::cli
