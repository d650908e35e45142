// Values that nobody measured and that follow from others: by a formula that gives a test, or as
// the total of a scale.
#pragma once

#include <vector>

#include "catalog/knowledge_base.hpp"
#include "celian/measurement.hpp"

namespace celian::measure {

// Adds them to the set, marked as derived, and to the facts; then everything that follows from
// facts is computed again. What was measured itself is left alone. Nothing is derived from a part:
// an answer that is missing leaves no total, and a flag says so if anything of that scale was
// answered.
void derive(const KnowledgeBase&, FactVector&, MeasurementSet&, std::vector<Reason>&);

}  // namespace celian::measure
