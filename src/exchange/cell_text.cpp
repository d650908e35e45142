#include "exchange/cell_text.hpp"

#include <algorithm>

#include "base/number_text.hpp"
#include "base/utf8.hpp"

namespace celian::exchange {

namespace {

constexpr std::string_view kSpaces[] = {" ", "\t", "\xE3\x80\x80", "\xC2\xA0", "\xEF\xBB\xBF"};
constexpr std::string_view kOpening[] = {"(", "（", "[", "［", "【", "{", "〔"};
constexpr std::string_view kClosing[] = {")", "）", "]", "］", "】", "}", "〕"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  std::string out;
  std::size_t begin = 0;
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, begin)) {
    out.append(text, begin, at - begin).append(to);
    begin = at + from.size();
  }
  text = out.append(text, begin);
}

template <std::size_t N>
std::size_t starts_with_any(std::string_view text, const std::string_view (&marks)[N]) {
  for (const std::string_view mark : marks) {
    if (text.substr(0, mark.size()) == mark) return mark.size();
  }
  return 0;
}

// Whether every bracket has its other half; else brackets are characters like any other.
bool brackets_close(std::string_view text) {
  int depth = 0;
  for (std::size_t at = 0; at < text.size() && depth >= 0; ++at) {
    depth += starts_with_any(text.substr(at), kOpening) > 0 ? 1 : 0;
    depth -= starts_with_any(text.substr(at), kClosing) > 0 ? 1 : 0;
  }
  return depth == 0;
}

// Width folded, minus signs made one; a leading plus says nothing.
std::string plain_number(std::string_view text) {
  std::string out = fold(trim(text));
  replace_all(out, "−", "-");
  if (out.size() > 1 && out[0] == '+' && is_digit(out[1])) out.erase(0, 1);
  return out;
}

std::optional<int> digits(std::string_view text, std::size_t least, std::size_t most) {
  if (text.size() < least || text.size() > most) return std::nullopt;
  int out = 0;
  for (const char c : text) {
    if (!is_digit(c)) return std::nullopt;
    out = out * 10 + (c - '0');
  }
  return out;
}

}  // namespace

std::string_view trim(std::string_view text) {
  // Nearly every cell begins and ends with a character that is no space of any kind.
  const auto is_graph = [](char c) { return c > ' ' && c < 0x7F; };
  if (!text.empty() && is_graph(text.front()) && is_graph(text.back())) return text;
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view space : kSpaces) {
      while (text.size() >= space.size() && text.substr(0, space.size()) == space)
        text.remove_prefix(space.size()), again = true;
      while (text.size() >= space.size() && text.substr(text.size() - space.size()) == space)
        text.remove_suffix(space.size()), again = true;
    }
  }
  return text;
}

std::optional<NumberAndRest> leading_number(std::string_view text) {
  const std::string plain = plain_number(text);
  const std::size_t end = std::min(plain.find_first_not_of("0123456789.-"), plain.size());
  const auto number = parse_number(std::string_view(plain).substr(0, end));
  if (!number) return std::nullopt;
  std::string rest(trim(std::string_view(plain).substr(end)));
  // A second number, or a mark that may belong to the first, leaves its value open.
  if (!rest.empty() &&
      (is_digit(rest[0]) || std::string_view(",/:;~'").find(rest[0]) != std::string_view::npos))
    return std::nullopt;
  return NumberAndRest{*number, std::move(rest)};
}

std::string_view number_slip(std::string_view text) {
  const std::string plain = plain_number(text);
  const std::size_t first = plain.find_first_of("0123456789");
  if (first == std::string::npos) return "not_a_number";
  const std::size_t mark = plain.find_first_not_of("0123456789.", first);
  if (mark == std::string::npos) return "not_a_number";
  const std::size_t next = plain.find_first_not_of(' ', mark + 1);
  const bool number_follows = next != std::string::npos && is_digit(plain[next]);
  if (plain[mark] == ',') return "comma_number";
  if (number_follows && std::string_view("/-~; ").find(plain[mark]) != std::string_view::npos)
    return "more_numbers";
  return "not_a_number";
}

