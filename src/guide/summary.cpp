// What is said about a finished plan: doses as they are laid, what comes later, and what could not
// be.
#include <algorithm>
#include <cmath>

#include "guide/planner.hpp"

namespace celian::guide {

Laid laid(const Plan& plan, const std::string& component) {
  Laid out;
  for (const PlanWeek& week : plan.weeks) {
    int days = 0;
    double minutes = 0;
    for (const PlanSession& s : week.sessions) {
      bool any = false;
      for (const PlanPart& part : s.parts) {
        for (const PlanItem& i : part.items) {
          if (i.component != component) continue;
          any = true;
          minutes += i.minutes.value_or(0);
        }
      }
      days += any ? 1 : 0;
    }
    out.days.push_back(days);
    out.minutes.push_back(minutes);
  }
  return out;
}

namespace {

int most_days(const Laid& l) {
  return l.days.empty() ? 0 : *std::max_element(l.days.begin(), l.days.end());
}

double per_session(double minutes, double days) {
  return days > 0 ? std::floor(minutes / days) : 0;
}

std::string progression_of(const std::string& component) {
  const bool own = component == "aerobic" || component == "resistance" || component == "balance";
  return "guide.progression_" + (own ? component : std::string("other"));
}

}  // namespace

// Only what the weeks really hold; the rest stands in `later` and `unmet`.
std::vector<ComponentDose> Planner::components(const Plan& plan) const {
  std::vector<ComponentDose> out;
  for (const Dose& d : doses_) {
    const Laid l = laid(plan, d.component);
    if (!d.habit && most_days(l) == 0) continue;
    ComponentDose c;
    c.component = d.component;
    c.days_week = d.habit ? d.days : most_days(l);
    c.minutes_week = d.habit ? Interval{d.week_minutes.front(), d.week_minutes.back()}
                             : Interval{l.minutes.front(), l.minutes.back()};
    c.minutes = d.habit ? Interval{per_session(d.week_minutes.front(), d.days),
                                   per_session(d.week_minutes.back(), d.days)}
                        : Interval{per_session(l.minutes.front(), l.days.front()),
                                   per_session(l.minutes.back(), l.days.back())};
    c.target_week = d.target_week;
    if (d.sets > 0) c.sets = d.sets;
    if (d.reps > 0) c.reps = d.reps;
    c.why = to_why(d.why);
    c.progression = progression_of(d.component);
    bool met_known = false;
    for (const Chosen& x : chosen_) {
      if (x.dose != &d) continue;
      c.type.push_back(x.exercise->code);
      if (d.component != "aerobic" || !x.exercise->met.value || met_known) continue;
      c.met_minutes_week = std::round(*x.exercise->met.value * c.minutes_week.lo.value_or(0));
      met_known = true;
      c.intensity = make_item(in_, w_, select_, *x.exercise, d.component).intensity;
    }
    out.push_back(std::move(c));
  }
  return out;
}

std::vector<Later> Planner::later(const Plan& plan) {
  std::vector<Later> out;
  const std::uint32_t why =
      reasons_.add(policy_reason("guide.later", "burden.new_exercises_week_light"));
  for (const Dose& d : doses_) {
    if (d.habit ||
        std::none_of(chosen_.begin(), chosen_.end(), [&](const Chosen& c) { return c.dose == &d; }))
      continue;
    const auto seen = seen_.find(d.component);
    if (seen == seen_.end()) continue;  // said in `unmet`
    if (seen->second > 1) out.push_back({d.component, seen->second, {why}});
    if (d.component != "aerobic" || !d.target_week.lo) continue;
    const double last = laid(plan, d.component).minutes.back();
    if (last < *d.target_week.lo && aerobic_capacity_ >= *d.target_week.lo)
      out.push_back({"aerobic_target", target_week(d, last), to_why(d.why)});
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Later& a, const Later& b) { return a.from_week < b.from_week; });
  return out;
}

