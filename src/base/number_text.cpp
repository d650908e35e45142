#include "base/number_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>

#ifndef __cpp_lib_to_chars
// A library without the floating-point half of <charconv> (emscripten 3.1): the C functions do,
// since its only locale is "C".
#include <cstdio>
#include <cstdlib>
#include <cstring>
#endif

namespace celian {
namespace {

// The largest double has 309 digits before the point; 17 decimals come after it.
constexpr std::size_t kRoom = 352;

#ifdef __cpp_lib_to_chars
std::string scientific(double value) {
  char text[kRoom];
  const auto end = std::to_chars(text, text + kRoom, value, std::chars_format::scientific).ptr;
  return {text, end};
}
std::string scientific(double value, int precision) {
  char text[kRoom];
  const auto end =
      std::to_chars(text, text + kRoom, value, std::chars_format::scientific, precision).ptr;
  return {text, end};
}
std::string fixed(double value, int decimals) {
  char text[kRoom];
  const auto end = std::to_chars(text, text + kRoom, value, std::chars_format::fixed, decimals).ptr;
  return {text, end};
}
std::optional<double> read(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}
#else
std::string scientific(double value, int precision) {
  char text[kRoom];
  std::snprintf(text, kRoom, "%.*e", precision, value);
  return text;
}
std::string scientific(double value) {
  for (int precision = 0; precision < 16; ++precision) {
    std::string text = scientific(value, precision);
    if (std::strtod(text.c_str(), nullptr) == value) return text;
  }
  return scientific(value, 16);
}
std::string fixed(double value, int decimals) {
  char text[kRoom];
  std::snprintf(text, kRoom, "%.*f", decimals, value);
  return text;
}
std::optional<double> read(std::string_view text) {
  const std::string copy(text);
  const double value = std::strtod(copy.c_str(), nullptr);
  // from_chars refuses what under- or overflows; so do we.
  const bool is_zero = copy.find_first_of("123456789") >= copy.find_first_of("eE");
  if (!std::isfinite(value) || (value == 0 && !is_zero)) return std::nullopt;
  return value;
}
#endif

const char* name_of_non_number(double value) {
  return std::isnan(value) ? "nan" : value < 0 ? "-inf" : "inf";
}

// Adds one unit in the last place to a decimal text without sign: "9.9" -> "10.0".
void increment(std::string& text) {
  for (auto c = text.rbegin(); c != text.rend(); ++c) {
    if (*c == '.') continue;
    if (*c != '9') {
      ++*c;
      return;
    }
    *c = '0';
  }
  text.insert(text.begin(), '1');
}

}  // namespace

std::string format_shortest(double value) {
  if (!std::isfinite(value)) return name_of_non_number(value);
  if (value == 0) return "0";
  // Most are small whole numbers, whose digits are the shortest text there is.
  if (std::abs(value) < 1e15 && value == std::trunc(value))
    return std::to_string(static_cast<std::int64_t>(value));
  // "d.ddde[+-]xx" -> the digits and the place of the point.
  const std::string text = scientific(std::abs(value));
  const std::size_t e = text.find('e');
  std::string digits = text.substr(0, 1);
  if (e > 2) digits.append(text, 2, e - 2);
  int exponent = 0;
  for (const char c : text.substr(e + 2)) exponent = exponent * 10 + (c - '0');
  if (text[e + 1] == '-') exponent = -exponent;
  const int count = static_cast<int>(digits.size());

  std::string out = value < 0 ? "-" : "";
  if (exponent < -6 || exponent > 20) {
    out += digits[0];
    if (count > 1) out.append(".").append(digits, 1);
    out += exponent < 0 ? "e-" : "e+";
    return out += std::to_string(std::abs(exponent));
  }
  if (exponent < 0) {
    out.append("0.").append(static_cast<std::size_t>(-exponent - 1), '0').append(digits);
  } else if (count <= exponent + 1) {
    out.append(digits).append(static_cast<std::size_t>(exponent + 1 - count), '0');
  } else {
    const auto whole = static_cast<std::size_t>(exponent + 1);
    out.append(digits, 0, whole).append(".").append(digits, whole);
  }
  return out;
}

std::string format_fixed(double value, int decimals) {
  if (!std::isfinite(value)) return name_of_non_number(value);
  decimals = std::clamp(decimals, 0, 17);
  const bool is_negative = value < 0;
  const double magnitude = std::abs(value);

  // A tie can occur only if the binary value ends at decimals + 1 places, and that is so exactly
  // if it is a multiple of 2^-(decimals + 1). Then the text with one more place is exact.
  std::string text;
  const double scaled = std::ldexp(magnitude, decimals + 1);
  bool is_tie = false;
  if (std::isfinite(scaled) && scaled == std::floor(scaled)) {
    text = fixed(magnitude, decimals + 1);
    is_tie = text.back() == '5';
  }
  if (is_tie) {
    text.pop_back();
    if (text.back() == '.') text.pop_back();
    if (!is_negative) increment(text);
  } else {
    text = fixed(magnitude, decimals);
  }
  const bool is_zero = text.find_first_of("123456789") == std::string::npos;
  return is_negative && !is_zero ? '-' + text : text;
}

std::optional<double> parse_number(std::string_view text) {
  std::size_t at = 0;
  const auto skip_digits = [&] {
    const std::size_t first = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    return at > first;
  };
  if (at < text.size() && text[at] == '-') ++at;
  if (!skip_digits()) return std::nullopt;
  if (at < text.size() && text[at] == '.') {
    ++at;
    if (!skip_digits()) return std::nullopt;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (!skip_digits()) return std::nullopt;
  }
  if (at != text.size()) return std::nullopt;
  return read(text);
}

double round_significant(double value, int digits) {
  if (!std::isfinite(value)) return value;
  // Rounding up the largest doubles leaves their range; they are returned as they are.
  return read(scientific(value, std::clamp(digits, 1, 17) - 1)).value_or(value);
}

}  // namespace celian
