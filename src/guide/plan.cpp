#include "guide/plan.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "guide/planner.hpp"
#include "guide/prior.hpp"

namespace celian::guide {

namespace {

bool rests(const Input& in, const std::string& component) {
  const auto list = in.kb.policy_codes("plan.rest_48h_components");
  return std::find(list.begin(), list.end(), component) != list.end();
}

// Work on muscles asks for 48 hours, whatever component an exercise stands for.
bool needs_rest(const Input& in, const std::string& component,
                const std::vector<const Chosen*>& exercises) {
  if (rests(in, component)) return true;
  const auto exempt = in.kb.policy_codes("plan.rest_48h_exempt");
  if (std::find(exempt.begin(), exempt.end(), component) != exempt.end()) return false;
  return std::any_of(exercises.begin(), exercises.end(), [&](const Chosen* c) {
    return !c->exercise->components.empty() && rests(in, c->exercise->components.front());
  });
}

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
  return effort_of(select_, *c.exercise, c.dose->component);
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
    if (n > 0 && n >= share * most) out |= 1u << p;
  }
  return out;
}

bool Planner::may_step(const std::string& component, int week) const {
  const auto level = levels_.find(component);
  const int step = std::max(1, static_cast<int>(w_.limits.weeks_step.value_or(1)));
  return level == levels_.end() || week - level->second.last_rise >= step;
}

WeekInput Planner::week_input(int week) const {
  WeekInput input;
  input.first = Date::from_days(in_.start.days_since_epoch() + 7 * (week - 1));
  input.days = burden_.days;
  input.warm_gap = edges_.warm_gap;
  input.cool_gap = edges_.cool_gap;
  input.minutes = std::max(1.0, burden_.session_minutes - edges_.walks());
  if (week <= burden_.first_weeks)
    input.minutes =
        std::min(input.minutes, burden_.first_weeks_minutes + edges_.warm_gap + edges_.cool_gap);
  input.last = last_;
  for (int d = 0; d < 7; ++d)
    input.blocked.push_back(unavailable(Date::from_days(input.first.days_since_epoch() + d)));
  const double room = std::max(1.0, input.minutes - input.warm_gap - input.cool_gap);
  for (const Dose& d : doses_) {
    const auto exercises = active(d, week);
    if (d.habit || exercises.empty()) continue;
    input.demand.push_back(demand_of(d, week, exercises, room));
    input.demand.back().asked = input.demand.back().days;
  }
  return input;
}

// What a plan is built around must not fall out because something else stands there every time:
// then all of it becomes shorter, or what stands there comes less often, what a rule requires last.
// If that is of no use the first try stands.
WeekSchedule Planner::schedule(WeekInput& input) const {
  const auto required = [&](const std::string& c) { return w_.limits.required.count(c) != 0; };
  // What can only be done elsewhere takes no day away from what most of the week is made of.
  std::array<int, 32> served{};
  for (const WeekDemand& d : input.demand) {
    for (std::size_t b = 0; b < served.size(); ++b) served[b] += (d.places >> b & 1u) != 0 ? 1 : 0;
  }
  const auto home = std::max_element(served.begin(), served.end()) - served.begin();
  const auto elsewhere = [&](const std::string& c) {
    const auto d = std::find_if(input.demand.begin(), input.demand.end(),
                                [&](const WeekDemand& x) { return x.component == c; });
    return d != input.demand.end() && (d->places >> home & 1u) == 0;
  };
  std::stable_partition(input.demand.begin(), input.demand.end(),
                        [&](const WeekDemand& d) { return (d.places >> home & 1u) != 0; });
  // Components that are left out: those that a rule requires count first.
  const auto missing = [&](const WeekSchedule& s) {
    std::pair<int, int> n;
    for (const std::string& c : s.left_out) {
      if (elsewhere(c)) continue;
      n.first += required(c) ? 1 : 0, n.second += is_core(w_, c) ? 1 : 0;
    }
    return n;
  };
  WeekSchedule best = schedule_week(input);
  if (missing(best).second == 0) return best;
  WeekInput less = input;
  for (WeekDemand& d : less.demand) {
    if (d.component != "resistance") d.least = std::min(d.least, std::min(3.0, least_minutes_));
  }
  while (true) {
    WeekSchedule next = schedule_week(less);
    if (missing(next) < missing(best)) best = std::move(next), input = less;
    if (missing(best).second == 0) return best;
    WeekDemand* most = nullptr;
    for (WeekDemand& d : less.demand) {
      if (required(d.component) && missing(best).first == 0) continue;
      if (d.days <= (required(d.component) || missing(best).first == 0 ? 1 : 0)) continue;
      const auto rank = [&](const WeekDemand& x) {
        return std::pair(!required(x.component), x.days);
      };
      if (most == nullptr || rank(d) >= rank(*most)) most = &d;
    }
    if (most == nullptr) return best;
    --most->days;
  }
}

