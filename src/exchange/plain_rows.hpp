// Rows of a sheet in which nothing wants interpreting: readings are bare numbers in the unit of
// their test, and the rest (sex, grade, day of birth, diseases …) has stood in an earlier row in
// the same words. Most rows of a school are of this kind, and they need no document of their own.
// What they give is what SheetReader::next() would have given.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/row_keys.hpp"
#include "exchange/sheet_row.hpp"

namespace celian::exchange {

// What rows with the same words have in common: everything but number, name and readings.
struct PlainProfile {
  std::size_t number = 0;  // from 0, in the order of their first row
  bool usable = false;     // false: something in it is refused or noted
  PersonDocument document;
  std::optional<Date> day;  // of the readings, if a cell says it
};

struct PlainRow {
  const PlainProfile* profile = nullptr;
  std::string_view id, name, text;  // of the row that was read last
  std::size_t number = 0;
  std::uint64_t line = 0;
};

class PlainRows {
 public:
  PlainRows(SheetWords& words, const std::vector<BoundColumn>& columns, Date as_of);

  // Tests whose columns hold bare numbers; `values` below has one place for each.
  const std::vector<std::string>& tests() const noexcept { return tests_; }

  // False: the row is none of them. An empty cell is NaN.
  bool read(const csv::Row&, PlainRow& out, double* values);

  // Whether no row with the same words stood before it; remembers it.
  bool is_new(std::span<const std::string_view> fields);
  // Whether is_new() has seen such a row. Takes at least the first key_fields() of its fields.
  bool is_known(std::span<const std::string_view> fields) const;
  std::size_t key_fields() const noexcept { return key_fields_; }

 private:
  struct Reading {
    std::size_t at = 0, test = 0;  // column of the file; index of tests_
    bool is_bare = false;          // the number is in the unit of the test
    bool required = false;
    double least = 0, most = 0;  // plausible
    std::vector<double> missing;
  };

  bool read_text(std::span<const std::string_view> fields, PlainRow& out) const;
  bool read_number(const Reading&, std::string_view cell, std::size_t before, double* values) const;
  const PlainProfile* profile_of(std::span<const std::string_view> fields);

  SheetWords& words_;
  const std::vector<BoundColumn>& columns_;
  Date as_of_;
  std::vector<Reading> readings_;
  std::vector<std::string> tests_;
  std::size_t key_fields_ = 0;  // as far as the last one that a kind of rows has in common
  const BoundColumn *id_ = nullptr, *name_ = nullptr;
  RowKeys kinds_, seen_;
  std::vector<std::unique_ptr<PlainProfile>> profiles_;  // by number of kinds_
};

}  // namespace celian::exchange
