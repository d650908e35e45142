// Columns of our own, handed out through the Arrow C Data Interface.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "columns/column.hpp"

namespace celian::columns {

// Bytes on a boundary of 64, not initialised; at least one. Shared by whoever still needs them.
using Buffer = std::shared_ptr<std::byte[]>;
Buffer make_buffer(std::size_t bytes);

struct OutColumn {
  std::string name, format;
  std::int64_t length = 0;
  std::int64_t null_count = 0;
  std::int64_t flags = ARROW_FLAG_NULLABLE;
  std::vector<Buffer> buffers;  // as the format wants them; an empty validity bitmap = no nulls
  std::shared_ptr<const OutColumn> dictionary;
};

// A text column, as a dictionary.
std::shared_ptr<const OutColumn> text_column(const std::vector<std::string>& texts);

// A copy with its own buffers and no offset; rows that are null in the table are null in it.
// Errors: unsupported (nested types), range (texts whose offsets run backwards).
Result<OutColumn> copy_column(const Column& column);

// Moves the columns into a struct array. Every child owns what it needs: it may be moved out and
// outlive the parent. Both structs must be released by whoever gets them. Throws bad_alloc only,
// and writes nothing then.
void export_table(std::vector<OutColumn> columns, std::int64_t rows, ArrowSchema& schema,
                  ArrowArray& array);

}  // namespace celian::columns
