// One column of a table that somebody else owns, read through the Arrow C Data Interface.
//
// Nothing is copied and nothing is released: a Column is valid as long as the caller's structs are.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "celian/arrow_abi.h"
#include "celian/result.hpp"

namespace celian::columns {

enum class Type : std::uint8_t {
  null,  // all null, without buffers
  boolean,
  int8,
  int16,
  int32,
  int64,
  uint8,
  uint16,
  uint32,
  uint64,
  float32,
  float64,
  utf8,
  large_utf8,
  date32,
  other  // can be handed on, not read
};

// How the buffers of a type look, for whoever copies them.
enum class Layout : std::uint8_t { none, bits, fixed, text32, text64, nested };

struct Column {
  std::string name;
  std::string format;      // as the schema spells it; of the indexes, for a dictionary
  Type type = Type::null;  // of the values; of the indexes, for a dictionary
  Layout layout = Layout::none;
  std::int64_t width = 0;                  // bytes a value, for Layout::fixed
  std::int64_t length = 0;                 // rows
  std::int64_t offset = 0;                 // of row 0 in the buffers
  bool has_nulls = false;                  // false: certainly none
  const std::uint8_t* validity = nullptr;  // bit offset + i; null = all valid
  // Of the table itself: a row that is null there is null in every column.
  const std::uint8_t* row_validity = nullptr;
  std::int64_t row_offset = 0;
  const void* values = nullptr;  // fixed, bits: the values; text: the offsets
  const char* text = nullptr;    // text: the bytes
  std::int64_t flags = 0;
  std::shared_ptr<const Column> dictionary;

  bool is_valid(std::int64_t row) const noexcept {
    const std::int64_t at = offset + row, outer = row_offset + row;
    if (type == Type::null) return false;
    if (validity != nullptr && (validity[at >> 3] >> (at & 7) & 1) == 0) return false;
    return row_validity == nullptr || (row_validity[outer >> 3] >> (outer & 7) & 1) != 0;
  }
  template <class T>
  const T* data() const noexcept {
    return static_cast<const T*>(values) + offset;
  }
};

struct Table {
  std::int64_t rows = 0;
  std::vector<Column> columns;

  const Column* find(std::string_view name) const noexcept;
};

// The columns of a struct array. Errors: argument, with the column and what was expected. The
// structs are only read.
Result<Table> import_table(const ArrowSchema& schema, const ArrowArray& array);

// Whole numbers of any width (or an all-null column): row -> number. uint64 beyond int64 gives
// INT64_MAX. The row must be valid.
bool is_integer(Type type) noexcept;
std::int64_t integer_at(const Column& column, std::int64_t row) noexcept;

// Text of a row, utf8 or large_utf8, also through a dictionary; the row must be valid. An Error
// (range, naming the column and row) for offsets that run backwards and indexes outside of the
// dictionary. A null value of the dictionary is an empty view without data.
bool is_text(const Column& column) noexcept;
Result<std::string_view> text_at(const Column& column, std::int64_t row);

// "int16", "dictionary of utf8", for messages.
std::string type_name(const Column& column);

}  // namespace celian::columns
