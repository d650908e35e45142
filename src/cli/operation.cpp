#include "cli/operation.hpp"

#include <iostream>

#include "celian/report.hpp"
#include "cli/files.hpp"

namespace celian::cli {

std::optional<codec::Value> read_request(const std::string& file, int& code) {
  const auto text = read_file(file);
  auto value = text ? codec::parse(*text) : Result<codec::Value>(text.error());
  if (!value) {
    code = complain(file, value.error());
    return std::nullopt;
  }
  if (value->is_object()) return std::move(*value);
  code = complain(file, {Status::schema, "", "expected an object, found " + std::string(codec::type_name(value->type()))});
  return std::nullopt;
}

Result<codec::Value> read_sessions(const std::string& file) {
  const auto text = read_file(file);
  if (!text) return text.error();
  if (extension(file) != ".jsonl") return codec::parse(*text);
  codec::Value out = codec::Value::array();
  std::string_view left = *text;
  for (std::size_t line = 1; !left.empty(); ++line) {
    const std::size_t end = std::min(left.find('\n'), left.size());
    const std::string_view one = left.substr(0, end);
    left.remove_prefix(std::min(end + 1, left.size()));
    if (one.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    auto value = codec::parse(one);
    if (!value) return Error{value.error().status, value.error().pointer, "line " + std::to_string(line) + ": " + value.error().message};
    out.push(std::move(*value));
  }
  return out;
}

int ask(const Arguments& a, const char* command, const char* op, const codec::Value& request, const char* kind) {
  const auto locale = locale_of(a, command);
  if (!locale) return kUsage;
  int code = kDone;
  const auto engine = make_engine(a, code);
  if (!engine) return code;
  const auto result = engine->call(op, codec::write(request));
  if (!result) return complain(a.positional[0], result.error());
  if (a.has("json")) {
    std::cout << *result << "\n";
    return kDone;
  }
  const auto document = render_report(engine->catalog(), *result, a.get("kind", kind), ReportFormat::text, *locale);
  if (!document) {
    const bool is_kind = document.error().status == Status::unknown_id;
    return is_kind ? complain_usage(command, document.error().message) : complain("", document.error());
  }
  std::cout << *document;
  if (document->empty() || document->back() != '\n') std::cout << "\n";
  return kDone;
}

}  // namespace celian::cli
