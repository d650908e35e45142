// Numbers, times, days and readings of a row.
#include <algorithm>
#include <cmath>

#include "base/number_text.hpp"
#include "base/time_text.hpp"
#include "base/utf8.hpp"
#include "exchange/cell_text.hpp"
#include "exchange/sheet_row.hpp"

namespace celian::exchange {

namespace {

// 3.58 as the times that may be meant: 3'58" and 214.8 s.
std::string as_minutes(double value) {
  const std::string two = format_fixed(value, 2);
  const std::size_t point = two.find('.');
  return two.substr(0, point) + "'" + two.substr(point + 1) + "\"";
}

bool is_missing_value(const SheetColumn& column, double number) {
  for (const double m : column.missing_values) {
    if (number == m) return true;
  }
  return false;
}

bool is_plausible(const TestDef& test, double value) {
  return value >= test.plausible_min && value <= test.plausible_max;
}

}  // namespace

RawMeasurement RowBuilder::reading(std::string_view test) const {
  RawMeasurement m;
  m.test = test;
  if (has_day_) m.date = day_;
  return m;
}

void RowBuilder::take_test(const TestDef& test) {
  RawMeasurement m = reading(test.code);
  if (test.time_notation) {
    take_time(test, m);
    return;
  }
  const auto typed = leading_number(value_);
  if (!typed) return refuse("sheet." + std::string(number_slip(value_)));
  m.unit = !typed->rest.empty() ? typed->rest : column_->unit;
  const std::string& expected = column_->unit.empty() ? test.unit : column_->unit;
  if (!m.unit.empty()) {
    const UnitEntry* unit = kb_.units().find(m.unit);
    const bool allowed =
        test.units.empty() || (unit != nullptr && std::find(test.units.begin(), test.units.end(),
                                                            unit->code) != test.units.end());
    if (!allowed || !kb_.units().convert(typed->number, m.unit, test.unit))
      return refuse("sheet.unit", {{"unit", m.unit}, {"expected", expected}});
    m.unit = unit->code == test.unit ? std::string() : unit->code;
  }
  m.value = typed->number;
  if (typed->rest.empty() && is_missing_value(*column_->column, typed->number)) {
    m.status = "not_measured";
    m.value = std::string(typed_);
  }
  row_.document.measurements.push_back(std::move(m));
}

// "3'58\"", "3:58", "238", "238秒". A decimal like 3.58 that is no plausible number of seconds may
// be 3'58" and is not guessed at.
void RowBuilder::take_time(const TestDef& test, RawMeasurement& m) {
  const auto bare = leading_number(value_);
  std::optional<double> seconds = parse_seconds(value_);
  if (!seconds && bare && !bare->rest.empty()) {
    const auto converted = kb_.units().convert(bare->number, bare->rest, "s");
    if (!converted) return refuse("sheet.unit", {{"unit", bare->rest}, {"expected", "s"}});
    seconds = *converted;
  }
  if (!seconds) {
    const bool is_time = value_.find_first_of(":'\"") != std::string::npos ||
                         value_.find("分") != std::string::npos ||
                         value_.find("′") != std::string::npos;
    return refuse(is_time ? "sheet.time_form" : "sheet." + std::string(number_slip(value_)));
  }
  const bool is_decimal = bare && bare->rest.empty() && bare->number != std::floor(bare->number);
  if (is_decimal && !is_plausible(test, *seconds)) {
    return refuse("sheet.time_decimal",
                  {{"as_minutes", as_minutes(bare->number)},
                   {"as_seconds", format_shortest(round_significant(bare->number * 60, 6))}});
  }
  m.value = *seconds;
  row_.document.measurements.push_back(std::move(m));
}

void RowBuilder::take_pressure() {
  const std::string plain = fold(value_);
  const std::size_t slash = plain.find('/');
  // The first of two numbers must be alone; the unit stands behind the second.
  const auto systolic = slash == std::string::npos
                            ? std::nullopt
                            : leading_number(std::string_view(plain).substr(0, slash));
  const auto diastolic = slash == std::string::npos
                             ? std::nullopt
                             : leading_number(std::string_view(plain).substr(slash + 1));
  if (!systolic || !diastolic || !systolic->rest.empty()) return refuse("sheet.bp_pair");
  const std::string unit = !diastolic->rest.empty() ? diastolic->rest : column_->unit;
  const std::pair<const char*, double> parts[] = {{"bp_systolic", systolic->number},
                                                  {"bp_diastolic", diastolic->number}};
  for (const auto& [code, value] : parts) {
    const TestDef* test = kb_.test(code);
    if (test == nullptr) continue;
    const UnitEntry* known = kb_.units().find(unit);
    if (!unit.empty() && !kb_.units().convert(value, unit, test->unit))
      return refuse("sheet.unit", {{"unit", unit}, {"expected", test->unit}});
    RawMeasurement m = reading(code);
    m.value = value;
    if (known != nullptr && known->code != test->unit) m.unit = known->code;
    row_.document.measurements.push_back(std::move(m));
  }
}

std::optional<double> RowBuilder::number(double min, double max, std::string_view unit) {
  const auto typed = leading_number(value_);
  if (!typed) {
    refuse("sheet." + std::string(number_slip(value_)));
    return std::nullopt;
  }
  const std::string& own = column_->unit;
  double value = typed->number;
  if (typed->rest.empty() && is_missing_value(*column_->column, value)) return std::nullopt;
  // Completed years are written 67岁 and 67周岁; 虚岁 counts otherwise and is not taken for them.
  const std::string rest = unit == "a" && typed->rest == "周岁" ? "岁" : typed->rest;
  if (!rest.empty() || !own.empty()) {
    const auto converted = kb_.units().convert(value, rest.empty() ? std::string_view(own) : rest,
                                               unit.empty() ? std::string_view("1") : unit);
    if (!converted) {
      refuse("sheet.unit",
             {{"unit", typed->rest}, {"expected", unit.empty() ? "1" : std::string(unit)}});
      return std::nullopt;
    }
    value = *converted;
  }
  if (value < min || value > max) {
    refuse("sheet.number_range", {{"min", format_shortest(min)}, {"max", format_shortest(max)}});
    return std::nullopt;
  }
  return value;
}

std::optional<std::int32_t> RowBuilder::whole(double min, double max, std::string_view unit) {
  const auto value = number(min, max, unit);
  if (!value) return std::nullopt;
  if (*value != std::floor(*value)) {
    refuse("sheet.not_whole");
    return std::nullopt;
  }
  return static_cast<std::int32_t>(*value);
}

std::optional<Date> RowBuilder::past_date() {
  const auto day = date();
  if (!day || *day <= as_of_) return day;
  refuse("sheet.date_after", {{"as_of", as_of_.iso()}});
  return std::nullopt;
}

std::optional<Date> RowBuilder::date() {
  const TypedDate typed = typed_date(value_);
  if (!typed.date) {
    refuse(typed.slip == DateSlip::no_such_day ? "sheet.date_missing_day" : "sheet.date_form");
    return std::nullopt;
  }
  return typed.date;
}

}  // namespace celian::exchange
