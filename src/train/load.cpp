#include "train/load.hpp"

#include <algorithm>
#include <map>

namespace celian::train {

namespace {

double mean_of_last(const std::map<Date, double>& days, Date as_of, int n) {
  double sum = 0;
  for (const auto& [day, load] : days) {
    if (as_of.days_since_epoch() - day.days_since_epoch() < n) sum += load;
  }
  return sum / n;
}

}  // namespace

Load session_load(const KnowledgeBase& kb, const std::vector<Session>& sessions, Date as_of) {
  Load out;
  std::map<Date, double> days;
  for (const Session& s : sessions) {
    if (s.date > as_of || s.status == "missed" || !s.minutes || !s.rpe_cr10) continue;
    days[s.date] += *s.rpe_cr10 * *s.minutes;
  }
  if (days.empty()) return out;
  for (const auto& [day, load] : days) out.session_rpe.push_back({day, load});
  const int span = as_of.days_since_epoch() - days.begin()->first.days_since_epoch() + 1;
  if (span >= 7) out.acute = mean_of_last(days, as_of, 7);
  if (span >= 28) out.chronic = mean_of_last(days, as_of, 28);
  if (out.acute && out.chronic && *out.chronic > 0) out.ratio = *out.acute / *out.chronic;
  // A single session far above everything of the last 30 days.
  const double spike = kb.policy_number("progress.session_spike", 1.3);
  const Date last = days.rbegin()->first;
  double longest = 0;
  for (const auto& [day, load] : days) {
    if (day < last && last.days_since_epoch() - day.days_since_epoch() <= 30)
      longest = std::max(longest, load);
  }
  if (longest > 0 && days.rbegin()->second > longest * spike)
    out.flags.push_back("train.load_spike");
  return out;
}

}  // namespace celian::train
