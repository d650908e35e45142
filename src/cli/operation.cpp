#include "cli/operation.hpp"

#include <algorithm>
#include <iostream>

#include "base/number_text.hpp"
#include "celian/report.hpp"
#include "cli/files.hpp"
#include "cli/json_lines.hpp"
#include "cli/shown_text.hpp"

namespace celian::cli {

namespace {

// "/sessions/1/minuts" of a request is "/1/minuts" of the file of sessions, or "/minuts" of its
// third line.
int complain_about(const std::string& file, const std::vector<RequestPart>& parts, Error error) {
  for (const RequestPart& part : parts) {
    const std::string prefix = "/" + part.field;
    const std::string rest = error.pointer.substr(std::min(prefix.size(), error.pointer.size()));
    if (!error.pointer.starts_with(prefix) || (!rest.empty() && rest[0] != '/')) continue;
    error.pointer = rest;
    if (!part.lines.empty() && rest.size() > 1) {
      const std::size_t end = std::min(rest.find('/', 1), rest.size());
      const auto index = parse_number(std::string_view(rest).substr(1, end - 1));
      if (index && *index >= 0 && *index < static_cast<double>(part.lines.size())) {
        error.pointer = rest.substr(end);
        error.message = "line " + std::to_string(part.lines[static_cast<std::size_t>(*index)]) +
                        ": " + error.message;
      }
    }
    return complain(part.file, error);
  }
  return complain(file, error);
}

}  // namespace

std::optional<codec::Value> read_request(const std::string& file, int& code) {
  const auto text = read_file(file);
  auto value = text ? codec::parse(*text) : Result<codec::Value>(text.error());
  if (!value) {
    code = complain(file, value.error());
    return std::nullopt;
  }
  if (value->is_object()) return std::move(*value);
  code =
      complain(file, {Status::schema, "",
                      "expected an object, found " + std::string(codec::type_name(value->type()))});
  return std::nullopt;
}

Result<codec::Value> read_sessions(const std::string& file, std::vector<std::size_t>& lines) {
  const auto text = read_file(file);
  if (!text) return text.error();
  if (extension(file) != ".jsonl") return codec::parse(*text);
  codec::Value out = codec::Value::array();
  std::optional<Error> problem;
  for_json_lines(*text, [&](std::size_t line, std::string_view, Result<codec::Value> value) {
    if (!value) {
      if (!problem) problem = value.error();
      return;
    }
    lines.push_back(line);
    out.push(std::move(*value));
  });
  if (problem) return *problem;
  return out;
}

int ask(const Arguments& a, const char* command, const char* op, const codec::Value& request,
        const char* kind, const std::vector<RequestPart>& parts) {
  const auto locale = locale_of(a, command);
  if (!locale) return kUsage;
  int code = kDone;
  const auto engine = make_engine(a, code);
  if (!engine) return code;
  const auto result = engine->call(op, codec::write(request));
  if (!result) return complain_about(a.positional[0], parts, result.error());
  if (a.has("json")) {
    std::cout << *result << "\n";
    return kDone;
  }
  const auto document =
      render_report(engine->catalog(), *result, a.get("kind", kind), ReportFormat::text, *locale);
  if (!document) {
    const bool is_kind = document.error().status == Status::unknown_id;
    return is_kind ? complain_usage(command, document.error().message)
                   : complain("", document.error());
  }
  std::cout << shown_lines(*document);
  if (document->empty() || document->back() != '\n') std::cout << "\n";
  return kDone;
}

}  // namespace celian::cli
