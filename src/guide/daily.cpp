// Short daily work apart from the sessions: what is wanted nearly every day and loads no muscle
// (breaks from sitting, pelvic floor, posture, neck and shoulders), and the days that are missing
// of balance or stretching when the person has fewer days than a rule wants.
#include <algorithm>
#include <cmath>

#include "guide/planner.hpp"

namespace celian::guide {

namespace {

bool listed(const std::vector<std::string>& list, const std::string& x) {
  return std::find(list.begin(), list.end(), x) != list.end();
}

}  // namespace

PlanItem Planner::daily_item(const Dose& d, const Exercise& e, double minutes) const {
  PlanItem item = make_item(in_, w_, select_, e, d.component);
  item.why = to_why(d.why);
  item.minutes = minutes;
  if (e.dose_by == "hold" && d.hold_s > 0) item.hold_s = d.hold_s;
  if (e.dose_by == "reps" && d.reps > 0) item.reps = d.reps;
  if (e.dose_by == "reps" && d.reps > 0 && d.sets > 0) item.sets = d.sets;
  return item;
}

void Planner::add_daily(Plan& plan) {
  const auto& habits = in_.kb.policy_codes("daily.habits");
  const auto& rest = in_.kb.policy_codes("daily.rest_components");
  double left = in_.kb.policy_number("daily.max_minutes", 10);
  std::vector<const Dose*> order;  // what is only done daily before what is done in sessions too
  for (const bool only : {true, false}) {
    for (const Dose& d : doses_) {
      if (d.habit == only) order.push_back(&d);
    }
  }
  for (const Dose* dose : order) {
    const Dose& d = *dose;
    double days = 0;
    double minutes = in_.kb.policy_number("session." + d.component + "_minutes", 5);
    if (d.habit) {
      days = d.days;
      minutes =
          d.week_minutes.empty() ? minutes : std::max(1.0, std::floor(d.week_minutes[0] / d.days));
    } else if (!w_.interim && listed(rest, d.component) &&
               d.all_days >= in_.kb.policy_number("daily.from_days", 6)) {
      const Laid l = laid(plan, d.component);
      double fewest = 7;
      for (std::size_t i = 0; i < l.days.size(); ++i) {
        if (!plan.weeks[i].deload) fewest = std::min<double>(fewest, l.days[i]);
      }
      days = std::max(0.0, std::min(7.0, d.all_days) - fewest);
    }
    if (days <= 0) continue;
    const bool habit = listed(habits, d.component);
    if (!habit) minutes = std::min(minutes, left);
    const Exercise* e = minutes >= 1 ? select_.daily(d.component) : nullptr;
    if (e == nullptr) {
      if (d.habit) env_.unmet.push_back({d.component, "exercise", days, 0.0, to_why(d.why)});
      continue;
    }
    if (!habit) left -= minutes;
    plan.daily.push_back({days, "daily.when_" + (habit ? d.component : std::string("any")),
                          daily_item(d, *e, minutes)});
    std::erase_if(env_.unmet, [&](const Unmet& u) {
      return u.component == d.component && u.dimension == "days_week";
    });
  }
}

}  // namespace celian::guide
