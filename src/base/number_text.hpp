// Numbers to text and back, the same on every platform and in every locale.
//
// All numbers that the library writes or reads as text go through here.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace celian {

// The shortest text that reads back as the same double: "0.1", "70", "1e+21", "-2.5e-7".
// Integers have no ".0"; below 1e-6 and from 1e21 on it uses an exponent, like JavaScript.
// Zero is "0" whatever its sign. "nan", "inf", "-inf" for what is no number.
std::string format_shortest(double value);

// `value` with exactly `decimals` (0-17) decimals, rounded half up (toward +infinity) on the
// exact binary value: 2.5 -> "3", -2.5 -> "-2", 0.125 -> "0.13", 1.005 (just below) -> "1.00".
// Never "-0". "nan", "inf", "-inf" for what is no number.
std::string format_fixed(double value, int decimals);

// Reads digits, with optional '-', fraction and exponent. Nothing else may be there: no space,
// '+', NaN, infinity, hexadecimal, "5." or ".5". nullopt for other text, and for numbers that
// a double cannot hold.
std::optional<double> parse_number(std::string_view text);

// `value` rounded to `digits` (1-17) significant decimal digits. Not finite stays as it is.
double round_significant(double value, int digits);

}  // namespace celian
