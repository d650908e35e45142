#include "batch/inputs.hpp"

#include <algorithm>
#include <utility>

#include "catalog/standard.hpp"

namespace celian::batch {

using columns::Column;
using columns::Type;

namespace {

Error wrong(const Column& column, const std::string& what, Status status = Status::schema) {
  return {status, "", "column \"" + column.name + "\": " + what};
}

Error wrong_at(const Column& column, std::int64_t row, const std::string& what) {
  return {Status::range, "",
          "column \"" + column.name + "\", row " + std::to_string(row) + ": " + what};
}

constexpr std::string_view kSexCodes = "\"male\" or \"female\"";

std::int32_t sex_code(std::string_view text) noexcept {
  if (text == "male") return static_cast<std::int32_t>(Sex::male);
  if (text == "female") return static_cast<std::int32_t>(Sex::female);
  return kUnknownKey;
}

// Code of a text; an Error where it is none.
template <class CodeOf>
Result<std::int32_t> code_at(const Column& column, std::int64_t row, std::string_view expected,
                             CodeOf&& code_of) {
  const Result<std::string_view> text = text_at(column, row);
  if (!text) return text.error();
  if (text->data() == nullptr) return kUnknownKey;  // a null in the dictionary
  const std::int32_t code = code_of(*text);
  if (code == kUnknownKey) {
    return wrong_at(column, row,
                    "expected " + std::string(expected) + ", found \"" +
                        std::string(text->substr(0, 40)) + "\"");
  }
  return code;
}

template <class CodeOf>
Result<KeyColumn> bind_key(const Column* column, std::string_view expected, CodeOf&& code_of) {
  KeyColumn key;
  key.column = column;
  if (column == nullptr || column->type == Type::null) return key;
  key.is_text = is_text(*column);
  if (!key.is_text && (column->dictionary || !columns::is_integer(column->type))) {
    return wrong(*column, "expected whole numbers, utf8 or a dictionary of utf8, found " +
                              type_name(*column));
  }
  if (!column->dictionary) return key;
  const Column& texts = *column->dictionary;
  for (std::int64_t i = 0; i < texts.length; ++i) {
    std::int32_t code = kUnknownKey;
    if (texts.is_valid(i)) {
      const Result<std::int32_t> found = code_at(texts, i, expected, code_of);
      // A value that no row uses harms nobody; rows that do are refused when they are read.
      code = found ? *found : kUnknownKey + 1;
    }
    key.of_dictionary.push_back(code);
  }
  return key;
}

// Codes of the rows of a key column.
template <class CodeOf>
Result<void> read_codes(const KeyColumn& key, std::string_view expected, CodeOf&& code_of,
                        std::int64_t first, std::size_t n, std::int32_t* out) {
  const Column* const column = key.column;
  if (column == nullptr || column->type == Type::null) {
    std::fill(out, out + n, kUnknownKey);
    return {};
  }
  if (!key.is_text && column->type == Type::int8 && !column->has_nulls) {
    const std::int8_t* const from = column->data<std::int8_t>() + first;
    for (std::size_t i = 0; i < n; ++i) out[i] = from[i];
    return {};
  }
  for (std::size_t i = 0; i < n; ++i) {
    const std::int64_t row = first + static_cast<std::int64_t>(i);
    out[i] = kUnknownKey;
    if (column->has_nulls && !column->is_valid(row)) continue;
    if (!key.is_text) {
      out[i] = static_cast<std::int32_t>(
          std::clamp<std::int64_t>(integer_at(*column, row), INT32_MIN + 2, INT32_MAX));
      continue;
    }
    if (column->dictionary) {
      const std::int64_t index = integer_at(*column, row);
      if (index >= 0 && index < column->dictionary->length) {
        out[i] = key.of_dictionary[static_cast<std::size_t>(index)];
        if (out[i] != kUnknownKey + 1) continue;
      }
    }
    const Result<std::int32_t> code = code_at(*column, row, expected, code_of);
    if (!code) return code.error();
    out[i] = *code;
  }
  return {};
}

std::string grade_names(const Standard& standard) {
  return "a school grade of " + standard.header().reference();
}

auto grade_code(const Standard& standard) {
  return [&standard](std::string_view text) { return standard.school_grade_code(text); };
}

// Whole numbers, or dates as days.
Result<void> expect_integer(const Column* column, bool is_date) {
  if (column == nullptr || column->type == Type::null) return {};
  const bool fits = !column->dictionary &&
                    (is_date ? column->type == Type::date32 : columns::is_integer(column->type));
  if (fits) return {};
  return wrong(*column, std::string("expected ") + (is_date ? "date32" : "whole numbers") +
                            ", found " + type_name(*column));
}

Result<void> bind_age(Inputs& in, const columns::Table& table) {
  constexpr std::pair<std::string_view, Inputs::Age> kAges[] = {
      {"birth_date", Inputs::Age::birth_date},
      {"age_months", Inputs::Age::months},
      {"age_years", Inputs::Age::years}};
  for (const auto& [name, kind] : kAges) {
    const Column* const column = table.find(name);
    if (column == nullptr) continue;
    if (in.age != nullptr)
      return wrong(*column, "the age is given by \"" + in.age->name + "\" already",
                   Status::conflict);
    in.age = column;
    in.age_kind = kind;
  }
  if (Result<void> r = expect_integer(in.age, in.age_kind == Inputs::Age::birth_date); !r) return r;
  in.date = table.find("date");
  if (Result<void> r = expect_integer(in.date, true); !r) return r;
  if (in.age_kind == Inputs::Age::birth_date && !in.as_of)
    return Error{Status::schema, "/as_of", "expected a date, since ages come from birth_date"};
  return {};
}

// The columns by which this standard tells people apart must be there, even if all null.
Result<void> bind_keys(Inputs& in, const columns::Table& table) {
  Result<KeyColumn> sex = bind_key(table.find("sex"), kSexCodes, sex_code);
  if (!sex) return sex.error();
  in.sex = std::move(*sex);
  Result<KeyColumn> grade =
      bind_key(table.find("school_grade"), grade_names(*in.standard), grade_code(*in.standard));
  if (!grade) return grade.error();
  in.school_grade = std::move(*grade);
  if (Result<void> r = bind_age(in, table); !r) return r;

  if (in.sex.column == nullptr)
    return Error{Status::schema, "", "expected a column \"sex\", found none"};
  const bool by_grade = in.standard->by_school_grade();
  if (by_grade && in.school_grade.column == nullptr)
    return Error{Status::schema, "", "expected a column \"school_grade\", found none"};
  if (!by_grade && in.age == nullptr) {
    return Error{Status::schema, "",
                 "expected a column \"age_months\", \"age_years\" or \"birth_date\", found none"};
  }
  in.key = by_grade                            ? KeyKind::school_grade
           : in.age_kind == Inputs::Age::years ? KeyKind::age_years
                                               : KeyKind::age_months;
  return {};
}

Date date_at(const Inputs& in, std::int64_t row) {
  if (in.date != nullptr && in.date->is_valid(row))
    return Date::from_days(in.date->data<std::int32_t>()[row]);
  return *in.as_of;
}

std::int32_t age_at(const Inputs& in, std::int64_t row) {
  if (in.age == nullptr || !in.age->is_valid(row)) return kUnknownKey;
  if (in.age_kind == Inputs::Age::birth_date)
    return completed_months(Date::from_days(in.age->data<std::int32_t>()[row]), date_at(in, row));
  return static_cast<std::int32_t>(
      std::clamp<std::int64_t>(integer_at(*in.age, row), -100000, 100000));
}

}  // namespace

bool is_number(Type type) noexcept {
  return columns::is_integer(type) || type == Type::float32 || type == Type::float64;
}

double number_at(const Column& column, std::int64_t row) noexcept {
  if (column.type == Type::float32) return static_cast<double>(column.data<float>()[row]);
  if (column.type == Type::float64) return column.data<double>()[row];
  if (column.type == Type::uint64) return static_cast<double>(column.data<std::uint64_t>()[row]);
  return static_cast<double>(integer_at(column, row));
}

const Column* Inputs::value(std::string_view test) const noexcept {
  for (const Column* column : values) {
    if (column != nullptr && column->name == test) return column;
  }
  return nullptr;
}

Result<Inputs> bind(const Standard& standard, const columns::Table& table,
                    const std::vector<std::string>& passthrough, std::optional<Date> as_of) {
  Inputs in;
  in.standard = &standard;
  in.rows = table.rows;
  in.as_of = as_of;
  for (std::size_t i = 0; i < passthrough.size(); ++i) {
    const Column* const column = table.find(passthrough[i]);
    const std::string pointer = "/passthrough/" + std::to_string(i);
    if (column == nullptr)
      return Error{Status::schema, pointer, "there is no column \"" + passthrough[i] + "\""};
    if (std::count(in.passthrough.begin(), in.passthrough.end(), column) != 0)
      return Error{Status::schema, pointer, "\"" + passthrough[i] + "\" is named twice"};
    in.passthrough.push_back(column);
  }
  if (Result<void> done = bind_keys(in, table); !done) return done.error();

  constexpr std::string_view kKeys[] = {"sex",       "school_grade", "age_months",
                                        "age_years", "birth_date",   "date"};
  const std::vector<std::string>& tests = standard.inputs();
  in.values.resize(tests.size());
  for (const Column& column : table.columns) {
    if (std::find(std::begin(kKeys), std::end(kKeys), column.name) != std::end(kKeys)) continue;
    const auto test = std::find(tests.begin(), tests.end(), column.name);
    if (test == tests.end()) {
      if (std::find(passthrough.begin(), passthrough.end(), column.name) == passthrough.end()) {
        return wrong(column, "expected a key or a test of " + standard.header().reference() +
                                 ", or a name listed in \"passthrough\"");
      }
      continue;
    }
    if (column.type != Type::null && (column.dictionary || !is_number(column.type)))
      return wrong(column, "expected numbers, found " + type_name(column));
    in.values[static_cast<std::size_t>(test - tests.begin())] = &column;
  }
  return in;
}

Result<void> read_sex(const Inputs& in, std::int64_t first, std::size_t n, std::int32_t* out) {
  Result<void> done = read_codes(in.sex, kSexCodes, sex_code, first, n, out);
  if (!done) return done;
  std::uint32_t bad = 0;
  for (std::size_t i = 0; i < n; ++i) {
    out[i] = out[i] == kUnknownKey ? 0 : out[i];
    bad |= static_cast<std::uint32_t>(out[i]) > 2u ? 1u : 0u;
  }
  for (std::size_t i = 0; bad != 0 && i < n; ++i) {
    if (static_cast<std::uint32_t>(out[i]) > 2u) {
      return wrong_at(
          *in.sex.column, first + static_cast<std::int64_t>(i),
          "expected 1 (male), 2 (female) or 0 (unknown), found " + std::to_string(out[i]));
    }
  }
  return {};
}

Result<void> read_key(const Inputs& in, std::int64_t first, std::size_t n, std::int32_t* out) {
  if (in.key == KeyKind::school_grade)
    return read_codes(in.school_grade, grade_names(*in.standard), grade_code(*in.standard), first,
                      n, out);
  for (std::size_t i = 0; i < n; ++i) out[i] = age_at(in, first + static_cast<std::int64_t>(i));
  return {};
}

Result<Subject> subject_at(const Inputs& in, std::int64_t row) {
  Subject subject;
  std::int32_t code = 0;
  if (Result<void> done = read_sex(in, row, 1, &code); !done) return done.error();
  subject.sex = static_cast<Sex>(code);
  if (in.standard->by_school_grade()) {
    const Result<void> done = read_codes(in.school_grade, grade_names(*in.standard),
                                         grade_code(*in.standard), row, 1, &subject.school_grade);
    if (!done) return done.error();
  }
  (in.age_kind == Inputs::Age::years ? subject.age_years : subject.age_months) = age_at(in, row);
  return subject;
}

}  // namespace celian::batch
