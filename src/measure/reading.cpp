#include "measure/reading.hpp"

#include <cmath>
#include <optional>

#include "base/number_text.hpp"
#include "base/time_text.hpp"
#include "base/utf8.hpp"
#include "catalog/nearest.hpp"

namespace celian::measure {

namespace {

struct NumberAndUnit {
  double number = 0;
  std::string unit;
};

// "62 [lb_av]", "130斤", "3'25\"", "8.4".
std::optional<NumberAndUnit> split(const TestDef& test, const std::string& text) {
  const std::string clean = fold(text);
  if (test.time_notation) {
    if (const auto seconds = parse_seconds(clean)) return NumberAndUnit{*seconds, ""};
  }
  std::size_t end = 0;
  while (end < clean.size() &&
         (std::string_view("0123456789.-").find(clean[end]) != std::string_view::npos))
    ++end;
  const auto number = parse_number(std::string_view(clean).substr(0, end));
  if (!number) return std::nullopt;
  std::size_t unit = end;
  while (unit < clean.size() && clean[unit] == ' ') ++unit;
  return NumberAndUnit{*number, clean.substr(unit)};
}

Error bad(Status status, const std::string& pointer, std::string message) {
  return {status, pointer, std::move(message)};
}

Error unknown_test(const KnowledgeBase& kb, const std::string& typed, const std::string& pointer) {
  std::vector<std::string> codes;
  for (const TestDef& t : kb.tests()) codes.push_back(t.code);
  std::string near;
  for (const std::string& code : nearest_names(typed, codes))
    near += (near.empty() ? "; nearest: " : ", ") + code;
  return bad(Status::unknown_id, pointer,
             "no test is called '" + typed + "'" + near + "; catalog.list tests names all");
}

}  // namespace

Result<TypedReading> read_value(const KnowledgeBase& kb, const RawMeasurement& raw, Date as_of,
                                const std::string& pointer) {
  TypedReading out;
  out.test = kb.test(raw.test);
  if (out.test == nullptr) {
    return unknown_test(kb, raw.test, pointer + "/test");
  }
  out.day = raw.date.value_or(as_of);
  if (out.day > as_of)
    return bad(Status::range, pointer + "/date", "lies after as_of " + as_of.iso());
  out.reading.trial = raw.trial;
  out.reading.side = raw.side;
  out.reading.date = raw.date;
  // The decision blood pressure is a seated one; other postures serve the orthostatic test only.
  if (!raw.posture.empty() && raw.posture != "seated") out.reading.used = false;
  if (raw.status == "exempt" || raw.status == "not_measured") {
    out.status = raw.status == "exempt" ? Outcome::exempt : Outcome::missing_value;
    return out;
  }
  NumberAndUnit given{0, raw.unit};
  if (const double* number = std::get_if<double>(&raw.value)) {
    given.number = *number;
  } else {
    const std::string& text = std::get<std::string>(raw.value);
    const auto read = split(*out.test, text);
    if (!read) {
      const std::string expected =
          out.test->time_notation ? "seconds or a time like 3:25 or 3'25\"" : "a number";
      return bad(Status::argument, pointer + "/value", "'" + text + "' is not " + expected);
    }
    given.number = read->number;
    if (!read->unit.empty()) given.unit = read->unit;
  }
  if (!std::isfinite(given.number))
    return bad(Status::argument, pointer + "/value", "is not a finite number");
  out.reading.value = given.number;
  if (!given.unit.empty() && given.unit != out.test->unit) {
    // Glucose in mg/dL and mmol/L differ by the molar mass, which is the substance's, not the
    // unit's.
    const auto converted = kb.units().convert(given.number, given.unit, out.test->unit);
    if (!converted) return bad(Status::unit, pointer + "/unit", converted.error().message);
    out.reading.value = *converted;
  }
  if (out.reading.value < out.test->plausible_min || out.reading.value > out.test->plausible_max) {
    out.status = Outcome::implausible;
    out.flag = "measure.implausible";
    out.reading.used = false;
    // Says which slip would explain the value; nothing is converted on a guess.
    for (const std::string& unit : out.test->mistaken_units) {
      const auto other = kb.units().convert(given.number, unit, out.test->unit);
      if (other && *other >= out.test->plausible_min && *other <= out.test->plausible_max)
        out.flag = "measure.unit_suspect";
    }
  }
  return out;
}

}  // namespace celian::measure
