#include "report/wrap.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace celian::report {

namespace {

constexpr std::string_view kClosing = "，。；：、！？）】》」』”’％…·,.;:!?)]}%";
constexpr std::string_view kOpening = "（【《「『“‘([{";

bool is_one_of(std::string_view character, std::string_view set) {
  return !character.empty() && set.find(character) != std::string_view::npos;
}

// A piece that is never broken: a word, or one wide character. `space` stands before it.
struct Piece {
  std::string text;
  std::size_t width = 0;
  bool space = false;
  bool narrow = false;  // ends in a narrow character: the next narrow one belongs to the same word
};

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> out;
  bool space = false, join = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t step = std::max<std::size_t>(1, utf8_step(text.substr(at)));
    const std::string_view c = text.substr(at, step);
    at += step;
    if (c == " " || c == "\n" || c == "\t") {
      space = true;
      continue;
    }
    const std::size_t width = display_width(c);
    const bool wide = width == 2;
    const bool stick =
        !out.empty() && !space && (join || is_one_of(c, kClosing) || (!wide && out.back().narrow));
    if (stick) {
      out.back().text += c;
      out.back().width += width;
    } else {
      out.push_back({std::string(c), width, space, false});
    }
    out.back().narrow = !wide;
    join = is_one_of(c, kOpening);
    space = false;
  }
  return out;
}

}  // namespace

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t used = 0;
  for (const Piece& p : pieces_of(text)) {
    const std::size_t gap = p.space && used > 0 ? 1 : 0;
    if (used > 0 && used + gap + p.width > width) {
      lines.push_back(std::move(line));
      line.clear();
      used = 0;
    } else if (gap == 1) {
      line += ' ';
      ++used;
    }
    std::string_view rest = p.text;
    while (used == 0 && display_width(rest) > width) {
      std::size_t cut = 0, columns = 0;
      while (cut < rest.size()) {
        const std::size_t step = std::max<std::size_t>(1, utf8_step(rest.substr(cut)));
        const std::size_t w = display_width(rest.substr(cut, step));
        if (columns + w > width && cut > 0) break;
        cut += step;
        columns += w;
      }
      lines.emplace_back(rest.substr(0, cut));
      rest.remove_prefix(cut);
    }
    line += rest;
    used += display_width(rest);
  }
  if (!line.empty() || lines.empty()) lines.push_back(std::move(line));
  return lines;
}

std::string pad(std::string text, std::size_t width) {
  const std::size_t used = display_width(text);
  if (used < width) text.append(width - used, ' ');
  return text;
}

}  // namespace celian::report
