#include "columns/export.hpp"

#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace celian::columns {

namespace {

// What a schema owns. The children are places inside of it; a child that was moved out has a
// release of NULL here and lives on by itself.
struct SchemaOwner {
  std::string format, name;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> child_pointers;
  ArrowSchema dictionary{};
};

struct ArrayOwner {
  std::vector<Buffer> buffers;
  std::vector<const void*> buffer_pointers;
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> child_pointers;
  ArrowArray dictionary{};
};

template <class Owner, class Struct>
void release(Struct* self) {
  auto* const owner = static_cast<Owner*>(self->private_data);
  for (Struct& child : owner->children) {
    if (child.release != nullptr) child.release(&child);
  }
  if (owner->dictionary.release != nullptr) owner->dictionary.release(&owner->dictionary);
  delete owner;
  self->release = nullptr;
}

// Released, so that an owner that is only half made can be thrown away.
template <class Struct>
struct Guarded {
  Struct value{};
  Guarded() = default;
  Guarded(const Guarded&) = delete;
  Guarded& operator=(const Guarded&) = delete;
  ~Guarded() {
    if (value.release != nullptr) value.release(&value);
  }
  Struct take() noexcept { return std::exchange(value, Struct{}); }
};

void make_schema(const OutColumn& column, std::vector<ArrowSchema> children, ArrowSchema& out) {
  auto* const owner = new SchemaOwner;
  out = {};
  out.private_data = owner;
  out.release = &release<SchemaOwner, ArrowSchema>;
  owner->children = std::move(children);
  owner->format = column.format;
  owner->name = column.name;
  for (ArrowSchema& child : owner->children) owner->child_pointers.push_back(&child);
  out.format = owner->format.c_str();
  out.name = owner->name.c_str();
  out.flags = column.flags;
  out.n_children = static_cast<std::int64_t>(owner->children.size());
  out.children = owner->children.empty() ? nullptr : owner->child_pointers.data();
  if (column.dictionary) {
    make_schema(*column.dictionary, {}, owner->dictionary);
    out.dictionary = &owner->dictionary;
  }
}

void make_array(const OutColumn& column, std::vector<ArrowArray> children, ArrowArray& out) {
  auto* const owner = new ArrayOwner;
  out = {};
  out.private_data = owner;
  out.release = &release<ArrayOwner, ArrowArray>;
  owner->children = std::move(children);
  owner->buffers = column.buffers;
  for (ArrowArray& child : owner->children) owner->child_pointers.push_back(&child);
  for (const Buffer& buffer : owner->buffers) owner->buffer_pointers.push_back(buffer.get());
  out.length = column.length;
  out.null_count = column.null_count;
  out.n_buffers = static_cast<std::int64_t>(owner->buffers.size());
  out.buffers = owner->buffers.empty() ? nullptr : owner->buffer_pointers.data();
  out.n_children = static_cast<std::int64_t>(owner->children.size());
  out.children = owner->children.empty() ? nullptr : owner->child_pointers.data();
  if (column.dictionary) {
    make_array(*column.dictionary, {}, owner->dictionary);
    out.dictionary = &owner->dictionary;
  }
}

}  // namespace

Buffer make_buffer(std::size_t bytes) {
  constexpr std::size_t kLine = 64, kHugePage = std::size_t{2} << 20;
  // Large results are written once from end to end: with small pages half of the time would go
  // into faulting them in.
  const bool is_large = bytes >= 2 * kHugePage;
  const std::size_t align = is_large ? kHugePage : kLine;
  const std::size_t size = (bytes + 1 + align - 1) / align * align;
  auto* const data = static_cast<std::byte*>(std::aligned_alloc(align, size));
  if (data == nullptr) throw std::bad_alloc();
#if defined(__linux__) && defined(MADV_HUGEPAGE)
  if (is_large) madvise(data, size, MADV_HUGEPAGE);  // advice: without it everything works as well
#endif
  return {data, [](std::byte* p) { std::free(p); }};
}

std::shared_ptr<const OutColumn> text_column(const std::vector<std::string>& texts) {
  auto column = std::make_shared<OutColumn>();
  column->format.assign(1, 'u');
  column->length = static_cast<std::int64_t>(texts.size());
  column->flags = 0;
  std::size_t size = 0;
  for (const std::string& text : texts) size += text.size();
  const Buffer offsets = make_buffer((texts.size() + 1) * sizeof(std::int32_t)),
               bytes = make_buffer(size);
  std::int32_t at = 0;
  std::memcpy(offsets.get(), &at, sizeof at);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    std::memcpy(bytes.get() + at, texts[i].data(), texts[i].size());
    at += static_cast<std::int32_t>(texts[i].size());
    std::memcpy(offsets.get() + (i + 1) * sizeof at, &at, sizeof at);
  }
  column->buffers = {Buffer(), offsets, bytes};
  return column;
}

void export_table(std::vector<OutColumn> columns, std::int64_t rows, ArrowSchema& schema,
                  ArrowArray& array) {
  Guarded<ArrowSchema> out_schema;
  Guarded<ArrowArray> out_array;
  OutColumn table;
  table.format = "+s";
  table.length = rows;
  table.flags = 0;
  table.buffers = {Buffer()};
  make_schema(table, std::vector<ArrowSchema>(columns.size()), out_schema.value);
  make_array(table, std::vector<ArrowArray>(columns.size()), out_array.value);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    make_schema(columns[i], {}, *out_schema.value.children[i]);
    make_array(columns[i], {}, *out_array.value.children[i]);
  }
  schema = out_schema.take();
  array = out_array.take();
}

}  // namespace celian::columns
