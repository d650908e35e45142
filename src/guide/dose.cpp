#include "guide/dose.hpp"

#include <algorithm>
#include <cmath>

#include "guide/edges.hpp"
#include "guide/ladder.hpp"
#include "guide/prior.hpp"

namespace celian::guide {

namespace {

constexpr int kPresetLevel = 2;

bool listed(const std::vector<std::string>& list, const std::string& x) {
  return std::find(list.begin(), list.end(), x) != list.end();
}

double number_fact(const Input& in, const Working& w, const char* code, double otherwise) {
  const Slot s = in.kb.facts().find(code);
  return w.facts.known(s) ? w.facts.value(s) : otherwise;
}

// Position of a component in the list of needs; what nobody needs most comes last, in the order of
// data/policy.
int need_order(const KnowledgeBase& kb, const std::vector<Need>& needs,
               const std::string& component) {
  for (std::size_t i = 0; i < needs.size(); ++i) {
    if (needs[i].component == component) return static_cast<int>(i);
  }
  const std::vector<std::string>& usual = kb.policy_codes("plan.component_priority");
  const auto at = std::find(usual.begin(), usual.end(), component) - usual.begin();
  return static_cast<int>(needs.size()) + static_cast<int>(at);
}

// How often presets and rules ask for it, whatever time the person has.
double wanted_days(const Working& w, const std::string& component, const Target& t,
                   std::set<std::uint32_t>& why) {
  double want = t.days_week.lo.value_or(component == "aerobic" ? 3 : 2);
  why = t.why;
  if (const auto it = w.limits.required.find(component);
      it != w.limits.required.end() && it->second.days_week) {
    want = std::max(want, *it->second.days_week);
    why.insert(it->second.why.begin(), it->second.why.end());
  }
  return want;
}

double cap_of_days(const Working& w, const Burden& burden, const std::string& component,
                   bool required) {
  double cap = burden.days;
  // How often a preset thinks best does not stand against a rule that requires more; a cap of a
  // rule does.
  const Range* own = w.limits.find({"days_week", component});
  const bool preset_only =
      own != nullptr && own->hi && !own->hi->hard && own->hi->level <= kPresetLevel;
  if (own != nullptr && own->hi && !(preset_only && required)) cap = std::min(cap, own->hi->value);
  return cap;
}

void set_days(const Working& w, const Burden& burden, const Target& t, Dose& d, Envelope& env) {
  std::set<std::uint32_t> why;
  const double want = wanted_days(w, d.component, t, why);
  const double cap = cap_of_days(w, burden, d.component, want > t.days_week.lo.value_or(want));
  if (want > cap) {
    const bool told = std::any_of(env.unmet.begin(), env.unmet.end(), [&](const Unmet& u) {
      return u.component == d.component && u.dimension == "days_week";
    });
    if (!told) env.unmet.push_back({d.component, "days_week", want, cap, to_why(why)});
  }
  d.all_days = want;
  d.due = d.days = static_cast<int>(std::floor(std::min(want, cap)));
  // What is most wanted takes the upper end of what the presets leave open.
  if (d.favoured && t.days_week.hi)
    d.days = std::max(d.days, static_cast<int>(std::floor(std::min(*t.days_week.hi, cap))));
}

// A day's minutes of aerobic work if nothing else stood beside it.
double aerobic_room(const Input& in, const Working& w, double day_minutes, double cap) {
  double room = std::min(main_room(in, w, day_minutes), cap);
  if (const auto hi = w.limits.hi("session_minutes", "aerobic")) room = std::min(room, *hi);
  return std::floor(room);
}

// The longest single session: a cap on bouts is a cap on the one bout that a session has.
double longest_session(const Input& in, const Working& w, const Target& t) {
  double longest = t.minutes_target.hi.value_or(in.kb.policy_number("session.max_minutes", 75));
  if (const auto hi = w.limits.hi("bout_minutes", "aerobic")) longest = std::min(longest, *hi);
  return longest;
}

// The walk of aerobic minutes: from now (or the lowest start) upwards by the slowest rate, never
// beyond target or cap.
void walk_minutes(const Input& in, const Working& w, const Burden& burden, const Target& t,
                  Dose& d) {
  const double percent =
      w.limits.percent_week.value_or(in.kb.policy_number("progress.percent_week", 10));
  const int step = std::max(1, static_cast<int>(w.limits.weeks_step.value_or(1)));
  const Carry carry = carry_over(in, "aerobic");
  const bool trained = carry.week_minutes.value_or(0) > 0;  // an empty week tells nothing
  // After a prior plan its last week is what the person does; before, what the person says.
  const double said = number_fact(in, w, "moderate_minutes_week", 0) +
                      2 * number_fact(in, w, "vigorous_minutes_week", 0);
  const double now = (trained ? carry.week_minutes.value_or(0) : said) * carry.start_factor;
  // A child whom nothing holds back plays longer than an adult begins.
  const bool child = w.facts.flag(in.kb.facts().find("child")) && in.risk.triage <= Triage::T1 &&
                     !w.interim && percent > 0;
  const double lowest_bout = t.minutes_start.lo.value_or(
      in.kb.policy_number(child ? "defaults.start_minutes_youth" : "defaults.start_minutes", 10));
  // A range of starts: its low end for whom nothing is known or who is new to it.
  const double bout =
      burden.light && !w.interim ? lowest_bout : t.minutes_start.hi.value_or(lowest_bout);
  d.longest_session = longest_session(in, w, t);
  d.start_bout = std::min(bout, d.longest_session);
  double start = trained ? now : std::max(bout * d.days, w.interim ? 0.0 : now);
  if (w.interim) start = std::min(start, bout * d.days);  // whatever was usual, until cleared
  double cap = t.minutes_week_target.hi.value_or(t.minutes_week_target.lo.value_or(300));
  if (const auto hi = w.limits.hi("minutes_week", "aerobic")) cap = std::min(cap, *hi);
  double goal = std::min(t.minutes_week_target.lo.value_or(start), cap);
  goal = std::max(goal, std::min(now, cap));  // nobody is asked to do less than is safe and usual
  if (const auto it = w.limits.required.find("aerobic");
      it != w.limits.required.end() && it->second.minutes_week) {
    goal = std::max(goal, std::min(*it->second.minutes_week, cap));
  }
  const double room = d.days * aerobic_room(in, w, burden.session_minutes, d.longest_session);
  const double first_room = std::min(room, d.days * burden.first_weeks_minutes);
  double minutes =
      std::floor(std::min({start, goal, burden.first_weeks > 0 ? first_room : room, room}));
  for (int week = 1; week <= in.weeks; ++week) {
    const double limit = std::min(goal, week <= burden.first_weeks ? first_room : room);
    if (week > 1 && carry.grow && (week - 1) % step == 0)
      minutes = std::floor(minutes * (1 + percent / 100) + 1e-9);
    minutes = std::floor(std::min(minutes, limit));
    const bool easy = week == 1 && carry.deload_first_week;
    d.week_minutes.push_back(easy ? std::floor(minutes * deload_share(in.kb)) : minutes);
  }
}

// More of the person's days when the weekly target does not fit into fewer sessions.
void spread_over_days(const Input& in, const Working& w, const Burden& burden, const Target& t,
                      Dose& d) {
  double cap = burden.days;
  if (const auto hi = w.limits.hi("days_week", "aerobic")) cap = std::min(cap, *hi);
  const double goal = t.minutes_week_target.lo.value_or(0);
  const double room = aerobic_room(in, w, burden.session_minutes, longest_session(in, w, t)) *
                      in.kb.policy_number("plan.aerobic_share", 0.6);
  while (d.days < cap && d.days * room < goal) ++d.days;
}

// A start inside what rules and presets allow together; what excludes each other has been settled
// before.
double within(const Working& w, const std::string& dimension, const std::string& component,
              double start) {
  if (start <= 0) return start;
  if (const auto lo = w.limits.lo(dimension, component)) start = std::max(start, *lo);
  if (const auto hi = w.limits.hi(dimension, component)) start = std::min(start, *hi);
  return start;
}

void fixed_minutes(const Input& in, const Target& t, double per_session, Dose& d) {
  const double m = t.minutes.lo.value_or(per_session);
  d.week_minutes.assign(static_cast<std::size_t>(in.weeks), m * d.days);
}

// Daily work that needs no session: what is short, loads no muscle and is wanted nearly every day.
bool is_daily(const Input& in, const Working& w, const Target& t, const Selector& select) {
  if (listed(in.kb.policy_codes("daily.habits"), t.component)) return true;
  if (!listed(in.kb.policy_codes("daily.components"), t.component) || w.interim) return false;
  std::set<std::uint32_t> why;
  return wanted_days(w, t.component, t, why) >= in.kb.policy_number("daily.from_days", 6) &&
         select.daily(t.component) != nullptr;
}

void set_strength(const Input& in, const Working& w, const Target& t, Dose& d) {
  d.sets = t.sets.lo.value_or(d.component == "resistance" ? 1 : 0);
  d.reps = t.reps.lo.value_or(d.component == "resistance" ? 8 : 0);
  d.sets = within(w, "sets", d.component, d.sets);
  d.reps = within(w, "reps", d.component, d.reps);
  d.hold_s = t.hold_s.lo.value_or(0);
  d.rm_percent = t.rm_percent_start;
  if (const auto hi = w.limits.hi("rm_percent", d.component)) {
    d.rm_percent.hi = std::min(d.rm_percent.hi.value_or(*hi), *hi);
    if (d.rm_percent.lo && *d.rm_percent.lo > *hi) d.rm_percent.lo = hi;
  }
  if (d.component != "resistance" || w.interim) return;
  // Where an earlier plan ended, as far as today's envelope holds it.
  const Carry carry = carry_over(in, "resistance");
  if (carry.start_factor < 1) return;
  if (carry.sets) d.sets = within(w, "sets", d.component, std::max(d.sets, *carry.sets));
  if (carry.reps) d.reps = within(w, "reps", d.component, std::max(d.reps, *carry.reps));
}

Dose dose_of(const Input& in, const Working& w, const Burden& burden, const Target& t,
             const Selector& select, Envelope& env) {
  Dose d;
  d.component = t.component;
  d.why = t.why;
  d.habit = is_daily(in, w, t, select);
  d.favoured = select.scorer().favours(t.component) && !w.interim;
  d.target_week = t.minutes_week_target;
  d.intensity = std::min(w.limits.max_class, IntensityClass::moderate);
  if (d.habit) {
    d.days = d.due = 7;
    fixed_minutes(in, t, in.kb.policy_number("session." + t.component + "_minutes", 1), d);
    set_strength(in, w, t, d);
    return d;
  }
  set_days(w, burden, t, d, env);
  if (d.days == 0) return d;
  if (t.component == "aerobic") {
    spread_over_days(in, w, burden, t, d);
    d.due = d.days;
    walk_minutes(in, w, burden, t, d);
    return d;
  }
  double minutes = in.kb.policy_number("session." + t.component + "_minutes", 5);
  if (d.favoured) minutes *= in.kb.policy_number("choice.favoured_minutes_factor", 2);
  fixed_minutes(in, t, minutes, d);
  set_strength(in, w, t, d);
  return d;
}

// How many strength exercises the week has time for when everything else has what it needs.
void share_time(const Input& in, const Working& w, const Burden& burden, std::vector<Dose>& all) {
  const auto strength = std::find_if(all.begin(), all.end(),
                                     [](const Dose& d) { return d.component == "resistance"; });
  if (strength == all.end()) return;
  const double room = main_room(in, w, burden.session_minutes);
  double left = room * burden.days;
  for (const Dose& d : all) {
    if (d.habit || &d == &*strength) continue;
    left -= d.component == "aerobic" ? std::max(d.target_week.lo.value_or(0), d.week_minutes.back())
                                     : d.week_minutes.back();
  }
  const double block =
      std::max(1.0, strength->sets * in.kb.policy_number("session.minutes_per_set", 2));
  const Interval range =
      in.kb.policy_interval("choice.strength_exercises").value_or(Interval{4, 8});
  double least = range.lo.value_or(4);
  if (strength->favoured)
    least = std::max(least, in.kb.policy_number("choice.strength_exercises_favoured", 6));
  const double each = std::min(left / strength->days, room);
  const double n = std::clamp(std::floor(each / block), least, range.hi.value_or(8));
  strength->exercises = static_cast<int>(
      burden.light ? in.kb.policy_number("choice.strength_exercises_light", 4) : n);
  strength->strength_minutes = std::max(strength->exercises * block, each);
}

}  // namespace

std::vector<Dose> doses(const Input& in, const Working& w, const Burden& burden,
                        const std::vector<Need>& needs, const Selector& select, Envelope& env) {
  std::map<std::string, Target> targets = w.targets;
  for (const auto& [component, r] : w.limits.required) {
    Target& t = targets[component];
    t.component = component;
    if (r.minutes && !t.minutes.lo) t.minutes.lo = r.minutes;
    if (r.sets && (!t.sets.lo || *r.sets > *t.sets.lo)) t.sets.lo = r.sets;
    if (r.reps && !t.reps.lo) t.reps.lo = r.reps;
    t.why.insert(r.why.begin(), r.why.end());
  }
  std::vector<Dose> out;
  for (const auto& [component, target] : targets) {
    if (const auto ban = w.limits.forbidden.find(LimitSet::Target("component", component));
        ban != w.limits.forbidden.end()) {
      std::set<std::uint32_t> why = ban->second.why;
      why.insert(target.why.begin(), target.why.end());
      if (target.days_week.lo || w.limits.required.count(component) != 0) {
        env.unmet.push_back({component, "exercise", std::max(1.0, target.days_week.lo.value_or(1)),
                             0.0, to_why(why)});
      }
      continue;
    }
    Dose d = dose_of(in, w, burden, target, select, env);
    if (d.days > 0) out.push_back(std::move(d));
  }
  // What a rule requires is in the plan from its first week; the rest follows by need.
  std::stable_sort(out.begin(), out.end(), [&](const Dose& a, const Dose& b) {
    const bool must_a = w.limits.required.count(a.component) != 0,
               must_b = w.limits.required.count(b.component) != 0;
    if (must_a != must_b) return must_a;
    return need_order(in.kb, needs, a.component) < need_order(in.kb, needs, b.component);
  });
  share_time(in, w, burden, out);
  return out;
}

}  // namespace celian::guide
