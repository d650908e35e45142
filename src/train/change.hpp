// Readings of one test over time against its measurement error: never a "success" from noise.
#pragma once

#include <span>
#include <vector>

#include "catalog/knowledge_base.hpp"
#include "celian/assessment.hpp"
#include "celian/measurement.hpp"
#include "celian/progress.hpp"
#include "facts/build.hpp"

namespace celian::train {

// For every test with an earlier day. A series ends at a reading on another device: what lies
// before it is not compared; with nothing left the verdict is `not_comparable`. First readings that
// are practice are left out while two others remain, and otherwise the verdict is never `real_`.
// The error is the one whose population fits the person; without one it is `unknown_error`.
// `needs`: what the sheet of the person would gain, for the forecast.
std::vector<Change> changes(const KnowledgeBase&, const Facts&, const MeasurementSet&,
                            std::span<const Need> needs, std::vector<Reason>& reasons);

}  // namespace celian::train
