// A group of people as columns: what summarize() reads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "catalog/fact.hpp"

namespace celian::cohort {

// Values of one field of IndicatorBase, one a person: a number, 0 or 1 of a flag, the index of a
// code; NaN = unknown.
struct FieldColumn {
  Slot slot = kNoSlot;
  std::vector<double> values;
};

// One label a person; kNobodyKnows where it is unknown.
struct Split {
  std::string code;
  std::vector<std::string> labels;
  std::vector<std::int32_t> at;
  std::vector<Slot> reads = {};  // of a mix: the fields that it follows from
};
inline constexpr std::int32_t kNobodyKnows = -1;

// Columns have `size` values each.
struct Rows {
  std::size_t size = 0;
  std::vector<FieldColumn> fields;
  std::vector<Split> by;     // one table each
  std::vector<Split> mixes;  // shown for each group: grades, what people need most
};

}  // namespace celian::cohort
