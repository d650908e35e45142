#include "cli/json_lines.hpp"

#include <algorithm>
#include <string>

namespace celian::cli {

namespace {

// "line 1, column 16: …" of a text that is line 7 of a file.
Error in_line(Error error, std::size_t line) {
  constexpr std::string_view kFirst = "line 1, ";
  if (error.message.starts_with(kFirst)) {
    error.message = "line " + std::to_string(line) + ", " + error.message.substr(kFirst.size());
  } else {
    error.message = "line " + std::to_string(line) + ": " + error.message;
  }
  return error;
}

}  // namespace

void for_json_lines(
    std::string_view text,
    const std::function<void(std::size_t, std::string_view, Result<codec::Value>)>& f) {
  for (std::size_t line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view one = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!one.empty() && one.back() == '\r') one.remove_suffix(1);
    if (one.find_first_not_of(" \t\xEF\xBB\xBF") == std::string_view::npos) continue;
    auto value = codec::parse(one);
    f(line, one, value ? std::move(value) : Result<codec::Value>(in_line(value.error(), line)));
  }
}

}  // namespace celian::cli
