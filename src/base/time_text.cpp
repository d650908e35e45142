#include "base/time_text.hpp"

#include <string>
#include <utility>

#include "base/number_text.hpp"
#include "base/utf8.hpp"

namespace celian {
namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
}

// Every spelling with ASCII marks only: ':' between parts, '\'' after minutes, '"' after seconds.
std::string with_ascii_marks(std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> kMarks[] = {
      {"分钟", "'"}, {"分", "'"}, {"′", "'"},  {"’", "'"},  {"‘", "'"},   {"秒钟", "\""},
      {"秒", "\""},  {"″", "\""}, {"”", "\""}, {"“", "\""}, {"''", "\""},
  };
  std::string out = fold(text);
  for (const auto& [from, to] : kMarks) replace_all(out, from, to);
  return out;
}

// A part without sign or exponent: "25", or "25.4" where decimals are allowed.
std::optional<double> part(std::string_view text, bool with_decimals) {
  const std::string_view allowed = with_decimals ? "0123456789." : "0123456789";
  if (text.find_first_not_of(allowed) != std::string_view::npos) return std::nullopt;
  return parse_number(text);
}

// A part in sixtieths of the next: below 60.
std::optional<double> sixtieth(std::string_view text, bool with_decimals) {
  const std::optional<double> value = part(text, with_decimals);
  return value && *value < 60 ? value : std::nullopt;
}

bool has_two_digits(std::string_view text) { return text.substr(0, text.find('.')).size() == 2; }

// [h:]m:ss[.d]
std::optional<double> with_colons(std::string_view text) {
  const std::size_t last = text.rfind(':');
  const std::string_view seconds_text = text.substr(last + 1);
  std::string_view minutes_text = text.substr(0, last);
  double hours = 0;
  if (const std::size_t first = minutes_text.find(':'); first != std::string_view::npos) {
    const std::optional<double> h = part(minutes_text.substr(0, first), false);
    minutes_text.remove_prefix(first + 1);
    if (!h || !has_two_digits(minutes_text) || !sixtieth(minutes_text, false)) return std::nullopt;
    hours = *h;
  }
  const std::optional<double> minutes = part(minutes_text, false);
  const std::optional<double> seconds = sixtieth(seconds_text, true);
  if (!minutes || !seconds || !has_two_digits(seconds_text)) return std::nullopt;
  return hours * 3600 + *minutes * 60 + *seconds;
}

// m'[s[.d]["]]
std::optional<double> with_quotes(std::string_view text) {
  const std::size_t mark = text.find('\'');
  const std::optional<double> minutes = part(text.substr(0, mark), false);
  std::string_view rest = text.substr(mark + 1);
  if (!minutes) return std::nullopt;
  if (rest.empty()) return *minutes * 60;
  if (rest.back() == '"') rest.remove_suffix(1);
  const std::optional<double> seconds = sixtieth(rest, true);
  if (!seconds) return std::nullopt;
  return *minutes * 60 + *seconds;
}

}  // namespace

std::optional<double> parse_seconds(std::string_view text) {
  const std::string marked = with_ascii_marks(text);
  std::string_view rest = marked;
  if (rest.find(':') != std::string_view::npos) return with_colons(rest);
  if (rest.find('\'') != std::string_view::npos) return with_quotes(rest);
  if (!rest.empty() && rest.back() == '"') rest.remove_suffix(1);
  return part(rest, true);
}

}  // namespace celian
