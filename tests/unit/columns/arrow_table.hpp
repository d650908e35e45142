// Arrow tables made by hand, as a caller's library would make them: for tests and benchmarks.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "celian/arrow_abi.h"

namespace celian::arrow_test {

template <class T>
inline constexpr const char* kFormat = "";
template <>
inline constexpr const char* kFormat<std::int8_t> = "c";
template <>
inline constexpr const char* kFormat<std::uint8_t> = "C";
template <>
inline constexpr const char* kFormat<std::int16_t> = "s";
template <>
inline constexpr const char* kFormat<std::uint16_t> = "S";
template <>
inline constexpr const char* kFormat<std::int32_t> = "i";
template <>
inline constexpr const char* kFormat<std::uint32_t> = "I";
template <>
inline constexpr const char* kFormat<std::int64_t> = "l";
template <>
inline constexpr const char* kFormat<std::uint64_t> = "L";
template <>
inline constexpr const char* kFormat<float> = "f";
template <>
inline constexpr const char* kFormat<double> = "g";

// A struct array that owns its columns. `pad` rows of rubbish stand before each column, so that
// offsets are used; release only counts.
class TestTable {
 public:
  explicit TestTable(std::int64_t rows, std::int64_t pad = 0) : rows_(rows), pad_(pad) {}
  TestTable(const TestTable&) = delete;
  TestTable& operator=(const TestTable&) = delete;

  template <class T>
  ArrowArray& add(const std::string& name, const std::vector<std::optional<T>>& values) {
    std::vector<T> plain(static_cast<std::size_t>(pad_), T(77));
    std::vector<bool> valid(static_cast<std::size_t>(pad_), true);
    for (const std::optional<T>& v : values) {
      plain.push_back(v.value_or(T(99)));
      valid.push_back(v.has_value());
    }
    return add_plain(name, kFormat<T>, to_bytes(plain), valid);
  }

  template <class T>
  ArrowArray& add_dates(const std::string& name, const std::vector<std::optional<T>>& days) {
    ArrowArray& out = add(name, days);
    schemas_.back().format = "tdD";
    return out;
  }

  template <class Offset = std::int32_t>
  ArrowArray& add_text(const std::string& name,
                       const std::vector<std::optional<std::string>>& texts) {
    std::vector<Offset> offsets{0};
    std::string all;
    std::vector<bool> valid;
    for (std::int64_t i = 0; i < pad_; ++i) push_text("rubbish", offsets, all, valid);
    for (const auto& text : texts) {
      push_text(text.value_or(""), offsets, all, valid);
      valid.back() = text.has_value();
    }
    ArrowArray& out = add_plain(name, sizeof(Offset) == 4 ? "u" : "U", to_bytes(offsets), valid);
    buffers_.push_back({all.begin(), all.end()});
    buffers_.back().push_back(0);
    pointers_.back().push_back(buffers_.back().data());
    out.buffers = pointers_.back().data();
    out.n_buffers = 3;
    return out;
  }

  // Indexes of type T into `values`.
  template <class T, class Offset = std::int32_t>
  ArrowArray& add_dictionary(const std::string& name, const std::vector<std::string>& values,
                             const std::vector<std::optional<T>>& indexes) {
    const std::int64_t pad = std::exchange(pad_, 0), rows = std::exchange(rows_, 0);
    rows_ = static_cast<std::int64_t>(values.size());
    add_text<Offset>("", {values.begin(), values.end()});
    ArrowSchema* const texts = &schemas_.back();
    ArrowArray* const text_array = &arrays_.back();
    order_.pop_back();
    pad_ = pad, rows_ = rows;
    ArrowArray& out = add(name, indexes);
    out.dictionary = text_array;
    schemas_.back().dictionary = texts;
    return out;
  }

  // The whole; fill in before each use, since columns may have been added.
  void finish() {
    schema_pointers_.clear();
    array_pointers_.clear();
    for (const std::size_t i : order_) {
      schema_pointers_.push_back(&schemas_[i]);
      array_pointers_.push_back(&arrays_[i]);
    }
    schema = {};
    array = {};
    schema.format = "+s";
    schema.name = "";
    schema.n_children = array.n_children = static_cast<std::int64_t>(order_.size());
    schema.children = schema_pointers_.data();
    array.children = array_pointers_.data();
    array.length = rows_;
    array.n_buffers = 1;
    array.buffers = &no_buffer_;
    schema.release = [](ArrowSchema*) {};
    array.release = [](ArrowArray*) {};
  }

