#include "catalog/header_scan.hpp"

#include <algorithm>

namespace celian {

namespace {

constexpr std::string_view kFields[] = {
    "kind",          "format",     "id",    "edition", "revision", "status",
    "in_force_from", "supersedes", "title", "cites",   "licence",  "verified"};

// A place in JSON text. Every function leaves it behind what it skipped, or says false.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  char peek() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r'))
      ++at_;
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  bool take(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  bool string(std::string_view& inside) {
    if (!take('"')) return false;
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2u : 1u;
    if (at_ >= text_.size()) return false;
    inside = text_.substr(begin, at_++ - begin);
    return true;
  }
  bool value(std::string_view& whole) {
    const char first = peek();
    const std::size_t begin = at_;
    std::string_view inside;
    if (first == '"') {
      if (!string(inside)) return false;
    } else if (first == '{' || first == '[') {
      int depth = 0;
      do {
        const char c = peek();
        if (c == '\0') return false;
        if (c == '"') {
          if (!string(inside)) return false;
          continue;
        }
        if (c == '{' || c == '[') ++depth;
        if (c == '}' || c == ']') --depth;
        ++at_;
      } while (depth > 0);
    } else {
      at_ = std::min(text_.find_first_of(",]} \n\r\t", at_), text_.size());
    }
    whole = text_.substr(begin, at_ - begin);
    return !whole.empty();
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

bool is_header_field(std::string_view name) noexcept {
  return std::find(std::begin(kFields), std::end(kFields), name) != std::end(kFields);
}

std::optional<std::vector<std::pair<std::string_view, std::string_view>>> scan_header(
    std::string_view json) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (json.substr(0, 3) == kByteOrderMark) json.remove_prefix(3);
  std::vector<std::pair<std::string_view, std::string_view>> out;
  Scanner s(json);
  if (!s.take('{')) return std::nullopt;
  if (s.take('}')) return out;
  do {
    std::string_view name, value;
    if (!s.string(name) || !s.take(':')) return std::nullopt;
    if (!s.value(value)) return std::nullopt;
    if (is_header_field(name)) out.emplace_back(name, value);
  } while (s.take(','));
  return s.take('}') ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace celian
