// 练 train: what was done against what was planned, real change against measurement error,
// decisions, retests.
#pragma once

#include <span>
#include <vector>

#include "catalog/knowledge_base.hpp"
#include "celian/assessment.hpp"
#include "celian/measurement.hpp"
#include "celian/prescription.hpp"
#include "celian/progress.hpp"
#include "celian/session.hpp"
#include "facts/build.hpp"

namespace celian::train {

// Pure. `prescription` may be null: then there is no adherence, only load and change. Sessions
// after `as_of` are not counted. `needs`: of the person's sheet, may be empty.
Progress progress(const KnowledgeBase&, const Facts&, const Prescription*,
                  const std::vector<Session>&, const MeasurementSet&, std::span<const Need> needs,
                  const std::vector<Period>& unavailable, Date as_of);

}  // namespace celian::train
