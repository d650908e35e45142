// Session-RPE load (Foster): CR10 effort × minutes; acute and chronic means on calendar days, days
// without a session as zeros.
#pragma once

#include <vector>

#include "catalog/knowledge_base.hpp"
#include "celian/prescription.hpp"
#include "celian/progress.hpp"
#include "celian/session.hpp"

namespace celian::train {

// A session with only a 6-20 rating has no CR10 effort: the scales are different and are never
// converted; it carries no load.
Load session_load(const KnowledgeBase&, const Prescription*, const std::vector<Session>&,
                  Date as_of, std::vector<Reason>&);

// Means over the totals of whole days among the last 28.
DailyActivity daily_activity(const std::vector<Session>&, Date as_of);

}  // namespace celian::train
