// 测 measure, before facts: readings as typed become one value a test and day. Said, never
// corrected.
#pragma once

#include "catalog/knowledge_base.hpp"
#include "celian/measurement.hpp"
#include "celian/person.hpp"
#include "celian/result.hpp"

namespace celian::measure {

// Units, notation, plausibility, trials, derived indices (bmi). Appends its reasons to `reasons`.
// Errors: `unknown_id` (no such test), `unit` (unknown or of another dimension), `range` (a date
// after `as_of`), `argument` (text that is no number), each with the JSON pointer of the reading:
// "/measurements/<i>/…".
Result<MeasurementSet> check(const KnowledgeBase&, const PersonDocument&,
                             std::vector<Reason>& reasons);

}  // namespace celian::measure
