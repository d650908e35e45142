// Whole columns against one standard: Arrow in, Arrow out (docs/api.md, Columns).
//
// Every cell equals what Standard::score_sheet says of that row, whatever the processor, the number
// of threads and the widths of the columns.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "batch/plan.hpp"
#include "catalog/knowledge_base.hpp"
#include "celian/arrow_abi.h"
#include "celian/date.hpp"
#include "celian/result.hpp"

namespace celian::batch {

struct Options {
  std::string standard;       // id, id@edition or id@edition+rN
  std::optional<Date> as_of;  // for ages from birth_date
  std::vector<std::string> passthrough;
  std::int32_t threads = 1;  // 0 = one for each processor
  std::string kernels;       // "" = the best ones; else a name of find_kernels()
  bool is_slow = false;      // every row by the scalar code, for tests
};

// Reads `in`, which stays the caller's; on success the two out structs are the caller's to release.
// Errors: unknown_id, unsupported ("auto", an unknown name of kernels), argument, schema, range,
// conflict.
Result<void> score_batch(const KnowledgeBase& kb, PlanCache& plans, const Options& options,
                         const ArrowSchema& in_schema, const ArrowArray& in,
                         ArrowSchema& out_schema, ArrowArray& out);

}  // namespace celian::batch
