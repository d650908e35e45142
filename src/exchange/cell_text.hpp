// What a typed cell says, without regard to where it stands.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "celian/date.hpp"

namespace celian::exchange {

// Without spaces at both ends, also the wide and the unbreakable one.
std::string_view trim(std::string_view text);

// A number with whatever follows it: "130斤" is {130, "斤"}, "３.８ L" {3.8, "l"}.
struct NumberAndRest {
  double number = 0;
  std::string rest;
};
// nullopt if the text does not begin with one number, or if a mark makes its value doubtful ("8,4",
// "42/45", "20-25").
std::optional<NumberAndRest> leading_number(std::string_view text);
// Why leading_number said no, or why `rest` is no unit: the code of a text without "sheet.".
std::string_view number_slip(std::string_view text);

enum class DateSlip { none, form, no_such_day };
struct TypedDate {
  std::optional<Date> date;
  DateSlip slip = DateSlip::none;
};
// Year first with four digits, separated by - / . or 年月日, or eight digits.
TypedDate typed_date(std::string_view text);

std::optional<bool> yes_or_no(std::string_view text);

// `folded` up to its first bracket, or all of it.
std::string_view before_bracket(std::string_view folded);
// "身高(cm)" is {"身高", "cm"}; without a bracket at the end the second is empty.
struct HeaderAndUnit {
  std::string_view header, unit;
};
HeaderAndUnit split_header(std::string_view folded);

// Parts between the characters of `separators` that stand outside brackets; trimmed, without empty
// ones.
std::vector<std::string_view> split_outside_brackets(std::string_view text,
                                                     std::string_view separators);

}  // namespace celian::exchange
