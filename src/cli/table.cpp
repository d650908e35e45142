#include "cli/table.hpp"

#include <algorithm>
#include <string_view>

#include "base/utf8.hpp"

namespace celian::cli {

namespace {

// Lines of at most `width` columns, broken at spaces or behind a Chinese character.
std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> out;
  std::string line;
  std::size_t used = 0, break_at = 0;  // bytes of `line` up to which it may end
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t step = std::max<std::size_t>(1, utf8_step(text.substr(at)));
    const std::string_view c = text.substr(at, step);
    const std::size_t wide = display_width(c);
    if (used + wide > width && !line.empty()) {
      const std::size_t end = break_at > 0 ? break_at : line.size();
      std::string rest = line.substr(end);
      line.resize(end);
      while (!line.empty() && line.back() == ' ') line.pop_back();
      out.push_back(std::move(line));
      rest.erase(0, std::min(rest.find_first_not_of(' '), rest.size()));
      line = std::move(rest);
      used = display_width(line);
      break_at = 0;
      continue;
    }
    line += c;
    used += wide;
    if (c == " " || wide == 2) break_at = line.size();
    at += step;
  }
  out.push_back(std::move(line));
  return out;
}

}  // namespace

std::string pad(const std::string& text, std::size_t width) {
  const std::size_t used = display_width(text);
  return used >= width ? text : text + std::string(width - used, ' ');
}

std::string table(const std::vector<std::string>& head,
                  const std::vector<std::vector<std::string>>& rows, std::size_t width) {
  std::vector<std::size_t> widths(head.size(), 0);
  const auto measure = [&](const std::vector<std::string>& row) {
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], display_width(row[i]));
  };
  measure(head);
  for (const auto& row : rows) measure(row);
  std::size_t before_last = 0;
  for (std::size_t i = 0; i + 1 < widths.size(); ++i) before_last += widths[i] + 2;
  const std::size_t last = std::max<std::size_t>(30, width > before_last ? width - before_last : 0);

  std::string out;
  const auto write = [&](const std::vector<std::string>& row) {
    std::string line;
    for (std::size_t i = 0; i + 1 < row.size(); ++i) line += pad(row[i], widths[i] + 2);
    const std::vector<std::string> parts =
        row.empty() ? std::vector<std::string>{""} : wrap(row.back(), last);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      std::string full = (i == 0 ? line : std::string(before_last, ' ')) + parts[i];
      full.erase(full.find_last_not_of(' ') + 1);
      out += full + "\n";
    }
  };
  write(head);
  std::vector<std::string> rule;
  for (std::size_t i = 0; i < widths.size(); ++i)
    rule.push_back(std::string(i + 1 < widths.size() ? widths[i] : std::min(widths[i], last), '-'));
  write(rule);
  for (const auto& row : rows) write(row);
  return out;
}

}  // namespace celian::cli
