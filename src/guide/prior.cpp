#include "guide/prior.hpp"

#include <algorithm>

namespace celian::guide {

namespace {

double minutes_of(const PlanWeek& week, const std::string& component) {
  double sum = 0;
  for (const PlanSession& s : week.sessions) {
    for (const PlanPart& part : s.parts) {
      if (part.part != "main") continue;
      for (const PlanItem& i : part.items) {
        if (i.component == component) sum += i.minutes.value_or(0);
      }
    }
  }
  return sum;
}

// The last week that was more than an easy week and has begun, or null.
const PlanWeek* last_week(const Input& in) {
  const PlanWeek* last = nullptr;
  if (in.prior == nullptr || !in.prior->plan) return last;
  for (const PlanWeek& week : in.prior->plan->weeks) {
    if (!week.sessions.empty() && !week.deload && week.sessions.front().date <= in.doc.as_of)
      last = &week;
  }
  return last;
}

template <class F>
void for_each_item(const PlanWeek& week, F&& f) {
  for (const PlanSession& s : week.sessions) {
    for (const PlanPart& part : s.parts) {
      for (const PlanItem& i : part.items) f(i);
    }
  }
}

const Decision* decision_on(const Input& in, const std::string& component) {
  if (in.decisions == nullptr) return nullptr;
  const Decision* general = nullptr;
  for (const Decision& d : *in.decisions) {
    if (d.component == component) return &d;
    if (d.component == "all") general = &d;
  }
  return general;
}

}  // namespace

Carry carry_over(const Input& in, const std::string& component) {
  Carry c;
  if (const PlanWeek* week = last_week(in)) {
    c.week_minutes = minutes_of(*week, component);
    for_each_item(*week, [&](const PlanItem& i) {
      if (i.component != component) return;
      if (i.sets) c.sets = std::max(c.sets.value_or(0), *i.sets);
      if (i.reps) c.reps = std::max(c.reps.value_or(0), *i.reps);
    });
  }
  const Decision* d = decision_on(in, component);
  if (d == nullptr) return c;
  const double percent = d->by.value_or(in.kb.policy_number("progress.step_back_percent", 20));
  if (d->action == "hold" || d->action == "rescreen" || d->action == "refer" || d->action == "stop")
    c.grow = false;
  if (d->action == "regress") {
    c.start_factor = std::max(0.0, 1 - percent / 100);
    c.grow = false;
  }
  if (d->action == "deload") c.deload_first_week = true;
  return c;
}

std::vector<std::string> last_exercises(const Input& in) {
  std::vector<std::string> out;
  if (const PlanWeek* week = last_week(in))
    for_each_item(*week, [&](const PlanItem& i) { out.push_back(i.exercise); });
  return out;
}

}  // namespace celian::guide
