// What the library needs to know about UTF-8: is it valid, how long, how wide.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace celian {

// Bytes of the code point at the start of `text` (1-4); 0 if `text` is empty or starts with
// bytes that are not UTF-8 (overlong forms, surrogates, beyond U+10FFFF, cut off).
std::size_t utf8_step(std::string_view text) noexcept;

// The code point of a valid sequence of `size` bytes, as utf8_step measured it.
char32_t utf8_decode(std::string_view text, std::size_t size) noexcept;

// The offset of the first byte that is not valid UTF-8; npos if all is valid.
std::size_t find_invalid_utf8(std::string_view text) noexcept;
bool is_valid_utf8(std::string_view text) noexcept;

// Code points; a byte that is not valid counts as one.
std::size_t utf8_length(std::string_view text) noexcept;

// Columns in a terminal: 2 for Chinese, Japanese and Korean characters, fullwidth forms and most
// emoji, 0 for combining marks and control characters, 1 otherwise.
std::size_t display_width(std::string_view text) noexcept;

// For comparing what people type: fullwidth ASCII and the ideographic space become ASCII, ASCII
// letters lower case, spaces at both ends go. Other characters stay. "　ＢＭＩ " -> "bmi".
std::string fold(std::string_view text);

// Whether fold() would give the text as it is; false where that takes a closer look.
bool is_folded(std::string_view text);

}  // namespace celian
