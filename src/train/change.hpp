// Two dates of one test against its measurement error: never a "success" from noise.
#pragma once

#include <vector>

#include "catalog/knowledge_base.hpp"
#include "celian/measurement.hpp"
#include "celian/progress.hpp"
#include "facts/build.hpp"

namespace celian::train {

// For every test with an earlier day: first against latest. The MDC95 is the one whose population
// fits the person; without one the verdict is `unknown_error`. Another device makes it
// `not_comparable`.
std::vector<Change> changes(const KnowledgeBase&, const Facts&, const MeasurementSet&,
                            std::vector<Reason>& reasons);

}  // namespace celian::train
