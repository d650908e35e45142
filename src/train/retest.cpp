#include "train/retest.hpp"

#include <algorithm>

namespace celian::train {

std::vector<RetestRequest> retests(const KnowledgeBase& kb, const Facts&,
                                   const Prescription* prescription, const MeasurementSet& set,
                                   Date as_of, std::vector<Reason>& reasons) {
  std::vector<RetestRequest> out;
  std::optional<Date> planned;
  if (prescription != nullptr) {
    for (const Review& r : prescription->review) {
      if (r.kind == "retest") planned = r.date;
    }
  }
  const auto interval = static_cast<std::int32_t>(kb.policy_number("review.retest_day", 84));
  std::optional<std::uint32_t> why;
  for (const Measurement& m : set.values) {
    const TestDef* test = kb.test(m.test);
    // Only what training can change and a person is tested for: not height, not a derived index.
    if (m.outcome != Outcome::scored || m.derived || test == nullptr || test->component.empty() ||
        !m.date)
      continue;
    // A value from on or after the planned date is the retest itself; the next one is an interval
    // later.
    const bool already = planned && *m.date >= *planned;
    Date due =
        planned && !already ? *planned : Date::from_days(m.date->days_since_epoch() + interval);
    due = std::max(due, as_of);
    if (!why) {
      Reason r;
      r.code = "train.retest";
      r.rule = "review.retest_day";
      r.verified = Verified::policy;
      r.cites.push_back({"src.celian_policy", "review.retest_day"});
      why = static_cast<std::uint32_t>(reasons.size());
      reasons.push_back(std::move(r));
    }
    out.push_back({m.test, due, {*why}});
  }
  return out;
}

}  // namespace celian::train
