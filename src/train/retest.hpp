// What to measure again, and when.
#pragma once

#include <vector>

#include "catalog/knowledge_base.hpp"
#include "celian/measurement.hpp"
#include "celian/prescription.hpp"
#include "celian/progress.hpp"
#include "facts/build.hpp"

namespace celian::train {

// The tests of the person's sheet at the retest date of the prescription; without one at
// `review.retest_day` after the test.
std::vector<RetestRequest> retests(const KnowledgeBase&, const Facts&, const Prescription*,
                                   const MeasurementSet&, Date as_of, std::vector<Reason>& reasons);

}  // namespace celian::train