// Strength goes a step up where one is due and nothing else of it rises: no harder exercise comes
// this week, and the week is no easy one.
void Planner::climb(int week) {
  const Dose* d = dose_of("resistance");
  if (d == nullptr || d->days == 0 || levels_.count("resistance") == 0) return;
  if (is_deload(in_, w_, week) || !may_grow(in_, w_, "resistance") || !may_step("resistance", week))
    return;
  const auto exercises = active(*d, week);
  const bool fresh = std::any_of(exercises.begin(), exercises.end(),
                                 [&](const Chosen* c) { return c->from_week == week; });
  if (exercises.empty() || fresh || rises(*d, week, exercises)) return;
  if (ladder_.advance(week, static_cast<int>(exercises.size()))) climbed_ = week;
}

PlanWeek Planner::week_of(int week) {
  PlanWeek out;
  out.week = week;
  week_ = week;
  out.deload = is_deload(in_, w_, week);
  climb(week);
  WeekInput input = week_input(week);
  WeekSchedule s = schedule(input);
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
  return out;
}

// One variable at a time, and only when a step is due: longer sessions first, then one more day.
WeekDemand Planner::demand_of(const Dose& d, int week, const std::vector<const Chosen*>& exercises,
                              double room) const {
  WeekDemand out;
  out.component = d.component;
  out.days = d.days;
  out.rest_48h = needs_rest(in_, d.component, exercises);
  out.fills = fills(d, exercises);
  out.places = places_for(d, exercises);
  const auto level = levels_.find(d.component);
  const bool step = may_step(d.component, week) && !is_deload(in_, w_, week);
  const bool harder =
      rises(d, week, exercises) || (d.component == "resistance" && climbed_ == week);
  if (d.component == "aerobic") {
    const double most = d.longest_session > 0 ? std::min(room, d.longest_session) : room;
    const double wished = wished_week(d, week);
    // Few minutes make fewer sessions, not shorter ones.
    const double shortest =
        w_.limits.required.count("aerobic") != 0 ? std::min(3.0, least_minutes_) : least_minutes_;
    out.days = std::clamp(static_cast<int>(wished / std::min(shortest, most)), 1, d.days);
    out.minutes = std::min(std::ceil(wished / out.days), most);
    if (level != levels_.end()) {
      const bool full = level->second.session >= most;
      if (!step || harder || !full) out.days = std::min(out.days, level->second.days);
      if (!step || full) out.minutes = std::min(out.minutes, level->second.session);
    }
    out.least = std::min(out.minutes, least_minutes_);
    out.useful = std::min(out.minutes, d.start_bout > 0 ? std::min(d.start_bout, 2 * least_minutes_)
                                                        : 2 * least_minutes_);
    return out;
  }
  if (level != levels_.end() && (!step || harder))
    out.days = std::min(out.days, level->second.days);
  if (d.component == "resistance") {
    out.block =
        std::max(1.0, ladder_.usual_sets() * in_.kb.policy_number("session.minutes_per_set", 2));
    out.least = out.block;
    // Legs, push, pull and trunk, as far as half of the day holds them.
    const double half =
        std::ceil(room * in_.kb.policy_number("plan.strength_share", 0.5) / out.block);
    const double core =
        in_.kb.policy_interval("choice.strength_exercises").value_or(Interval{4, 8}).lo.value_or(4);
    const auto n = static_cast<double>(exercises.size());
    out.useful = out.block * std::min({n, std::max(half, 2.0), core});
    out.minutes = out.block * n;
    // What endurance leaves free in an easy week is not for more strength.
    if (level != levels_.end() && is_deload(in_, w_, week)) {
      out.minutes = std::min(out.minutes, level->second.session);
      out.useful = std::min(out.useful, out.minutes);
    }
    return out;
  }
  out.minutes = std::ceil(d.week_minutes[static_cast<std::size_t>(week - 1)] / d.days);
  out.least = std::min({out.minutes, least_minutes_, std::max(1.0, std::floor(room / 2))});
  out.useful = std::min(out.minutes, least_minutes_);
  return out;
}

