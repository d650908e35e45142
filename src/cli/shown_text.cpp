#include "cli/shown_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/utf8.hpp"

namespace celian::cli {

namespace {

// C0, DEL, C1, and the marks that change the direction of writing.
bool is_control(std::uint32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200E && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

void add_escaped(std::uint32_t c, std::string& out) {
  static constexpr char kHex[] = "0123456789abcdef";
  out += "\\u";
  for (const unsigned shift : {12u, 8u, 4u, 0u}) out += kHex[(c >> shift) & 15u];
}

std::string plain(std::string_view text, bool keep_lines, std::size_t most) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (out.size() >= most) return out + "…";
    const std::size_t step = utf8_step(text.substr(at));
    if (step == 0) {
      out += "\xEF\xBF\xBD";
      ++at;
      continue;
    }
    const auto c = static_cast<std::uint32_t>(utf8_decode(text.substr(at), step));
    if (is_control(c) && !(keep_lines && (c == '\n' || c == '\t'))) {
      add_escaped(c, out);
    } else {
      out += text.substr(at, step);
    }
    at += step;
  }
  return out;
}

}  // namespace

std::string shown(std::string_view text, std::size_t most) { return plain(text, false, most); }

std::string shown_lines(std::string_view text) { return plain(text, true, text.max_size()); }

std::string counted(std::size_t n, std::string_view one, std::string_view many) {
  std::string out = std::to_string(n) + " ";
  if (n == 1) return out.append(one);
  return many.empty() ? out.append(one) + "s" : out.append(many);
}

}  // namespace celian::cli