  // Rows that are null as a whole, by a bitmap of the struct; `first` bits stand before row 0 in it
  // and in every column.
  void set_rows(const std::vector<bool>& valid, std::int64_t first) {
    std::vector<bool> bits(static_cast<std::size_t>(first), true);
    bits.insert(bits.end(), valid.begin(), valid.end());
    buffers_.push_back(to_bits(bits));
    row_bits_ = buffers_.back().data();
    array.buffers = &row_bits_;
    array.null_count = -1;
    array.offset = first;
    array.length = static_cast<std::int64_t>(valid.size());
  }

  ArrowSchema schema{};
  ArrowArray array{};

 private:
  using Bytes = std::vector<std::uint8_t>;

  template <class T>
  static Bytes to_bytes(const std::vector<T>& values) {
    Bytes out(values.size() * sizeof(T) + 1);
    if (!values.empty()) std::memcpy(out.data(), values.data(), values.size() * sizeof(T));
    return out;
  }
  static Bytes to_bits(const std::vector<bool>& valid) {
    Bytes out(valid.size() / 8 + 1);
    for (std::size_t i = 0; i < valid.size(); ++i) {
      if (valid[i]) out[i / 8] = static_cast<std::uint8_t>(out[i / 8] | 1u << (i % 8));
    }
    return out;
  }
  template <class Offset>
  static void push_text(const std::string& text, std::vector<Offset>& offsets, std::string& all,
                        std::vector<bool>& valid) {
    all += text;
    offsets.push_back(static_cast<Offset>(all.size()));
    valid.push_back(true);
  }

  ArrowArray& add_plain(const std::string& name, const char* format, Bytes values,
                        const std::vector<bool>& valid) {
    const bool has_nulls = std::find(valid.begin(), valid.end(), false) != valid.end();
    const void* bits = nullptr;
    if (has_nulls) {
      buffers_.push_back(to_bits(valid));
      bits = buffers_.back().data();
    }
    buffers_.push_back(std::move(values));
    pointers_.push_back({bits, buffers_.back().data()});
    names_.push_back(name);
    ArrowSchema schema_of{};
    schema_of.format = format;
    schema_of.name = names_.back().c_str();
    schema_of.flags = ARROW_FLAG_NULLABLE;
    schema_of.release = [](ArrowSchema*) {};
    ArrowArray array_of{};
    array_of.length = rows_;
    array_of.offset = pad_;
    array_of.null_count = has_nulls ? -1 : 0;
    array_of.n_buffers = 2;
    array_of.buffers = pointers_.back().data();
    array_of.release = [](ArrowArray*) {};
    order_.push_back(schemas_.size());
    schemas_.push_back(schema_of);
    arrays_.push_back(array_of);
    return arrays_.back();
  }

  std::int64_t rows_, pad_;
  std::deque<Bytes> buffers_;
  std::deque<std::vector<const void*>> pointers_;
  std::deque<std::string> names_;
  std::deque<ArrowSchema> schemas_;
  std::deque<ArrowArray> arrays_;
  std::vector<std::size_t> order_;
  std::vector<ArrowSchema*> schema_pointers_;
  std::vector<ArrowArray*> array_pointers_;
  const void* no_buffer_ = nullptr;
  const void* row_bits_ = nullptr;
};

// What came back; released at the end.
class OutTable {
 public:
  OutTable() = default;
  OutTable(const OutTable&) = delete;
  OutTable& operator=(const OutTable&) = delete;
  ~OutTable() {
    if (schema.release != nullptr) schema.release(&schema);
    if (array.release != nullptr) array.release(&array);
  }

  const ArrowArray* find(std::string_view name) const {
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
      if (schema.children[i]->name == name) return array.children[i];
    }
    return nullptr;
  }
  template <class T>
  std::optional<T> at(const ArrowArray& column, std::int64_t row) const {
    const auto* const bits = static_cast<const std::uint8_t*>(column.buffers[0]);
    if (bits != nullptr && (bits[row / 8] >> (row % 8) & 1) == 0) return std::nullopt;
    return static_cast<const T*>(column.buffers[1])[row];
  }

  ArrowSchema schema{};
  ArrowArray array{};
};

}  // namespace celian::arrow_test
