#include "csv/writer.hpp"

#include "base/number_text.hpp"
#include "base/utf8.hpp"

namespace celian::csv {

namespace {

constexpr std::size_t kPiece = std::size_t{1} << 16;

bool needs_quotes(std::string_view text) {
  if (text.empty()) return false;
  if (text.front() == ' ' || text.back() == ' ') return true;  // some programs would trim it
  return text.find_first_of(",\"\r\n") != std::string_view::npos;
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

Writer& Writer::field(std::string_view text) {
  if (!guards_ || text.empty() ||
      std::string_view("=+-@\t\r").find(text.front()) == std::string_view::npos)
    return put(text);
  return put("'" + std::string(text));
}

Writer& Writer::put(std::string_view text) {
  if (!is_valid_utf8(text)) return put(as_utf8(text));
  if (!is_first_) text_ += ',';
  is_first_ = false;
  if (!needs_quotes(text)) {
    text_ += text;
    return *this;
  }
  text_ += '"';
  for (const char c : text) {
    if (c == '"') text_ += '"';
    text_ += c;
  }
  text_ += '"';
  return *this;
}

Writer& Writer::field(double number) { return put(format_shortest(number)); }

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
