// The caller's columns, found by name and checked, and read by blocks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "batch/kernel.hpp"
#include "batch/plan.hpp"
#include "catalog/subject.hpp"
#include "celian/date.hpp"
#include "celian/result.hpp"
#include "columns/column.hpp"

namespace celian::batch {

// Codes of one key column, such as sex or school grade.
struct KeyColumn {
  const columns::Column* column = nullptr;
  bool is_text = false;
  // Of a dictionary: the code of each value, kUnknownKey where it is null.
  std::vector<std::int32_t> of_dictionary;
};

struct Inputs {
  const Standard* standard = nullptr;
  std::int64_t rows = 0;
  std::vector<const columns::Column*> passthrough;
  KeyColumn sex, school_grade;
  // At most one of these; which one says `age`.
  const columns::Column* age = nullptr;
  enum class Age : std::uint8_t { none, months, years, birth_date } age_kind = Age::none;
  const columns::Column* date = nullptr;
  std::optional<Date> as_of;
  KeyKind key = KeyKind::school_grade;  // by which the classes are found
  // Columns with readings, as Standard::inputs(); null where there is none.
  std::vector<const columns::Column*> values;

  const columns::Column* value(std::string_view test) const noexcept;
};

// Errors: argument or schema (a column that is missing, unknown or of a wrong type), range (a text
// of a dictionary that is no code), conflict (two columns for the age).
Result<Inputs> bind(const Standard& standard, const columns::Table& table,
                    const std::vector<std::string>& passthrough, std::optional<Date> as_of);

// Whether a column can hold readings.
bool is_number(columns::Type type) noexcept;
// As a double; the row must be valid.
double number_at(const columns::Column& column, std::int64_t row) noexcept;

// Keys of the rows [first, first + n); unknown = kUnknownKey. Errors: range, naming column and row.
Result<void> read_sex(const Inputs& in, std::int64_t first, std::size_t n, std::int32_t* out);
// School grade, months or years, by in.key.
Result<void> read_key(const Inputs& in, std::int64_t first, std::size_t n, std::int32_t* out);

// Everything that the scalar code wants to know of one row.
Result<Subject> subject_at(const Inputs& in, std::int64_t row);

}  // namespace celian::batch
