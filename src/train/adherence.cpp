#include "train/adherence.hpp"

#include <algorithm>
#include <map>

namespace celian::train {

namespace {

bool was_done(const Session& s) { return s.status != "missed"; }

// Half the planned time or the minimum plan is a partial session.
bool is_partial(const PlanSession& planned, const Session& done) {
  if (done.status == "partial" || done.minimum) return true;
  return done.minutes && planned.minutes > 0 && *done.minutes < planned.minutes / 2;
}

bool within(const std::vector<Period>& periods, Date d) {
  return std::any_of(periods.begin(), periods.end(),
                     [&](const Period& p) { return p.from <= d && d <= p.to; });
}

}  // namespace

AdherenceResult match_sessions(const Plan& plan, const std::vector<Session>& sessions,
                               const std::vector<Period>& unavailable, Date as_of) {
  AdherenceResult out;
  Adherence& a = out.adherence;
  std::multimap<Date, const Session*> by_day;
  Date last_logged = Date::from_days(0);
  for (const Session& s : sessions) {
    if (s.date > as_of) continue;
    last_logged = std::max(last_logged, s.date);
    by_day.emplace(s.date, &s);
  }
  for (const PlanWeek& week : plan.weeks) {
    for (const PlanSession& planned : week.sessions) {
      if (planned.date > as_of) continue;
      ++a.planned;
      // The entry of that day; a second one of the same day is extra activity.
      const auto it =
          std::find_if(by_day.lower_bound(planned.date), by_day.upper_bound(planned.date),
                       [](const auto& e) { return e.second->status != "extra"; });
      const Session* entry = it == by_day.upper_bound(planned.date) ? nullptr : it->second;
      if (entry != nullptr) by_day.erase(it);
      out.pairs.push_back({&planned, entry != nullptr && was_done(*entry) ? entry : nullptr});
      if (entry != nullptr && was_done(*entry)) {
        ++(is_partial(planned, *entry) ? a.partial : a.matched);
      } else if (within(unavailable, planned.date)) {
        ++a.held;
      } else if (entry != nullptr || planned.date < last_logged) {
        ++a.missed;
      } else {
        ++a.unknown;
      }
    }
  }
  for (const auto& [day, s] : by_day) {
    if (!was_done(*s)) continue;
    ++a.extra;
    out.pairs.push_back({nullptr, s});
  }
  const int counted = a.planned - a.held - a.unknown;
  if (counted > 0) a.ratio = (a.matched + 0.5 * a.partial) / counted;
  return out;
}

}  // namespace celian::train
