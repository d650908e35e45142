// What became of each planned session, and how many of them were done.
#pragma once

#include <vector>

#include "celian/prescription.hpp"
#include "celian/progress.hpp"
#include "celian/session.hpp"
#include "train/matching.hpp"

namespace celian::train {

struct AdherenceResult {
  Adherence adherence;
  std::vector<Matched> pairs;  // by planned date; extras last
};

// "missed" is said when the log says so, or when the window of the session is closed and the log was
// kept: something was logged on that day or soon after (policy train.log_gap_days). Otherwise it is
// "unknown". What was not done on a day that the person gave as unavailable, or because of an illness
// or another event of policy train.held_events, is "held".
AdherenceResult adherence(const KnowledgeBase&, const Plan&, const std::vector<Session>&,
                          const std::vector<Period>& unavailable, Date as_of);

// (matched + partial/2) / (planned - held - unknown) of sessions planned on [from, to]; absent when
// nothing can be told.
std::optional<double> share_done(const Adherence&, Date from, Date to);

}  // namespace celian::train
