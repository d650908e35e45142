// Inputs and what a standard makes of them, for testing any other implementation: every cell of
// every table on both sides of each limit, and whole sheets at every grade line.
#pragma once

#include <string>
#include <vector>

#include "catalog/knowledge_base.hpp"
#include "catalog/standard.hpp"

namespace celian::exchange {

// One reading of one person. `value.test` is an item of the standard; of a table of weights by
// height the value is the weight and height_cm the height.
struct ConformanceCell {
  Subject subject;
  SheetValue value;
  Cell expected;
};

// One person's readings; a test that is not there was not done.
struct ConformanceSheet {
  std::string what;  // "all_best", "without run_50m", "below excellent" …
  Subject subject;
  std::vector<SheetValue> values;
  SheetScore expected;
};

// Only readings that measure.check takes for possible, so that every way to the engine answers
// alike. Both refer to texts of the standard, which has to outlive them; both are the same at every
// call, and empty for a standard whose tables are not available.
std::vector<ConformanceCell> conformance_cells(const KnowledgeBase&, const Standard&);
std::vector<ConformanceSheet> conformance_sheets(const KnowledgeBase&, const Standard&);

}  // namespace celian::exchange
