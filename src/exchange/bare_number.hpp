// The numbers of plain rows: a dozen in each row of a sheet of millions.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string_view>

namespace celian::exchange {

namespace detail {

inline constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
inline constexpr double kTens[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

// One character after the other.
double any_bare_number(std::string_view text);

constexpr std::uint64_t each(std::uint64_t byte) { return byte * 0x0101010101010101u; }

// The lowest bytes.
constexpr std::uint64_t lowest(std::size_t bytes) {
  return bytes == 0 ? 0 : ~std::uint64_t{0} >> (8 * (8 - bytes));
}

// All characters of a text of one to eight at once; `end` is behind the last one, and the eight
// bytes before it can be read. The first one is lowest (little endian).
inline double short_bare_number(const char* end, std::size_t size) {
  std::uint64_t word = 0;
  std::memcpy(&word, end - 8, 8);
  std::size_t filled = 8 - size;  // zeros in front
  word = (word & ~lowest(filled)) | (each('0') & lowest(filled));
  std::size_t behind = 0;
  const std::uint64_t other = word ^ each('.');
  const std::uint64_t is_point = ~(((other & each(0x7F)) + each(0x7F)) | other | each(0x7F));
  if (is_point != 0) {
    const auto point = static_cast<std::size_t>(std::countr_zero(is_point)) / 8;
    behind = 7 - point;
    if (point == filled || behind == 0) return kNone;
    word = (word & ~lowest(point + 1)) | (word & lowest(point)) << 8 | '0';
  }
  const std::uint64_t beyond = (word + each(6)) & each(0xF0);  // a carry is a byte that fails too
  if (((word & each(0xF0)) | beyond >> 4) != each(0x33)) return kNone;
  word -= each('0');
  word = word * 10 + (word >> 8);  // pairs, then fours, then all eight
  word = ((word & 0x000000FF000000FFu) * 0x000F424000000064u +
          ((word >> 16) & 0x000000FF000000FFu) * 0x0000271000000001u) >>
         32;
  const auto value = static_cast<double>(static_cast<std::uint32_t>(word));
  return behind > 0 ? value / kTens[behind] : value;
}

}  // namespace detail

// Digits with at most one point between two of them, "-" in front; at most 15 digits, nine of them
// behind the point, so that the value is the one that strtod would give. NaN for anything else.
// `before`: how many bytes in front of the text can be read, too; with eight or more it is quicker.
inline double bare_number(std::string_view text, std::size_t before) {
  if constexpr (std::endian::native == std::endian::little) {
    const std::size_t size = text.size();
    if (size > 0 && size <= 8 && before + size >= 8 && text.front() != '-')
      return detail::short_bare_number(text.data() + size, size);
  }
  return detail::any_bare_number(text);
}

}  // namespace celian::exchange
