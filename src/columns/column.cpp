#include "columns/column.hpp"

#include <array>
#include <cstdlib>
#include <limits>
#include <utility>

namespace celian::columns {

namespace {

struct Known {
  std::string_view format, name;
  Type type;
  Layout layout;
  std::int64_t width;
};

constexpr std::array kKnown{
    Known{"n", "null", Type::null, Layout::none, 0},
    Known{"b", "bool", Type::boolean, Layout::bits, 0},
    Known{"c", "int8", Type::int8, Layout::fixed, 1},
    Known{"C", "uint8", Type::uint8, Layout::fixed, 1},
    Known{"s", "int16", Type::int16, Layout::fixed, 2},
    Known{"S", "uint16", Type::uint16, Layout::fixed, 2},
    Known{"i", "int32", Type::int32, Layout::fixed, 4},
    Known{"I", "uint32", Type::uint32, Layout::fixed, 4},
    Known{"l", "int64", Type::int64, Layout::fixed, 8},
    Known{"L", "uint64", Type::uint64, Layout::fixed, 8},
    Known{"e", "float16", Type::other, Layout::fixed, 2},
    Known{"f", "float32", Type::float32, Layout::fixed, 4},
    Known{"g", "float64", Type::float64, Layout::fixed, 8},
    Known{"u", "utf8", Type::utf8, Layout::text32, 0},
    Known{"U", "large_utf8", Type::large_utf8, Layout::text64, 0},
    Known{"z", "binary", Type::other, Layout::text32, 0},
    Known{"Z", "large_binary", Type::other, Layout::text64, 0},
    Known{"tdD", "date32", Type::date32, Layout::fixed, 4},
    Known{"tdm", "date64", Type::other, Layout::fixed, 8},
    Known{"tts", "time32", Type::other, Layout::fixed, 4},
    Known{"ttm", "time32", Type::other, Layout::fixed, 4},
    Known{"ttu", "time64", Type::other, Layout::fixed, 8},
    Known{"ttn", "time64", Type::other, Layout::fixed, 8},
};

// Timestamps, durations, decimals, fixed-size binary, and everything nested.
Known other_format(std::string_view format) {
  const auto starts = [&](std::string_view with) { return format.substr(0, with.size()) == with; };
  if (starts("ts")) return {format, "timestamp", Type::other, Layout::fixed, 8};
  if (starts("tD")) return {format, "duration", Type::other, Layout::fixed, 8};
  if (starts("w:")) {
    const std::int64_t width = std::atoll(std::string(format.substr(2)).c_str());
    if (width > 0 && width <= 1 << 20)
      return {format, "fixed_size_binary", Type::other, Layout::fixed, width};
  }
  if (starts("d:")) {
    const std::size_t first = format.find(','), last = format.rfind(',');
    std::int64_t bits = 128;
    if (first != last) bits = std::atoll(std::string(format.substr(last + 1)).c_str());
    if (bits == 128 || bits == 256)
      return {format, "decimal", Type::other, Layout::fixed, bits / 8};
  }
  return {format, "", Type::other, Layout::nested, 0};
}

Known known(std::string_view format) {
  for (const Known& k : kKnown) {
    if (k.format == format) return k;
  }
  return other_format(format);
}

Error wrong(const std::string& name, const std::string& what) {
  return {Status::argument, "", "column \"" + name + "\": " + what};
}

std::string number(std::int64_t n) { return std::to_string(n); }

Result<Column> import_column(const ArrowSchema& schema, const ArrowArray& array, std::string name,
                             std::int64_t first, std::int64_t rows, int depth = 0) {
  if (schema.release == nullptr || array.release == nullptr)
    return wrong(name, "expected a column, found one that is already released");
  if (schema.format == nullptr) return wrong(name, "expected a format, found none");
  const Known kind = known(schema.format);
  Column column;
  column.name = std::move(name);
  column.format = schema.format;
  column.type = kind.type;
  column.layout = kind.layout;
  column.width = kind.width;
  column.flags = schema.flags;
  if (array.length < 0 || array.offset < 0 || array.length > INT64_MAX / 64 ||
      array.offset > INT64_MAX / 64)
    return wrong(column.name, "expected a length and an offset of 0 or more, found " +
                                  number(array.length) + " and " + number(array.offset));
  if (array.length - first < rows)
    return wrong(column.name, "expected at least " + number(first + rows) + " values, found " +
                                  number(array.length));
  column.length = rows;
  column.offset = array.offset + first;
  if (array.null_count < -1 || array.null_count > array.length)
    return wrong(column.name, "expected a null_count between -1 and the length, found " +
                                  number(array.null_count));
  if (column.layout == Layout::nested) {
    if (schema.n_children == 0 && schema.format[0] != '+' && schema.format[0] != 'v')
      return wrong(column.name,
                   "the format \"" + column.format + "\" is none of the Arrow C data interface");
    return column;
  }
  const bool is_text = column.layout == Layout::text32 || column.layout == Layout::text64;
  const std::int64_t buffers = column.layout == Layout::none ? 0 : is_text ? 3 : 2;
  if (array.n_buffers != buffers)
    return wrong(column.name, "expected " + number(buffers) + " buffers for the format \"" +
                                  column.format + "\", found " + number(array.n_buffers));
  if (array.n_children != 0) return wrong(column.name, "expected no children for this format");
  if (buffers > 0) {
    if (array.buffers == nullptr) return wrong(column.name, "expected buffers, found none");
    if (array.null_count != 0) column.validity = static_cast<const std::uint8_t*>(array.buffers[0]);
    if (array.null_count > 0 && array.buffers[0] == nullptr)
      return wrong(column.name,
                   "expected a validity bitmap, since null_count is " + number(array.null_count));
    column.values = array.buffers[1];
    if (is_text) column.text = static_cast<const char*>(array.buffers[2]);
    if (column.values == nullptr && rows > 0)
      return wrong(column.name, "expected a buffer of values, found NULL");
  }
  column.has_nulls = column.validity != nullptr || column.type == Type::null;
  if ((schema.dictionary == nullptr) != (array.dictionary == nullptr))
    return wrong(column.name, "expected a dictionary in both schema and array, or in neither");
  if (schema.dictionary != nullptr) {
    if (!is_integer(column.type) || depth > 0)
      return wrong(column.name, "expected indexes of a dictionary to be whole numbers, found " +
                                    std::string(kind.name));
    Result<Column> values = import_column(*schema.dictionary, *array.dictionary, column.name, 0,
                                          array.dictionary->length, depth + 1);
    if (!values) return values.error();
    column.dictionary = std::make_shared<const Column>(std::move(*values));
  }
  return column;
}

template <class Offset>
Result<std::string_view> plain_text(const Column& column, std::int64_t row) {
  const Offset* const at = column.data<Offset>() + row;
  const bool is_right = at[0] >= 0 && at[1] >= at[0] && (at[1] == at[0] || column.text != nullptr);
  if (!is_right) {
    return Error{Status::range, "",
                 "column \"" + column.name + "\", row " + number(row) +
                     ": expected offsets that rise, found " + number(at[0]) + " and " +
                     number(at[1])};
  }
  if (at[0] == at[1]) return std::string_view("");
  return std::string_view(column.text + at[0], static_cast<std::size_t>(at[1] - at[0]));
}

}  // namespace

const Column* Table::find(std::string_view name) const noexcept {
  for (const Column& column : columns) {
    if (column.name == name) return &column;
  }
  return nullptr;
}

Result<Table> import_table(const ArrowSchema& schema, const ArrowArray& array) {
  const auto refuse = [](const std::string& what) {
    return Error{Status::argument, "", "the table: " + what};
  };
  if (schema.release == nullptr || array.release == nullptr)
    return refuse("expected a schema and an array, found one that is already released");
  if (schema.format == nullptr || std::string_view(schema.format) != "+s")
    return refuse("expected a struct array, format \"+s\", found \"" +
                  std::string(schema.format == nullptr ? "" : schema.format) + "\"");
  if (array.length < 0 || array.offset < 0 || array.length > INT64_MAX / 64 ||
      array.offset > INT64_MAX / 64)
    return refuse("expected a length and an offset of 0 or more");
  if (array.n_buffers != 1) return refuse("expected 1 buffer, found " + number(array.n_buffers));
  if (schema.n_children < 0 || schema.n_children != array.n_children)
    return refuse("expected as many children in the array as in the schema, " +
                  number(schema.n_children) + ", found " + number(array.n_children));
  if (schema.n_children > 0 && (schema.children == nullptr || array.children == nullptr))
    return refuse("expected children, found NULL");
  const bool may_have_nulls =
      array.null_count != 0 && array.buffers != nullptr && array.buffers[0] != nullptr;
  if (array.null_count > 0 && !may_have_nulls)
    return refuse("expected a validity bitmap, since null_count is not 0");

  Table table;
  table.rows = array.length;
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    if (schema.children[i] == nullptr || array.children[i] == nullptr)
      return refuse("child " + number(i) + " is NULL");
    const char* const name = schema.children[i]->name;
    if (name == nullptr || *name == '\0') return refuse("child " + number(i) + " has no name");
    if (table.find(name) != nullptr) return wrong(name, "there are two columns of this name");
    Result<Column> column =
        import_column(*schema.children[i], *array.children[i], name, array.offset, array.length);
    if (!column) return column.error();
    if (may_have_nulls) {
      column->row_validity = static_cast<const std::uint8_t*>(array.buffers[0]);
      column->row_offset = array.offset;
      column->has_nulls = true;
    }
    table.columns.push_back(std::move(*column));
  }
  return table;
}

