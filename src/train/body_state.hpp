// What the log says of the body apart from the work: mornings, nights, the day after.
#pragma once

#include <optional>
#include <vector>

#include "catalog/knowledge_base.hpp"
#include "celian/session.hpp"

namespace celian::train {

// Of today, or of the last mornings that still count (policy train.state_days). A row of days is
// broken by a day that says otherwise or nothing: what nobody told is not counted as bad.
struct Mornings {
  std::optional<double> heart_rate_rise;            // the latest
  std::optional<double> low_hrv_days, poor_nights;  // in a row, up to the latest that says anything
};
Mornings mornings(const KnowledgeBase&, const std::vector<Session>&, Date as_of);

// Of the last two weeks (policy train.recent_days).
struct DayAfter {
  std::optional<double> fatigue;  // the most
  std::optional<bool>
      pain_settled;  // false: once it did not; true: it did after every session with pain
  std::optional<bool> technique;  // the latest judgement
};
DayAfter day_after(const KnowledgeBase&, const std::vector<Session>&, Date as_of);

}  // namespace celian::train
