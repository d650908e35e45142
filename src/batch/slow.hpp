// One row by the scalar code: for what the plan cannot say, and for tests of what it says.
#pragma once

#include <cstdint>

#include "batch/inputs.hpp"
#include "batch/plan.hpp"
#include "catalog/standard.hpp"
#include "celian/result.hpp"

namespace celian::batch {

struct SlowRow {
  SheetScore sheet;
  Outcome outside = Outcome::missing_value;  // of all items, where the sheet has none
};

// The sheet of one row. Errors: as read_sex and read_key.
Result<SlowRow> score_row(const Inputs& in, std::int64_t row);

// What the columns of an item say; null: the item is not on this sheet.
const SheetScore::Item* item_of(const SlowRow& row, std::string_view test) noexcept;
// Outcome of an item that is not on the sheet.
Outcome outcome_without(const SlowRow& row) noexcept;

}  // namespace celian::batch
