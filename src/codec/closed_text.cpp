#include "codec/closed_text.hpp"

#include <algorithm>

namespace celian::codec {

namespace {

// Empty if it is one of them.
std::string problem(const std::string& text, std::span<const std::string_view> allowed) {
  if (std::find(allowed.begin(), allowed.end(), text) != allowed.end()) return {};
  std::string out;
  for (const std::string_view one : allowed)
    out += (out.empty() ? "expected one of " : ", ") + std::string(one);
  return out + ", found " + write(text);
}

}  // namespace

std::string closed_text(Reader& r, std::string_view field,
                        std::span<const std::string_view> allowed) {
  std::string text = r.string_or(field, "");
  if (text.empty()) return text;
  if (std::string wrong = problem(text, allowed); !wrong.empty()) r.fail(field, std::move(wrong));
  return text;
}

std::vector<std::string> closed_texts(Reader& r, std::string_view field,
                                      std::span<const std::string_view> allowed) {
  std::vector<std::string> out;
  r.for_each(field, [&](Reader& item) {
    out.push_back(item.as_string());
    if (std::string wrong = problem(out.back(), allowed); item.ok() && !wrong.empty())
      item.fail("", std::move(wrong));
  });
  return out;
}

}  // namespace celian::codec
