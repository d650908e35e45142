#include "guide/limits.hpp"

#include <algorithm>

namespace celian::guide {

namespace {

// The tighter of two bounds; of equal ones the stronger authority, with all reasons.
template <class Tighter>
void tighten(std::optional<Bound>& mine, const Bound& other, Tighter tighter) {
  if (!mine || tighter(other.value, mine->value)) {
    mine = other;
  } else if (other.value == mine->value) {
    mine->level = std::max(mine->level, other.level);
    mine->hard = mine->hard || other.hard;
    mine->why.insert(other.why.begin(), other.why.end());
  }
}

void tighten_hi(std::optional<Bound>& mine, const Bound& other) {
  tighten(mine, other, [](double a, double b) { return a < b; });
}

void tighten_lo(std::optional<Bound>& mine, const Bound& other) {
  tighten(mine, other, [](double a, double b) { return a > b; });
}

void larger(std::optional<double>& mine, const std::optional<double>& other) {
  if (other && (!mine || *other > *mine)) mine = other;
}

void smaller(std::optional<double>& mine, const std::optional<double>& other) {
  if (other && (!mine || *other < *mine)) mine = other;
}

bool always_valid(const std::string& method) { return method == "rpe" || method == "talk_test"; }

void take_larger(Requirement& mine, const Requirement& r) {
  larger(mine.days_week, r.days_week);
  larger(mine.minutes_week, r.minutes_week);
  larger(mine.minutes, r.minutes);
  larger(mine.sets, r.sets);
  larger(mine.reps, r.reps);
}

}  // namespace

void LimitSet::at_most(const LimitKey& key, double value, int level, bool hard, std::uint32_t why) {
  tighten_hi(ranges[key].hi, Bound{value, level, hard, {why}});
}

void LimitSet::at_least(const LimitKey& key, double value, int level, bool hard,
                        std::uint32_t why) {
  tighten_lo(ranges[key].lo, Bound{value, level, hard, {why}});
}

void LimitSet::cap_class(IntensityClass cap, std::uint32_t why) {
  if (cap > max_class) return;
  if (cap < max_class) class_why.clear();
  max_class = cap;
  class_why.insert(why);
}

void LimitSet::allow_methods(const std::vector<std::string>& allowed, std::uint32_t why) {
  std::set<std::string> next;
  for (const std::string& m : allowed) {
    if (!methods || methods->count(m) != 0) next.insert(m);
  }
  methods = std::move(next);
  method_why.insert(why);
}

void LimitSet::forbid(const std::string& kind, const std::string& code, bool hard,
                      std::uint32_t why) {
  Forbidden& f = forbidden[{kind, code}];
  f.hard = f.hard || hard;
  f.why.insert(why);
}

void LimitSet::require(const std::string& component, const Requirement& r, std::uint32_t why) {
  Requirement& mine = required[component];
  take_larger(mine, r);
  mine.why.insert(why);
}

void LimitSet::supervise(Supervision level, std::uint32_t) {
  supervision = std::max(supervision, level);
}

void LimitSet::monitor(const std::string& what, const std::string& when, std::uint32_t why) {
  monitors[{what, when}].insert(why);
}

void LimitSet::timing(const std::string& code, std::uint32_t why) { timings[code].insert(why); }

void LimitSet::progress(std::optional<double> percent, std::optional<double> weeks,
                        std::optional<double> vars, std::uint32_t why) {
  smaller(percent_week, percent);
  larger(weeks_step, weeks);  // more weeks a step is slower
  smaller(variables, vars);
  progress_why.insert(why);
}

void LimitSet::meet(const LimitSet& o) {
  for (const auto& [key, range] : o.ranges) {
    Range& mine = ranges[key];
    if (range.hi) tighten_hi(mine.hi, *range.hi);
    if (range.lo) tighten_lo(mine.lo, *range.lo);
  }
  if (o.max_class < max_class) class_why.clear(), max_class = o.max_class;
  if (o.max_class == max_class) class_why.insert(o.class_why.begin(), o.class_why.end());
  if (o.methods) {
    std::set<std::string> next;
    for (const std::string& m : *o.methods) {
      if (!methods || methods->count(m) != 0) next.insert(m);
    }
    methods = std::move(next);
  }
  method_why.insert(o.method_why.begin(), o.method_why.end());
  for (const auto& [key, f] : o.forbidden) {
    Forbidden& mine = forbidden[key];
    mine.hard = mine.hard || f.hard;
    mine.why.insert(f.why.begin(), f.why.end());
  }
  for (const auto& [component, r] : o.required) {
    Requirement& mine = required[component];
    take_larger(mine, r);
    mine.why.insert(r.why.begin(), r.why.end());
  }
  supervision = std::max(supervision, o.supervision);
  for (const auto& [key, why] : o.monitors) monitors[key].insert(why.begin(), why.end());
  for (const auto& [key, why] : o.timings) timings[key].insert(why.begin(), why.end());
  smaller(percent_week, o.percent_week);
  larger(weeks_step, o.weeks_step);
  smaller(variables, o.variables);
  progress_why.insert(o.progress_why.begin(), o.progress_why.end());
}

const Range* LimitSet::find(const LimitKey& key) const {
  const auto it = ranges.find(key);
  return it == ranges.end() ? nullptr : &it->second;
}

// A limit of the whole programme holds for every component as well.
std::optional<double> LimitSet::hi(const std::string& dimension,
                                   const std::string& component) const {
  std::optional<double> out;
  if (const Range* r = find({dimension, component}); r && r->hi) out = r->hi->value;
  if (component.empty()) return out;
  if (const Range* r = find({dimension, ""}); r && r->hi) smaller(out, r->hi->value);
  return out;
}

std::optional<double> LimitSet::lo(const std::string& dimension,
                                   const std::string& component) const {
  const Range* r = find({dimension, component});
  return r && r->lo ? std::optional<double>(r->lo->value) : std::nullopt;
}

bool LimitSet::forbids(const std::string& kind, const std::string& code) const {
  return forbidden.find(Target(kind, code)) != forbidden.end();
}

bool LimitSet::forbids_hard(const std::string& kind, const std::string& code) const {
  const auto it = forbidden.find(Target(kind, code));
  return it != forbidden.end() && it->second.hard;
}

bool LimitSet::method_allowed(const std::string& method) const {
  return always_valid(method) || !methods || methods->count(method) != 0;
}

}  // namespace celian::guide
