// What a week asks of each component, and how it is laid on the days.
#include <algorithm>
#include <array>
#include <cmath>

#include "guide/planner.hpp"
#include "guide/prior.hpp"

namespace celian::guide {

namespace {

bool rests(const Input& in, const std::string& component) {
  const auto& list = in.kb.policy_codes("plan.rest_48h_components");
  return std::find(list.begin(), list.end(), component) != list.end();
}

// Work on muscles asks for 48 hours, whatever component an exercise stands for.
bool needs_rest(const Input& in, const std::string& component,
                const std::vector<const Chosen*>& exercises) {
  if (rests(in, component)) return true;
  const auto& exempt = in.kb.policy_codes("plan.rest_48h_exempt");
  if (std::find(exempt.begin(), exempt.end(), component) != exempt.end()) return false;
  return std::any_of(exercises.begin(), exercises.end(), [&](const Chosen* c) {
    return !c->exercise->components.empty() && rests(in, c->exercise->components.front());
  });
}

}  // namespace

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
      if (!step || harder || full) out.minutes = std::min(out.minutes, level->second.session);
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
        std::max(1.0, ladder_.usual().sets * in_.kb.policy_number("session.minutes_per_set", 2));
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
    if (days > level->second.days || !may_step("aerobic", week) ||
        rises(*d, week, active(*d, week)))
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
    return std::floor(std::min(planned, before) * deload_share(in_.kb));
  }
  if (before <= 0) return std::min(planned, d.week_minutes.front());
  const double percent =
      w_.limits.percent_week.value_or(in_.kb.policy_number("progress.percent_week", 10));
  return std::min(planned, std::max(before, std::floor(before * (1 + percent / 100) + 1e-9)));
}

}  // namespace celian::guide
