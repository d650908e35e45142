// Plan-to-done matching: only unambiguous matches count, one activity never completes two sessions.
#pragma once

#include <vector>

#include "celian/prescription.hpp"
#include "celian/progress.hpp"
#include "celian/session.hpp"

namespace celian::train {

struct Matched {
  const PlanSession* planned = nullptr;  // null = extra activity
  const Session* done = nullptr;         // null = nothing logged on that day
};

struct AdherenceResult {
  Adherence adherence;
  std::vector<Matched> pairs;  // by planned date; extras last
};

// "missed" is said only when the log says so, or when something was logged on a later day (the log
// was kept); otherwise a silent day is "unknown". A day the person gave as unavailable is "held". A
// minimum session counts as partial.
AdherenceResult match_sessions(const Plan&, const std::vector<Session>&,
                               const std::vector<Period>& unavailable, Date as_of);

}  // namespace celian::train
