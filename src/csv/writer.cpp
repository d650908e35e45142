#include "csv/writer.hpp"

#include <algorithm>

#include "base/number_text.hpp"
#include "base/utf8.hpp"

namespace celian::csv {

namespace {

constexpr std::size_t kPiece = std::size_t{1} << 16;

bool needs_quotes(std::string_view text) {
  if (text.empty()) return false;
  if (text.front() == ' ' || text.back() == ' ') return true;  // some programs would trim it
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return c == ',' || c == '"' || c == '\r' || c == '\n'; });
}

// What came in another encoding is shown as U+FFFD: the file that goes out is UTF-8 from its first
// byte to its last.
std::string as_utf8(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t step = utf8_step(text);
    out += step == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(0, step);
    text.remove_prefix(step == 0 ? 1 : step);
  }
  return out;
}

}  // namespace

void append_field(std::string_view text, bool guards, std::string& to) {
  if (!is_valid_utf8(text)) return append_field(as_utf8(text), guards, to);
  const bool guarded = guards && !text.empty() &&
                       std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  const bool quoted = needs_quotes(text);
  if (quoted) to += '"';
  if (guarded) to += '\'';
  if (quoted) {
    for (const char c : text) {
      if (c == '"') to += '"';
      to += c;
    }
    to += '"';
  } else {
    to += text;
  }
}

Writer& Writer::put(std::string_view text, bool guards) {
  if (!is_first_) text_ += ',';
  is_first_ = false;
  append_field(text, guards, text_);
  return *this;
}

Writer& Writer::field(std::string_view text) { return put(text, guards_); }
Writer& Writer::field(double number) { return put(format_shortest(number), false); }

void Writer::end_row() {
  text_ += '\n';
  is_first_ = true;
  if (text_.size() >= kPiece) flush();
}

void Writer::flush() {
  if (!text_.empty()) sink_(text_);
  text_.clear();
}

}  // namespace celian::csv
