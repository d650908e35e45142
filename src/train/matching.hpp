// Which entry of a log completed which planned session. Only what can be read in one way is final.
#pragma once

#include <vector>

#include "catalog/knowledge_base.hpp"
#include "celian/prescription.hpp"
#include "celian/session.hpp"

namespace celian::train {

struct Matched {
  const PlanSession* planned = nullptr;  // null = extra activity
  const Session* done = nullptr;         // null = nothing that completed it
  bool said_missed = false;              // the log says so
  bool excused = false;                  // and that health forbade it (policy train.held_events)
  std::string because = {};              // not final: a code of PlannedOutcome::because
};

// An entry of the planned day that fits completes the session; otherwise one of a neighbouring day
// (policy train.match_days_*) that has no planned session of its own. One entry completes one session.
// Entries before or after the plan belong to none of it; `extra` and `day_total` never match. Sessions planned
// after `as_of` are not in the answer, but an entry may belong to them.
std::vector<Matched> match(const KnowledgeBase&, const Plan&, const std::vector<Session>&,
                           Date as_of);

// Half the planned time, the minimum plan, or what the log calls partial.
bool is_partial(const PlanSession&, const Session&);

}  // namespace celian::train
