// Training impulse from heart rate, for sessions that have one and people in whom it means anything.
#pragma once

#include <vector>

#include "catalog/knowledge_base.hpp"
#include "celian/measurement.hpp"
#include "celian/progress.hpp"
#include "celian/session.hpp"
#include "facts/build.hpp"

namespace celian::train {

// Sets `trimp` and `trimp_why` of the load. Nothing is computed where heart rate is no valid guide
// (fact heart_rate_limited), or nobody knows whether it is; the reason says so. A measured maximum
// (test max_heart_rate) wins over the one estimated from the age.
void add_trimp(const KnowledgeBase&, const Facts&, const std::vector<Session>&,
               const MeasurementSet&, Date as_of, Load&, std::vector<Reason>&);

}  // namespace celian::train