bool is_integer(Type type) noexcept { return Type::int8 <= type && type <= Type::uint64; }

std::int64_t integer_at(const Column& column, std::int64_t row) noexcept {
  switch (column.type) {
    case Type::int8: return column.data<std::int8_t>()[row];
    case Type::int16: return column.data<std::int16_t>()[row];
    case Type::int32:
    case Type::date32: return column.data<std::int32_t>()[row];
    case Type::int64: return column.data<std::int64_t>()[row];
    case Type::uint8: return column.data<std::uint8_t>()[row];
    case Type::uint16: return column.data<std::uint16_t>()[row];
    case Type::uint32: return column.data<std::uint32_t>()[row];
    case Type::uint64: {
      const std::uint64_t value = column.data<std::uint64_t>()[row];
      constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
      return static_cast<std::int64_t>(value < kMost ? value : kMost);
    }
    default: return 0;
  }
}

bool is_text(const Column& column) noexcept {
  const Type type = column.dictionary ? column.dictionary->type : column.type;
  return type == Type::utf8 || type == Type::large_utf8;
}

Result<std::string_view> text_at(const Column& column, std::int64_t row) {
  if (column.dictionary) {
    const std::int64_t index = integer_at(column, row);
    if (index < 0 || index >= column.dictionary->length) {
      return Error{Status::range, "",
                   "column \"" + column.name + "\", row " + number(row) +
                       ": expected an index below " + number(column.dictionary->length) +
                       ", found " + number(index)};
    }
    if (!column.dictionary->is_valid(index)) return std::string_view();
    return text_at(*column.dictionary, index);
  }
  return column.type == Type::utf8 ? plain_text<std::int32_t>(column, row)
                                   : plain_text<std::int64_t>(column, row);
}

std::string type_name(const Column& column) {
  if (column.dictionary) return "dictionary of " + type_name(*column.dictionary);
  const Known kind = known(column.format);
  return kind.name.empty() ? "the format \"" + column.format + "\"" : std::string(kind.name);
}

}  // namespace celian::columns
