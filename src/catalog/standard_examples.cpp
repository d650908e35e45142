// Runs the worked examples that a standard carries.
#include <algorithm>
#include <cmath>

#include "base/number_text.hpp"
#include "catalog/examples.hpp"
#include "catalog/standard_impl.hpp"
#include "codec/reader.hpp"

namespace celian {

using codec::Reader;
using codec::Value;

namespace {

Value found_cell(const Cell& cell) {
  if (cell.outcome == Outcome::scored) return cell.points;
  if (cell.outcome != Outcome::undetermined) return outcome_name(cell.outcome);
  Value list = Value::array();
  for (const Candidate& c : cell.candidates)
    list.push(c.no_score ? Value("no_score") : Value(c.points));
  return list;
}

// Candidates are a set: their order in the file is free.
bool same(const Value& expected, const Value& found) {
  if (!expected.is_array() || !found.is_array()) return expected == found;
  return expected.size() == found.size() &&
         std::all_of(expected.items().begin(), expected.items().end(), [&](const Value& e) {
           return std::any_of(found.items().begin(), found.items().end(),
                              [&](const Value& f) { return e == f; });
         });
}

void expect(Reader& r, const Value& found) {
  if (!same(r.value(), found))
    r.fail("", "expected " + codec::write(r.value()) + ", found " + codec::write(found),
           Status::pack);
}

Value number_or_null(const std::optional<double>& number) {
  return number ? Value(*number) : Value();
}

// What the sheet says about `name`, a test or a field of the sheet; nullopt if it says nothing.
std::optional<Value> found_for(const SheetScore& sheet, std::string_view name) {
  if (name == "score") return number_or_null(sheet.score);
  if (name == "bonus_total") return number_or_null(sheet.bonus_total);
  if (name == "total") return number_or_null(sheet.total);
  if (name == "total_min") return number_or_null(sheet.total_min);
  if (name == "total_max") return number_or_null(sheet.total_max);
  if (name == "outcome") return Value(completeness_name(sheet.outcome));
  if (name == "grade") return sheet.grade ? Value((*sheet.grades)[*sheet.grade].code) : Value();
  if (name == "grade_candidates") {
    Value list = Value::array();
    for (const std::size_t g : sheet.grade_candidates) list.push((*sheet.grades)[g].code);
    return list;
  }
  if (name == "missing") {
    Value list = Value::array();
    for (const std::string& test : sheet.missing) list.push(test);
    return list;
  }
  for (const SheetScore::Item& item : sheet.items) {
    if (item.test == name) return found_cell(item.cell);
  }
  return std::nullopt;
}

void check(Reader& r, const SheetScore& sheet) {
  const auto unknown = [&](Reader& e, const std::string& name) {
    e.fail("", "\"" + name + "\" is not scored for this person", Status::pack);
  };
  r.for_each_member([&](const std::string& name, Reader& e) {
    if (name == "class") {
      e.for_each_member([&](const std::string& test, Reader& c) {
        const auto item = std::find_if(sheet.items.begin(), sheet.items.end(),
                                       [&](const auto& i) { return i.test == test; });
        if (item == sheet.items.end()) return unknown(c, test);
        expect(c, Value(item->cell.item_class));
      });
    } else if (name == "bonus") {
      e.for_each_member([&](const std::string& test, Reader& b) {
        const auto bonus = std::find_if(sheet.bonus.begin(), sheet.bonus.end(),
                                        [&](const auto& i) { return i.test == test; });
        if (bonus == sheet.bonus.end()) return unknown(b, test);
        expect(b, Value(bonus->points));
      });
    } else if (const std::optional<Value> found = found_for(sheet, name)) {
      expect(e, *found);
    } else {
      unknown(e, name);
    }
  });
}

}  // namespace

Result<void> Standard::run_examples(const Value& file) const {
  Reader r(file);
  r.for_each("examples", [&](Reader& example) {
    ExampleInput input;
    example.child("in", [&](Reader& in) { input = read_example_input(in, *this); });
    // Members whose expectation is null must be seen as well, so the object is walked as it is.
    const Value* expected = example.raw("expect");
    if (expected == nullptr || !expected->is_object() || !example.ok()) {
      example.fail("expect", "expected an object");
      return;
    }
    example.ignore({"note", "cites"});
    std::vector<SheetValue> values;
    for (const auto& [test, value] : input.values)
      values.push_back({test, Outcome::scored, value, {}, {}});
    const SheetScore sheet = score_sheet(input.subject, values);
    Reader e(*expected, codec::join(example.pointer(), "expect"));
    check(e, sheet);
    if (Result<void> done = e.finish(); !done) example.fail(done.error());
  });
  r.ignore_rest();
  return r.finish();
}

ExampleInput read_example_input(Reader& in, const Standard& standard) {
  const std::string grade = in.string_or("school_grade", "");
  ExampleInput input = read_example_input(in);
  if (!grade.empty()) {
    input.subject.school_grade = standard.school_grade_code(grade);
    in.require(input.subject.school_grade != kUnknownKey, "school_grade",
               "unknown school_grade \"" + grade + "\"");
  }
  return input;
}

ExampleInput read_example_input(Reader& in) {
  ExampleInput input;
  const std::string sex = in.string_or("sex", "");
  in.require(sex.empty() || sex == "male" || sex == "female", "sex", "expected male or female");
  if (!sex.empty()) input.subject.sex = sex == "male" ? Sex::male : Sex::female;
  const auto number = [&](std::string_view name, std::int32_t& out) {
    if (const std::optional<std::int64_t> value = in.optional_int(name, {.min = 0, .max = 1e6}))
      out = static_cast<std::int32_t>(*value);
  };
  number("age_months", input.subject.age_months);
  number("age_years", input.subject.age_years);
  number("age_days", input.subject.age_days);
  in.for_each_member("values", [&](const std::string& test, Reader& value) {
    input.values.emplace_back(test, value.as_double());
  });
  return input;
}

}  // namespace celian