// The week's aerobic minutes are what the walk allows. What a full day could not hold goes to the
// emptier ones, as far as sessions may be that long; what is too much comes off the longest.
void Planner::spread_aerobic(const WeekInput& input, WeekSchedule& s, int week) {
  const Dose* d = dose_of("aerobic");
  if (d == nullptr || d->habit) return;
  double longest = d->longest_session > 0 ? d->longest_session : input.minutes;
  if (const auto level = levels_.find("aerobic"); level != levels_.end()) {
    const auto days = std::count_if(s.days.begin(), s.days.end(), [](const auto& day) {
      return day.second.count("aerobic") != 0;
    });
    if (days > level->second.days || !may_step("aerobic", week))
      longest = std::min(longest, level->second.session);
  }
  std::vector<std::pair<double*, double>> sessions;  // minutes, free minutes of the day
  double total = 0, capacity = 0;
  for (auto& [day, components] : s.days) {
    const auto it = components.find("aerobic");
    if (it == components.end()) continue;
    sessions.push_back({&it->second, std::floor(s.spare[day])});
    total += it->second;
    const double most = d->longest_session > 0 ? d->longest_session : input.minutes;
    capacity += std::min(it->second + std::floor(s.spare[day]), most);
  }
  aerobic_capacity_ = std::max(aerobic_capacity_, capacity);
  const double wished = wished_week(*d, week);
  while (total < wished) {
    std::pair<double*, double>* best = nullptr;
    for (auto& x : sessions) {
      if (x.second >= 1 && *x.first + 1 <= longest && (best == nullptr || *x.first < *best->first))
        best = &x;
    }
    if (best == nullptr) break;
    *best->first += 1, best->second -= 1, total += 1;
  }
  while (total > wished && !sessions.empty()) {
    const auto most =
        std::max_element(sessions.rbegin(), sessions.rend(),
                         [](const auto& a, const auto& b) { return *a.first < *b.first; });
    if (*most->first <= 1) break;
    *most->first -= 1, total -= 1;
  }
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
  if (climbed_ == number) levels_["resistance"].last_rise = number;
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

// What the walk asks for, but never a jump after a week that could hold less than it asked for.
double Planner::wished_week(const Dose& d, int week) const {
  const double planned = d.week_minutes[static_cast<std::size_t>(week - 1)];
  if (d.component != "aerobic" || week == 1) return planned;
  if (week == 2 && carry_over(in_, "aerobic").deload_first_week)
    return planned;  // back from the easy week to what was usual
  const bool easy = is_deload(in_, w_, week);
  // A week cut short by days away tells nothing about what the person is used to.
  double before = 0;
  if (const auto it = done_.find(d.component); it != done_.end()) {
    for (int w = week - 1; w >= 1 && before <= 0; --w) {
      if (is_whole(w)) before = it->second[static_cast<std::size_t>(w - 1)];
    }
  }
  if (easy && before > 0) {
    const Interval down =
        in_.kb.policy_interval("progress.deload.volume_percent_down").value_or(Interval{40, 50});
    return std::floor(std::min(planned, before) * (1 - down.lo.value_or(40) / 100));
  }
  if (before <= 0) return std::min(planned, d.week_minutes.front());
  const double percent =
      w_.limits.percent_week.value_or(in_.kb.policy_number("progress.percent_week", 10));
  return std::min(planned, std::max(before, std::floor(before * (1 + percent / 100) + 1e-9)));
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
