#include "guide/presets.hpp"

#include <algorithm>

namespace celian::guide {

namespace {

constexpr int kDoseLevel = 2;
constexpr int kBaselineRank = 90;
constexpr std::string_view kInterimPreset = "preset.interim";

// Both obeyed; where they exclude each other the lower of the two upper bounds stays.
void intersect(Interval& mine, const std::optional<Interval>& other) {
  if (!other) return;
  if (other->hi && (!mine.hi || *other->hi < *mine.hi)) mine.hi = other->hi;
  if (other->lo && (!mine.lo || *other->lo > *mine.lo)) mine.lo = other->lo;
  if (mine.lo && mine.hi && *mine.lo > *mine.hi) mine.lo = mine.hi;
}

// The lowest start of all.
void lowest(Interval& mine, const std::optional<Interval>& other) {
  if (!other) return;
  if (other->lo && (!mine.lo || *other->lo < *mine.lo)) mine.lo = other->lo;
  if (other->hi && (!mine.hi || *other->hi < *mine.hi)) mine.hi = other->hi;
  if (mine.lo && mine.hi && *mine.lo > *mine.hi) mine.hi = mine.lo;
}

void limit(LimitSet& l, const std::string& dimension, const std::string& component,
           const std::optional<Interval>& i, std::uint32_t why) {
  if (!i) return;
  if (i->hi) l.at_most({dimension, component}, *i->hi, kDoseLevel, false, why);
  if (i->lo) l.at_least({dimension, component}, *i->lo, kDoseLevel, false, why);
}

void add_component(const PresetComponent& p, std::uint32_t why, Working& w) {
  Target& t = w.targets[p.component];
  t.component = p.component;
  intersect(t.days_week, p.days_week);
  lowest(t.minutes_start, p.minutes_start);
  intersect(t.minutes_target, p.minutes_target);
  intersect(t.minutes_week_target, p.minutes_week_target);
  intersect(t.minutes, p.minutes);
  intersect(t.hold_s, p.hold_s);
  intersect(t.sets, p.sets);
  intersect(t.reps, p.reps);
  lowest(t.rm_percent_start, p.rm_percent_start);
  if (p.rm_percent_max && (!t.rm_percent_max || *p.rm_percent_max < *t.rm_percent_max))
    t.rm_percent_max = p.rm_percent_max;
  t.why.insert(why);

  LimitSet& l = w.limits;
  limit(l, "days_week", p.component, p.days_week, why);
  limit(l, "minutes_week", p.component, p.minutes_week_target, why);
  limit(l, "sets", p.component, p.sets, why);
  limit(l, "reps", p.component, p.reps, why);
  if (p.rm_percent_max)
    l.at_most({"rm_percent", p.component}, *p.rm_percent_max, kDoseLevel, false, why);
  if (p.component != "aerobic") return;
  limit(l, "hrr_percent", "", p.hrr_percent, why);
  limit(l, "hrmax_percent", "", p.hrmax_percent, why);
  limit(l, "rpe_6_20", "", p.rpe_6_20, why);
  limit(l, "rpe_0_10", "", p.rpe_0_10, why);
}

std::uint32_t reason(const Preset& p, Reasons& reasons) {
  Reason r;
  r.code = p.say.empty() ? "guide.preset" : p.say;
  r.rule = p.header.id;
  r.cites = p.header.cites;
  r.evidence = Evidence::guideline;
  r.verified = p.header.verified;
  return reasons.add(std::move(r));
}

// A baseline (healthy adult, older adult, youth) names a dose only where no condition's preset has
// named one. Its ceilings of effort and its start hold in any case: a disease more makes nothing
// harder.
PresetComponent left_out(PresetComponent p, const std::map<std::string, Target>& named,
                         const LimitSet& said) {
  const auto it = named.find(p.component);
  if (it == named.end()) return p;
  const Target& t = it->second;
  const auto drop = [](std::optional<Interval>& mine, const Interval& given) {
    if (given.lo || given.hi) mine.reset();
  };
  drop(p.days_week, t.days_week), drop(p.minutes_target, t.minutes_target);
  drop(p.minutes_week_target, t.minutes_week_target), drop(p.minutes, t.minutes),
      drop(p.hold_s, t.hold_s);
  drop(p.sets, t.sets), drop(p.reps, t.reps);
  const bool intensity_given = said.find({"hrr_percent", ""}) != nullptr ||
                               said.find({"rpe_6_20", ""}) != nullptr ||
                               said.find({"rpe_0_10", ""}) != nullptr;
  const auto no_floor = [](std::optional<Interval>& mine) {
    if (mine) mine->lo.reset();
  };
  if (p.component == "aerobic" && intensity_given)
    no_floor(p.hrr_percent), no_floor(p.hrmax_percent), no_floor(p.rpe_6_20), no_floor(p.rpe_0_10);
  return p;
}

// Of somebody whose age nobody told both baselines of adults are taken: what both allow.
bool stands_for_unknown_age(const Input& in, const Working& w, const Preset& p) {
  if (w.facts.known(in.kb.facts().find("age_years"))) return false;
  const auto& careful = in.kb.policy_codes("plan.unknown_age_presets");
  return std::find(careful.begin(), careful.end(), p.header.id) != careful.end();
}

// Before clearance no other preset sets a dose. What it forbids holds all the same: whose eyes, and
// ceilings below those of the interim plan, which is light in any case. Run after that plan's own.
void narrow(const KnowledgeBase& kb, const Preset& p, Working& w, Reasons& reasons) {
  LimitSet& l = w.limits;
  std::optional<std::uint32_t> said;
  const auto why = [&] { return said ? *said : *(said = reason(p, reasons)); };
  const auto cap = [&](const std::string& scale, const std::optional<Interval>& i) {
    const Interval light = class_interval(kb, IntensityClass::light, scale);
    if (i && i->hi && light.hi && *i->hi < *light.hi)
      l.at_most({scale, ""}, *i->hi, kDoseLevel, false, why());
  };
  for (const PresetComponent& c : p.components) {
    const auto load = l.hi("rm_percent", c.component);
    if (c.rm_percent_max && (!load || *c.rm_percent_max < *load))
      l.at_most({"rm_percent", c.component}, *c.rm_percent_max, kDoseLevel, false, why());
    if (c.component != "aerobic") continue;
    cap("hrr_percent", c.hrr_percent), cap("hrmax_percent", c.hrmax_percent);
    cap("rpe_6_20", c.rpe_6_20), cap("rpe_0_10", c.rpe_0_10);
  }
  if (p.supervision > l.supervision) l.supervise(p.supervision, why());
  if (p.percent_week || p.weeks_step || p.variables) {
    const bool slower =
        (p.percent_week && (!l.percent_week || *p.percent_week < *l.percent_week)) ||
        (p.weeks_step && (!l.weeks_step || *p.weeks_step > *l.weeks_step)) ||
        (p.variables && (!l.variables || *p.variables < *l.variables));
    if (slower) l.progress(p.percent_week, p.weeks_step, p.variables, why());
  }
}

// A preset that may apply for all we know narrows no dose by a guess; the screening asks what is
// missing.
bool applies(const Input& in, const Working& w, const Preset& p) {
  return p.applies.eval(w.facts) == Truth::yes || stands_for_unknown_age(in, w, p);
}

void apply_presets(const Input& in, bool baseline, Working& w, Reasons& reasons) {
  const std::map<std::string, Target> named = w.targets;
  const LimitSet said = w.limits;
  for (const Preset& p : in.kb.presets()) {
    if ((p.rank >= kBaselineRank) != baseline) continue;
    // Before clearance the interim preset stands alone; after it, it does not apply.
    if (is_interim(p) != w.interim || !applies(in, w, p)) continue;
    const std::uint32_t why = reason(p, reasons);
    w.presets.push_back(p.header.reference());
    if (p.header.verified == Verified::unverified) w.unverified_used.push_back(p.header.id);
    for (const PresetComponent& c : p.components)
      add_component(baseline ? left_out(c, named, said) : c, why, w);
    if (p.percent_week || p.weeks_step || p.variables)
      w.limits.progress(p.percent_week, p.weeks_step, p.variables, why);
    w.limits.supervise(p.supervision, why);
  }
}

}  // namespace

bool is_interim(const Preset& p) { return p.header.id == kInterimPreset; }

void add_presets(const Input& in, Working& w, Reasons& reasons) {
  apply_presets(in, false, w, reasons);
  apply_presets(in, true, w, reasons);
  if (!w.interim) return;
  for (const Preset& p : in.kb.presets()) {
    if (!is_interim(p) && applies(in, w, p)) narrow(in.kb, p, w, reasons);
  }
}

}  // namespace celian::guide
