// The result columns while they are being written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "batch/plan.hpp"
#include "columns/export.hpp"

namespace celian::batch {

// A column of fixed width, with a bitmap if it may have nulls.
struct OutValues {
  columns::Buffer values, validity;

  template <class T>
  T* at(std::int64_t row) const noexcept {
    return reinterpret_cast<T*>(values.get()) + row;
  }
  // `row` is a multiple of 8.
  std::uint8_t* bits(std::int64_t row) const noexcept {
    return reinterpret_cast<std::uint8_t*>(validity.get()) + row / 8;
  }
};

struct Outputs {
  std::int64_t rows = 0;
  std::vector<OutValues> points, outcomes;  // by item of the plan
  OutValues bonus, score, total, grade, outcome;

  Outputs(const Plan& plan, std::int64_t row_count);
};

// How many values are given, by column; summed over blocks and threads.
struct Counts {
  std::vector<std::int64_t> points;
  std::int64_t bonus = 0, score = 0, grade = 0;

  explicit Counts(std::size_t items) : points(items) {}
  void add(const Counts& other) noexcept;
};

// The columns in the order of docs/api.md, after those that are handed on.
std::vector<columns::OutColumn> finish(const Plan& plan, const Outputs& out, const Counts& counts,
                                       std::vector<columns::OutColumn> passthrough);

}  // namespace celian::batch
