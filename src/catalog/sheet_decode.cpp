#include "catalog/sheet_decode.hpp"

#include <algorithm>

namespace celian {

using codec::Reader;

namespace {

constexpr std::string_view kTargets[] = {"person.id",
                                         "person.name",
                                         "person.sex",
                                         "person.birth_date",
                                         "person.age_years",
                                         "person.age_months",
                                         "person.school_grade",
                                         "person.occupation",
                                         "date",
                                         "blood_pressure",
                                         "conditions",
                                         "medications",
                                         "symptoms",
                                         "symptoms_today",
                                         "falls",
                                         "pregnant",
                                         "pregnancy.weeks",
                                         "note",
                                         "ignore"};
constexpr std::string_view kPrefixes[] = {"test.",     "fact.",      "falls.",    "function.",
                                          "activity.", "clearance.", "resources."};

bool is_target(std::string_view to) {
  if (std::find(std::begin(kTargets), std::end(kTargets), to) != std::end(kTargets)) return true;
  return std::any_of(std::begin(kPrefixes), std::end(kPrefixes), [&](std::string_view prefix) {
    return to.substr(0, prefix.size()) == prefix && is_dotted_code(to.substr(prefix.size()));
  });
}

std::vector<std::pair<std::string, std::string>> read_words(Reader& r, std::string_view name) {
  std::vector<std::pair<std::string, std::string>> out;
  r.for_each_member(name, [&](const std::string& word, Reader& code) {
    const codec::Value& v = code.value();
    out.emplace_back(word, v.is_string() ? v.as_string() : codec::write(v));
  });
  return out;
}

SheetColumn read_column(Reader& r) {
  SheetColumn c;
  c.headers = r.strings("headers");
  r.require(!c.headers.empty(), "headers", "expected at least one header");
  c.to = r.required_string("to");
  if (r.ok() && !is_target(c.to))
    r.fail("to", "expected a target of docs/data-format.md, found \"" + c.to + "\"");
  c.unit = r.string_or("unit", "");
  c.values = read_words(r, "values");
  c.missing_values = r.doubles("missing_values");
  c.split = r.string_or("split", "");
  c.required = r.bool_or("required", false);
  r.ignore({"notes"});
  return c;
}

}  // namespace

void decode_sheet(const FileScope& file, std::vector<Sheet>& out) {
  file.only({"columns", "none_words", "missing_words", "exempt_words", "defaults"});
  Sheet sheet;
  sheet.header = file.header;
  file.each("columns", read_column,
            [&](SheetColumn c, const std::string&) { sheet.columns.push_back(std::move(c)); });
  Reader r(file.value);
  r.ignore_rest();
  sheet.none_words = r.strings("none_words");
  sheet.missing_words = r.strings("missing_words");
  sheet.exempt_words = r.strings("exempt_words");
  sheet.defaults = read_words(r, "defaults");
  if (Result<void> done = r.finish(); !done) return file.report(done.error());
  out.push_back(std::move(sheet));
}

}  // namespace celian
