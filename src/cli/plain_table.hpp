// Columns for score_batch that are borrowed, and what comes back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/standard.hpp"
#include "celian/arrow_abi.h"
#include "cli/plain_score.hpp"

namespace celian::cli {

inline void nothing(ArrowSchema*) {}
inline void nothing(ArrowArray*) {}

struct PlainTable {
  std::vector<ArrowSchema> schemas;
  std::vector<ArrowArray> arrays;
  std::vector<const void*> buffers;  // two for each column
  std::vector<ArrowSchema*> schema_pointers;
  std::vector<ArrowArray*> array_pointers;
  ArrowSchema schema{};
  ArrowArray array{};
  const void* no_validity = nullptr;

  void add(const char* name, const char* format, const void* values) {
    ArrowSchema s{};
    s.name = name, s.format = format, s.release = nothing;
    schemas.push_back(s);
    arrays.push_back({});
    buffers.insert(buffers.end(), {nullptr, values});
  }

  void finish(std::size_t rows) {
    for (std::size_t i = 0; i < schemas.size(); ++i) {
      arrays[i].length = static_cast<std::int64_t>(rows);
      arrays[i].n_buffers = 2;
      arrays[i].buffers = &buffers[2 * i];
      arrays[i].release = nothing;
      schema_pointers.push_back(&schemas[i]);
      array_pointers.push_back(&arrays[i]);
    }
    schema.format = "+s", schema.name = "", schema.release = nothing;
    schema.n_children = static_cast<std::int64_t>(schemas.size());
    schema.children = schema_pointers.data();
    array.length = static_cast<std::int64_t>(rows);
    array.n_buffers = 1;
    array.buffers = &no_validity;
    array.n_children = schema.n_children;
    array.children = array_pointers.data();
    array.release = nothing;
  }
};

struct PlainResult {
  ArrowSchema schema{};
  ArrowArray array{};
  PlainResult() = default;
  PlainResult(const PlainResult&) = delete;
  PlainResult& operator=(const PlainResult&) = delete;
  ~PlainResult() {
    if (schema.release != nullptr) schema.release(&schema);
    if (array.release != nullptr) array.release(&array);
  }
  const ArrowArray* find(std::string_view name) const {
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
      if (name == schema.children[i]->name) return array.children[i];
    }
    return nullptr;
  }
};

template <class T>
struct Values {
  const T* values = nullptr;
  const std::uint8_t* bits = nullptr;
  std::size_t offset = 0;  // of the bits

  bool has(std::size_t row) const {
    const std::size_t at = row + offset;
    return bits == nullptr || (bits[at >> 3] >> (at & 7) & 1) != 0;
  }
};

template <class T>
Values<T> values(const PlainResult& r, std::string_view name) {
  const ArrowArray& a = *r.find(name);
  return {static_cast<const T*>(a.buffers[1]) + a.offset,
          static_cast<const std::uint8_t*>(a.buffers[0]), static_cast<std::size_t>(a.offset)};
}

// One group's result.
struct PlainScore::Scored {
  explicit Scored(const PlainResult& r, const Standard& standard)
      : outcome(values<std::uint8_t>(r, "outcome")), grade(values<std::int8_t>(r, "grade")) {
    for (const std::string& test : standard.tests()) {
      points.push_back(values<float>(r, test + ".points").values);
      outcomes.push_back(values<std::uint8_t>(r, test + ".outcome").values);
    }
    for (const char* const name : {"score", "bonus", "total"})
      sums.push_back(values<float>(r, name));
  }

  std::vector<const float*> points;  // by test of the standard
  std::vector<const std::uint8_t*> outcomes;
  std::vector<Values<float>> sums;
  Values<std::uint8_t> outcome;
  Values<std::int8_t> grade;
};

}  // namespace celian::cli
