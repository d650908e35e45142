#include "guide/plan.hpp"

#include <algorithm>

#include "guide/planner.hpp"
#include "guide/prior.hpp"

namespace celian::guide {

namespace {

const Dose& strength_of(const std::vector<Dose>& doses) {
  static const Dose kNone;
  const auto it = std::find_if(doses.begin(), doses.end(),
                               [](const Dose& d) { return d.component == "resistance"; });
  return it == doses.end() ? kNone : *it;
}

}  // namespace

Planner::Planner(const Input& in, const Working& w, const Burden& b, const Selector& s,
                 const std::vector<Dose>& doses, Envelope& env, Reasons& reasons)
    : in_(in),
      w_(w),
      burden_(b),
      select_(s),
      doses_(doses),
      env_(env),
      reasons_(reasons),
      chosen_(choose_exercises(in, w, b, s, doses)),
      edges_(edges_of(in, w, b.session_minutes)),
      ladder_(in, w, strength_of(doses)),
      least_minutes_(in.kb.policy_number("plan.least_minutes", 5)) {}

PlanResult Planner::run() {
  PlanResult out;
  out.plan.start = in_.start;
  for (int week = 1; week <= in_.weeks; ++week) out.plan.weeks.push_back(week_of(week));
  say_unmet(out.plan);
  add_daily(out.plan);
  out.components = components(out.plan);
  out.later = later(out.plan);
  return out;
}

const Dose* Planner::dose_of(const std::string& component) const {
  const auto it = std::find_if(doses_.begin(), doses_.end(),
                               [&](const Dose& d) { return d.component == component; });
  return it == doses_.end() ? nullptr : &*it;
}

// What is on paper this week, one exercise a slot. Something harder than before comes only with a
// step; until then what stood there before goes on.
std::vector<const Chosen*> Planner::active(const Dose& d, int week) const {
  std::map<int, const Chosen*> slots;
  const auto level = levels_.find(d.component);
  for (const Chosen& c : chosen_) {
    if (c.dose != &d || c.from_week > week) continue;
    if (level != levels_.end() && (!may_step(d.component, week) || is_deload(in_, w_, week)) &&
        asked_effort(c) > level->second.effort)
      continue;
    const Chosen*& now = slots[c.slot];
    if (now == nullptr || now->from_week < c.from_week) now = &c;
  }
  std::vector<const Chosen*> out;
  for (const auto& [slot, c] : slots) out.push_back(c);
  return out;
}

IntensityClass Planner::asked_effort(const Chosen& c) const {
  return effort_of(w_, select_, *c.exercise, c.dose->component);
}

// Does the week bring something harder than any before?
bool Planner::rises(const Dose& d, int, const std::vector<const Chosen*>& exercises) const {
  const auto level = levels_.find(d.component);
  return level != levels_.end() &&
         std::any_of(exercises.begin(), exercises.end(),
                     [&](const Chosen* c) { return asked_effort(*c) > level->second.effort; });
}

// Places where a session of the component can be held: with one of its exercises, and of strength
// with most of them.
unsigned Planner::places_for(const Dose& d, const std::vector<const Chosen*>& exercises) const {
  std::map<unsigned, int> count;
  int most = 0;
  for (unsigned p = 0; p < select_.places().size() && p < 32; ++p) {
    for (const Chosen* c : exercises) count[p] += (c->places >> p & 1u) != 0 ? 1 : 0;
    most = std::max(most, count[p]);
  }
  const double share =
      d.component == "resistance" ? in_.kb.policy_number("choice.place_share", 0.75) : 0;
  unsigned out = 0;
  for (const auto& [p, n] : count) {
    const bool home = !exercises.empty() && (exercises.front()->home >> p & 1u) != 0;
    if (n > 0 && (home || n >= share * most)) out |= 1u << p;
  }
  return out;
}

bool Planner::may_step(const std::string& component, int week) const {
  const auto level = levels_.find(component);
  const int step = std::max(1, static_cast<int>(w_.limits.weeks_step.value_or(1)));
  return level == levels_.end() || week - level->second.last_rise >= step;
}

// Strength goes a step up where one is due and nothing else of it rises: no harder exercise comes
// this week, and the week is no easy one.
void Planner::climb(int week) {
  const Dose* d = dose_of("resistance");
  if (d == nullptr || d->days == 0 || levels_.count("resistance") == 0) return;
  if (is_deload(in_, w_, week) || !is_whole(week) || !may_grow(in_, w_, "resistance") ||
      !may_step("resistance", week))
    return;
  const auto exercises = active(*d, week);
  const bool fresh = std::any_of(exercises.begin(), exercises.end(),
                                 [&](const Chosen* c) { return c->from_week == week; });
  if (exercises.empty() || fresh || rises(*d, week, exercises)) return;
  const bool lifted = std::any_of(exercises.begin(), exercises.end(),
                                  [&](const Chosen* c) { return lifts(in_.kb, *c->exercise); });
  // What an earlier step raised must have been trained before the next.
  const Level& seen = levels_.at("resistance");
  const Ladder::Load& now = ladder_.usual();
  if (now.sets > seen.sets || now.reps > seen.reps ||
      (lifted && now.rm_percent.hi.value_or(0) > seen.load))
    return;
  if (ladder_.advance(week, static_cast<int>(exercises.size()), lifted)) climbed_ = week;
}

int Planner::required_days(const WeekSchedule& s) const {
  int days = 0;
  for (const auto& [offset, components] : s.days) {
    for (const auto& [component, minutes] : components)
      days += w_.limits.required.count(component) != 0 ? 1 : 0;
  }
  return days;
}

// One more set takes longer. Where a week then holds less of what a rule requires, the set waits.
void Planner::hold_set(const Ladder::Rung& before, int week, WeekInput& input, WeekSchedule& s) {
  Ladder::Rung higher = ladder_.rung();
  ladder_.back_to(before);
  climbed_ = 0;
  WeekInput usual = week_input(week);
  WeekSchedule as_before = schedule(usual);
  if (required_days(as_before) > required_days(s)) {
    input = std::move(usual), s = std::move(as_before);
  } else {
    ladder_.back_to(std::move(higher));
    climbed_ = week;
  }
}

// Whether the week has strength on more days than any before it. Which days a component gets is
// known only when the week is laid; where one thing may rise at a time, the step waits then.
bool Planner::more_strength_days(const WeekSchedule& s) const {
  const auto level = levels_.find("resistance");
  if (level == levels_.end()) return false;
  const auto days = std::count_if(s.days.begin(), s.days.end(), [](const auto& day) {
    return day.second.count("resistance") != 0;
  });
  return static_cast<int>(days) > level->second.days;
}

PlanWeek Planner::week_of(int week) {
  PlanWeek out;
  out.week = week;
  week_ = week;
  out.deload = is_deload(in_, w_, week);
  const Ladder::Rung before = ladder_.rung();
  climb(week);
  WeekInput input = week_input(week);
  WeekSchedule s = schedule(input);
  if (ladder_.usual().sets > before.now.sets) hold_set(before, week, input, s);
  if (climbed_ == week && w_.limits.variables.value_or(2) < 2 && more_strength_days(s)) {
    ladder_.back_to(before);
    climbed_ = 0;
    input = week_input(week);
    s = schedule(input);
  }
  spread_aerobic(input, s, week);
  for (const auto& [offset, components] : s.days) {
    const Date date = Date::from_days(input.first.days_since_epoch() + offset);
    out.sessions.push_back(session(week, date, components));
    for (const auto& [c, minutes] : components) {
      last_.insert_or_assign(c, date);
      seen_.emplace(c, week);
      done_[c].resize(static_cast<std::size_t>(in_.weeks), 0.0);
      done_[c][static_cast<std::size_t>(week - 1)] += minutes;
    }
  }
  raise_levels(out, week);
  see_strength(out, week);
  return out;
}

// What of the steps of strength work really came on paper.
void Planner::see_strength(const PlanWeek& week, int number) {
  const auto level = levels_.find("resistance");
  if (level == levels_.end()) return;
  Level& l = level->second;
  const Level before = l;
  for (const PlanSession& s : week.sessions) {
    for (const PlanPart& part : s.parts) {
      for (const PlanItem& i : part.items) {
        if (i.component != "resistance") continue;
        l.sets = std::max(l.sets, i.sets.value_or(0));
        l.reps = std::max(l.reps, i.reps.value_or(0));
        for (const Limit& x : i.intensity) {
          if (x.dimension == "rm_percent") l.load = std::max(l.load, x.range.hi.value_or(0));
        }
      }
    }
  }
  if (l.sets > before.sets || l.reps > before.reps || l.load > before.load) l.last_rise = number;
}

void Planner::raise_levels(const PlanWeek& week, int number) {
  std::map<std::string, Level> now;
  for (const PlanSession& s : week.sessions) {
    Minutes minutes;
    for (const PlanPart& part : s.parts) {
      for (const PlanItem& i : part.items) {
        if (i.component == "warm_up" || i.component == "cool_down") continue;
        minutes[i.component] += i.minutes.value_or(0);
        now[i.component].effort = std::max(now[i.component].effort, i.intensity_class);
      }
    }
    for (const auto& [component, m] : minutes) {
      ++now[component].days;
      now[component].session = std::max(now[component].session, m);
    }
  }
  // A week cut short, or an easy one, tells nothing about what the person is used to.
  if (!is_whole(number)) return;
  for (const auto& [component, n] : now) {
    const auto [it, first] = levels_.emplace(component, n);
    Level& level = it->second;
    const bool longer = component == "aerobic" && n.session > level.session;
    if (!first && (n.days > level.days || longer || n.effort > level.effort))
      level.last_rise = number;
    if (first) level.last_rise = number;
    level.days = std::max(level.days, n.days);
    level.session = std::max(level.session, n.session);
    level.effort = std::max(level.effort, n.effort);
  }
}

bool Planner::is_whole(int week) const {
  if (week > 1 && is_deload(in_, w_, week)) return false;
  for (int d = 0; d < 7; ++d) {
    if (unavailable(Date::from_days(in_.start.days_since_epoch() + 7 * (week - 1) + d)))
      return false;
  }
  return true;
}

bool Planner::unavailable(Date d) const {
  return std::any_of(in_.doc.resources.unavailable.begin(), in_.doc.resources.unavailable.end(),
                     [&](const Period& p) { return p.from <= d && d <= p.to; });
}

PlanResult make_plan(const Input& in, const Working& w, const Burden& burden,
                     const Selector& select, const std::vector<Dose>& doses, Envelope& envelope,
                     Reasons& reasons) {
  return Planner(in, w, burden, select, doses, envelope, reasons).run();
}

}  // namespace celian::guide
