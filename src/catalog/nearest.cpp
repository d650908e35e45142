#include "catalog/nearest.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace celian {

namespace {

constexpr std::size_t kLongest =
    64;  // code points; nobody types a longer name, and the table grows with the square
constexpr std::size_t kMost = 3;

std::u32string code_points(std::string_view text) {
  std::u32string out;
  while (!text.empty()) {
    const std::size_t n = utf8_step(text);
    out.push_back(n == 0 ? U'\uFFFD' : utf8_decode(text, n));
    text.remove_prefix(std::max<std::size_t>(n, 1));
  }
  return out;
}

std::size_t distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[b.size()];
}

// Lower is nearer; above `1` it is no resemblance. A contained name counts by how much of the
// longer text it covers.
double unlikeness(const std::u32string& typed, const std::u32string& name) {
  const double longer = static_cast<double>(std::max(typed.size(), name.size()));
  const double shorter = static_cast<double>(std::min(typed.size(), name.size()));
  const bool contained = shorter >= 2 && (typed.find(name) != std::u32string::npos ||
                                          name.find(typed) != std::u32string::npos);
  if (contained) return 0.5 * (1 - shorter / longer);
  const double d = static_cast<double>(distance(typed, name));
  return 2 * d <= longer ? d / longer : 2;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  return distance(code_points(a), code_points(b));
}

std::vector<std::string> nearest_names(std::string_view typed,
                                       const std::vector<std::string>& names) {
  const std::u32string wanted = code_points(fold(typed));
  if (wanted.empty() || wanted.size() > kLongest) return {};
  std::vector<std::pair<double, std::size_t>> ranked;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const double u = unlikeness(wanted, code_points(fold(names[i])));
    if (u <= 1) ranked.emplace_back(u, i);
  }
  std::sort(ranked.begin(), ranked.end());
  std::vector<std::string> out;
  for (const auto& [u, i] : ranked) {
    if (out.size() == kMost) break;
    if (std::find(out.begin(), out.end(), names[i]) == out.end()) out.push_back(names[i]);
  }
  return out;
}

}  // namespace celian
