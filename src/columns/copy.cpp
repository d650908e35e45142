// Columns that are handed on: copied, since the caller keeps what is his.
#include <cstring>

#include "columns/export.hpp"

namespace celian::columns {

namespace {

std::size_t bitmap_bytes(std::int64_t rows) { return static_cast<std::size_t>((rows + 7) / 8); }

Buffer copy_bits(std::int64_t rows, const std::uint8_t* from, std::int64_t offset) {
  Buffer out = make_buffer(bitmap_bytes(rows));
  std::memset(out.get(), 0, bitmap_bytes(rows));
  for (std::int64_t i = 0; i < rows; ++i) {
    const std::int64_t at = offset + i;
    const auto bit = static_cast<unsigned>(from[at >> 3] >> (at & 7) & 1);
    out[i >> 3] |= static_cast<std::byte>(bit << (i & 7));
  }
  return out;
}

// The bytes of the texts, moved together; null rows keep an empty text.
template <class Offset>
Result<void> copy_text(const Column& column, OutColumn& out) {
  const Offset* const from = column.data<Offset>();
  Buffer offsets = make_buffer(static_cast<std::size_t>(column.length + 1) * sizeof(Offset));
  Offset first = column.length > 0 ? from[0] : Offset{0}, last = first;
  for (std::int64_t i = 0; i < column.length; ++i) {
    if (from[i + 1] < from[i] || from[i] < 0) {
      return Error{Status::range, "",
                   "column \"" + column.name + "\", row " + std::to_string(i) +
                       ": expected offsets that rise"};
    }
    last = from[i + 1];
  }
  if (last > first && column.text == nullptr)
    return Error{Status::argument, "", "column \"" + column.name + "\": expected a buffer of text"};
  for (std::int64_t i = 0; i <= column.length; ++i) {
    const Offset at = column.length > 0 ? from[i] - first : Offset{0};
    std::memcpy(offsets.get() + static_cast<std::size_t>(i) * sizeof(Offset), &at, sizeof at);
  }
  Buffer bytes = make_buffer(static_cast<std::size_t>(last - first));
  if (last > first)
    std::memcpy(bytes.get(), column.text + first, static_cast<std::size_t>(last - first));
  out.buffers.push_back(std::move(offsets));
  out.buffers.push_back(std::move(bytes));
  return {};
}

}  // namespace

Result<OutColumn> copy_column(const Column& column) {
  if (column.layout == Layout::nested) {
    return Error{Status::unsupported, "",
                 "column \"" + column.name + "\": " + type_name(column) +
                     " cannot be handed on, only columns without children"};
  }
  OutColumn out;
  out.name = column.name;
  out.format = column.format;
  out.length = column.length;
  out.flags = column.flags | ARROW_FLAG_NULLABLE;
  if (column.layout == Layout::none) {
    out.null_count = column.length;
    return out;
  }
  Buffer validity;
  if (column.has_nulls) {
    validity = make_buffer(bitmap_bytes(column.length));
    std::memset(validity.get(), 0, bitmap_bytes(column.length));
    for (std::int64_t i = 0; i < column.length; ++i) {
      const bool is_valid = column.is_valid(i);
      validity[i >> 3] |= static_cast<std::byte>((is_valid ? 1u : 0u) << (i & 7));
      out.null_count += is_valid ? 0 : 1;
    }
  }
  out.buffers.push_back(std::move(validity));
  if (column.layout == Layout::text32 || column.layout == Layout::text64) {
    const Result<void> done = column.layout == Layout::text32
                                  ? copy_text<std::int32_t>(column, out)
                                  : copy_text<std::int64_t>(column, out);
    if (!done) return done.error();
  } else if (column.layout == Layout::bits) {
    out.buffers.push_back(
        copy_bits(column.length, static_cast<const std::uint8_t*>(column.values), column.offset));
  } else {
    const auto size = static_cast<std::size_t>(column.length * column.width);
    Buffer values = make_buffer(size);
    if (size > 0)
      std::memcpy(values.get(),
                  static_cast<const std::byte*>(column.values) + column.offset * column.width,
                  size);
    out.buffers.push_back(std::move(values));
  }
  if (column.dictionary) {
    Result<OutColumn> values = copy_column(*column.dictionary);
    if (!values) return values.error();
    values->name.clear();
    out.dictionary = std::make_shared<const OutColumn>(std::move(*values));
  }
  return out;
}

}  // namespace celian::columns
