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

// Those on the component, or on all.
std::vector<const Decision*> decisions_on(const Input& in, const std::string& component) {
  std::vector<const Decision*> out;
  if (in.decisions == nullptr) return out;
  for (const Decision& d : *in.decisions) {
    if (d.component == component || d.component == "all") out.push_back(&d);
  }
  return out;
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
  // A step or a level back has no percent of its own: `by` 1 is one of them, not one percent.
  const double step_back = in.kb.policy_number("progress.step_back_percent", 20);
  for (const Decision* d : decisions_on(in, component)) {
    if (d->action != "progress" && d->action != "deload") c.grow = false;
    if (d->action == "deload") c.deload_first_week = true;
    if (d->action == "regress") {
      const double percent = d->what == "volume_percent" ? d->by.value_or(step_back) : step_back;
      c.start_factor = std::min(c.start_factor, std::max(0.0, 1 - percent / 100));
    }
    // After so long a gap no more than after a shorter one, and sets and repetitions as for
    // somebody new.
    if (d->action == "rescreen" && d->what == "restart") {
      const double less = in.kb.policy_number("progress.missed.three_four_weeks_percent_down", 50);
      c.start_factor = std::min(c.start_factor, 1 - less / 100);
    }
  }
  return c;
}

bool is_stopped(const Input& in) {
  return in.decisions != nullptr &&
         std::any_of(in.decisions->begin(), in.decisions->end(),
                     [](const Decision& d) { return d.action == "stop"; });
}

bool is_light_only(const Input& in) {
  return in.decisions != nullptr &&
         std::any_of(in.decisions->begin(), in.decisions->end(),
                     [](const Decision& d) { return d.what == "light"; });
}

std::optional<Date> look_again(const Input& in) {
  const bool for_now =
      in.decisions != nullptr &&
      std::any_of(in.decisions->begin(), in.decisions->end(),
                  [](const Decision& d) { return d.action == "regress" || d.what == "light"; });
  if (!for_now) return std::nullopt;
  return in.start + static_cast<std::int32_t>(in.kb.policy_number("review.look_again_day", 7));
}

std::vector<AnsweredEvent> answered_events(const Input& in) {
  std::vector<AnsweredEvent> out;
  const auto add = [&](const AnsweredEvent& a) {
    const auto it = std::find_if(out.begin(), out.end(),
                                 [&](const AnsweredEvent& x) { return x.event == a.event; });
    if (it == out.end()) {
      out.push_back(a);
    } else {
      it->until = std::max(it->until, a.until);
    }
  };
  if (in.prior != nullptr && in.prior->plan && in.prior->plan->start <= in.doc.as_of) {
    for (const AnsweredEvent& a : in.prior->answered) add(a);
  }
  if (in.decisions != nullptr) {
    for (const Decision& d : *in.decisions) {
      for (const AnsweredEvent& a : d.answers) add(a);
    }
  }
  std::sort(out.begin(), out.end(),
            [](const AnsweredEvent& a, const AnsweredEvent& b) { return a.event < b.event; });
  return out;
}

std::optional<Demand> balance_cap(const Input& in) {
  const std::string component = "balance";
  const std::vector<const Decision*> on = decisions_on(in, component);
  const PlanWeek* week = last_week(in);
  const bool back = std::any_of(on.begin(), on.end(), [&](const Decision* d) {
    return d->action == "regress" && d->component == component;
  });
  if (!back || week == nullptr) return std::nullopt;
  std::optional<Demand> most;
  for_each_item(*week, [&](const PlanItem& i) {
    const Exercise* e = in.kb.exercise(i.exercise);
    if (i.component == component && e != nullptr)
      most = std::max(most.value_or(Demand::none), e->balance_demand);
  });
  if (!most) return std::nullopt;
  return *most > Demand::low ? static_cast<Demand>(static_cast<int>(*most) - 1) : Demand::low;
}

std::vector<std::string> last_exercises(const Input& in) {
  std::vector<std::string> out;
  if (const PlanWeek* week = last_week(in))
    for_each_item(*week, [&](const PlanItem& i) { out.push_back(i.exercise); });
  return out;
}

}  // namespace celian::guide