TypedDate typed_date(std::string_view text) {
  std::string plain = fold(trim(text));
  int year = 0, month = 0, day = 0;
  if (const auto all = digits(plain, 8, 8)) {
    year = *all / 10000, month = *all / 100 % 100, day = *all % 100;
  } else {
    // 2013年4月6日 is 2013-4-6, with one kind of separator throughout.
    if (plain.find("年") != std::string::npos) {
      const std::size_t last = plain.rfind("日");
      if (last == std::string::npos || last + 3 != plain.size())
        return {std::nullopt, DateSlip::form};
      plain.erase(last);
      replace_all(plain, "年", "-");
      replace_all(plain, "月", "-");
    }
    const std::size_t first = plain.find_first_of("-/.");
    const std::size_t second =
        first == std::string::npos ? first : plain.find(plain[first], first + 1);
    if (second == std::string::npos) return {std::nullopt, DateSlip::form};
    const std::string_view parts = plain;
    const auto y = digits(parts.substr(0, first), 4, 4);
    const auto m = digits(trim(parts.substr(first + 1, second - first - 1)), 1, 2);
    const auto d = digits(trim(parts.substr(second + 1)), 1, 2);
    if (!y || !m || !d) return {std::nullopt, DateSlip::form};
    year = *y, month = *m, day = *d;
  }
  const auto date = Date::from_ymd(year, month, day);
  if (!date) return {std::nullopt, DateSlip::no_such_day};
  return {*date, DateSlip::none};
}

std::optional<bool> yes_or_no(std::string_view text) {
  static constexpr std::string_view kYes[] = {"yes", "y", "true", "是", "有"};
  static constexpr std::string_view kNo[] = {"no", "n", "false", "否", "无", "没有"};
  const std::string plain = fold(trim(text));
  for (const std::string_view word : kYes) {
    if (plain == word) return true;
  }
  for (const std::string_view word : kNo) {
    if (plain == word) return false;
  }
  return std::nullopt;
}

std::string_view before_bracket(std::string_view folded) {
  for (std::size_t at = 0; at < folded.size(); ++at) {
    if (starts_with_any(folded.substr(at), kOpening) > 0) return trim(folded.substr(0, at));
  }
  return folded;
}

HeaderAndUnit split_header(std::string_view folded) {
  const std::string_view header = before_bracket(folded);
  if (header.size() == folded.size() || header.empty()) return {folded, {}};
  std::string_view rest = trim(folded.substr(header.size()));
  rest.remove_prefix(starts_with_any(rest, kOpening));
  for (const std::string_view mark : kClosing) {
    if (rest.size() > mark.size() && rest.substr(rest.size() - mark.size()) == mark) {
      return {header, trim(rest.substr(0, rest.size() - mark.size()))};
    }
  }
  return {folded, {}};
}

std::vector<std::string_view> split_outside_brackets(std::string_view text,
                                                     std::string_view separators) {
  std::vector<std::string_view> out;
  std::size_t from = 0;
  int depth = 0;
  const bool brackets = brackets_close(text);
  const auto take = [&](std::size_t to) {
    const std::string_view part = trim(text.substr(from, to - from));
    if (!part.empty()) out.push_back(part);
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view c =
        text.substr(at, std::max<std::size_t>(1, utf8_step(text.substr(at))));
    if (brackets && starts_with_any(c, kOpening) > 0) ++depth;
    if (brackets && starts_with_any(c, kClosing) > 0) --depth;
    at += c.size();
    if (depth > 0 || separators.find(c) == std::string_view::npos) continue;
    take(at - c.size());
    from = at;
  }
  take(text.size());
  return out;
}

}  // namespace celian::exchange