// When the same walk, carried on, reaches the weekly target; at most a year ahead.
int Planner::target_week(const Dose& d, double minutes) const {
  const double percent =
      w_.limits.percent_week.value_or(in_.kb.policy_number("progress.percent_week", 10));
  const int step = std::max(1, static_cast<int>(w_.limits.weeks_step.value_or(1)));
  minutes = std::max(1.0, minutes);
  for (int week = in_.weeks + 1; week <= 52; ++week) {
    if ((week - 1) % step == 0) minutes = std::floor(minutes * (1 + percent / 100) + 1e-9);
    if (minutes >= d.target_week.lo.value_or(0)) return week;
  }
  return 52;
}

void Planner::say_unmet(const Plan& plan) {
  for (const Dose& d : doses_) {
    if (d.habit) continue;
    const int most = most_days(laid(plan, d.component));
    const bool chosen =
        std::any_of(chosen_.begin(), chosen_.end(), [&](const Chosen& c) { return c.dose == &d; });
    // Where nothing can be begun or ended with there is no place either.
    const auto& places = select_.places();
    const bool placed = std::any_of(places.begin(), places.end(), [&](const std::string& p) {
      return select_.warm_up(p) != nullptr && !select_.choose(d.component, 1, {p}).empty();
    });
    if (most == 0 && !chosen && !placed) {
      const char* dimension = select_.anywhere(d.component) ? "place" : "exercise";
      env_.unmet.push_back(
          {d.component, dimension, static_cast<double>(d.due), 0.0, to_why(d.why)});
    } else if (most < d.due) {
      say_days(d, most);
    }
    if (d.component == "aerobic" && most > 0 && d.target_week.lo &&
        aerobic_capacity_ < *d.target_week.lo) {
      env_.unmet.push_back(
          {"aerobic", "minutes_week", *d.target_week.lo, aerobic_capacity_, to_why(d.why)});
    }
  }
  say_edges(plan);
}

// Fewer days than asked for: the person's minutes or the length of the paper stand behind it.
void Planner::say_days(const Dose& d, int most) {
  std::set<std::uint32_t> why = d.why;
  if (const Range* r = w_.limits.find({"session_minutes", ""}); r != nullptr && r->hi)
    why.insert(r->hi->why.begin(), r->hi->why.end());
  if (static_cast<int>(chosen_.size()) >= burden_.max_exercises)
    why.insert(reasons_.add(policy_reason("guide.later", "burden.new_exercises_week_light")));
  const auto told = std::find_if(env_.unmet.begin(), env_.unmet.end(), [&](const Unmet& u) {
    return u.component == d.component && u.dimension == "days_week";
  });
  if (told == env_.unmet.end()) {
    env_.unmet.push_back({d.component, "days_week", static_cast<double>(d.due),
                          static_cast<double>(most), to_why(why)});
    return;
  }
  told->allowed = std::min(told->allowed.value_or(most), static_cast<double>(most));
  for (const std::uint32_t x : why) {
    if (std::find(told->why.begin(), told->why.end(), x) == told->why.end()) told->why.push_back(x);
  }
}

// A longer way in or out than the day could hold.
void Planner::say_edges(const Plan& plan) {
  const auto say = [&](const std::string& edge, double demanded) {
    if (demanded <= 0) return;
    double shortest = demanded;
    for (const PlanWeek& week : plan.weeks) {
      for (const PlanSession& s : week.sessions) {
        double minutes = 0;
        for (const PlanPart& part : s.parts) {
          for (const PlanItem& i : part.items)
            minutes += part.part == edge ? i.minutes.value_or(0) : 0;
        }
        shortest = std::min(shortest, minutes);
      }
    }
    if (shortest >= demanded) return;
    const auto why = w_.limits.timings.find(in_.kb.policy_text("session." + edge + "_long_code"));
    env_.unmet.push_back({edge, "minutes", demanded, shortest,
                          why == w_.limits.timings.end() ? Why{} : to_why(why->second)});
  };
  say("warm_up", warm_up_demanded(in_, w_));
  say("cool_down", cool_down_demanded(in_, w_));
}

}  // namespace celian::guide
