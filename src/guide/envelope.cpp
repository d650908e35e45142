#include "guide/envelope.hpp"

#include <algorithm>
#include <array>

#include "guide/presets.hpp"
#include "guide/prior.hpp"

namespace celian::guide {

namespace {

// Screening has spoken before; its verdicts are facts for the rules of the envelope.
void add_screen_facts(const Input& in, FactVector& v, bool interim) {
  const FactIndex& facts = in.kb.facts();
  const Slot triage = facts.find("triage");
  if (triage != kNoSlot) {
    std::string code(triage_name(in.risk.triage));
    code[0] = 't';  // codes of facts are lower case
    if (const auto i = facts.value_index(triage, code)) v.set(triage, *i);
  }
  v.set_flag(facts.find("interim"), interim);
  v.set_flag(facts.find("provisional"), in.risk.provisional);
  in.kb.derive(v);
}

void apply_limit(const Effect& e, const Rule& rule, std::uint32_t why, LimitSet& limits) {
  const LimitKey key{e.dimension, e.component};
  if (e.max) limits.at_most(key, *e.max, rule.level, rule.hard, why);
  if (e.min) limits.at_least(key, *e.min, rule.level, rule.hard, why);
}

void apply(const Rule& rule, const Effect& e, std::uint32_t why, Working& w) {
  LimitSet& l = w.limits;
  switch (e.kind) {
    case EffectKind::forbid: l.forbid(e.target, e.code, rule.hard, why); break;
    case EffectKind::require:
      l.require(e.component, {e.days_week, e.minutes_week, e.minutes, e.sets, e.reps, {}}, why);
      break;
    case EffectKind::limit: apply_limit(e, rule, why, l); break;
    case EffectKind::intensity: l.cap_class(e.max_class, why); break;
    case EffectKind::method: l.allow_methods(e.allow, why); break;
    case EffectKind::supervise: l.supervise(e.supervision, why); break;
    case EffectKind::monitor: l.monitor(e.what, e.when, why); break;
    case EffectKind::timing: l.timing(e.code, why); break;
    case EffectKind::progress_rate:
      l.progress(e.percent_week, e.weeks_step, e.variables, why);
      break;
    case EffectKind::advise: w.advice.push_back({e.topic, e.code, {why}}); break;
    case EffectKind::prefer: w.preferences.push_back({e.target, e.code, e.weight, why}); break;
    case EffectKind::need: {
      Need n;
      n.code = e.code;
      n.component = e.component;
      n.rank = e.rank;
      n.why = {why};
      w.needs.push_back(std::move(n));
      break;
    }
    default: break;
  }
}

void run(const Input& in, const std::vector<Rule>& rules, Working& w, Reasons& reasons) {
  const RuleRun r = run_rules(in.kb, rules, w.facts);
  for (const FiredRule& f : r.fired) {
    const std::uint32_t why = reasons.add(reason_of(in.kb, *f.rule, w.facts, f.assumed));
    if (f.rule->verified == Verified::unverified) w.unverified_used.push_back(f.rule->id);
    for (const Effect& e : f.rule->then) apply(*f.rule, e, why, w);
  }
  // A limit that nobody could rule out protects as if it held; what it forbids or requires beyond
  // that must be asked first.
  for (const Rule* rule : r.open) {
    if (rule->stage != RuleStage::guide || !rule->protective) continue;
    const std::uint32_t why = reasons.add(reason_of(in.kb, *rule, w.facts, true));
    for (const Effect& e : rule->then) {
      const bool narrows = e.kind == EffectKind::forbid || e.kind == EffectKind::limit ||
                           e.kind == EffectKind::intensity || e.kind == EffectKind::method;
      if (narrows) apply(*rule, e, why, w);
    }
  }
}

// A stopped programme has no plan. What is still written down about it may not look wider than the
// interim plan of somebody who is better off.
void stop_caps(const Input& in, Working& w, Reasons& reasons) {
  const char* code =
      in.risk.triage >= Triage::T7 ? "guide.withheld_emergency" : "guide.withheld_stop";
  const auto why = reasons.add(policy_reason(code, "policy.triage"));
  LimitSet& l = w.limits;
  l.cap_class(IntensityClass::light, why);
  l.at_most({"bout_minutes", "aerobic"}, in.kb.policy_number("interim.bout_minutes", 10), 4, true,
            why);
  l.at_most({"rm_percent", "resistance"}, in.kb.policy_number("interim.rm_percent", 40), 4, true,
            why);
  for (const char* component : {"aerobic", "balance", "resistance"})
    l.forbid("component", component, true, why);
  for (const Preset& p : in.kb.presets()) {
    if (!is_interim(p)) continue;
    l.progress(p.percent_week, p.weeks_step, p.variables, why);
    for (const PresetComponent& c : p.components) {
      if (c.sets && c.sets->hi) l.at_most({"sets", c.component}, *c.sets->hi, 4, true, why);
      if (c.reps && c.reps->hi) l.at_most({"reps", c.component}, *c.reps->hi, 4, true, why);
    }
  }
}

void screen_caps(const Input& in, Working& w, Reasons& reasons) {
  LimitSet& l = w.limits;
  const bool age_unknown = !w.facts.known(in.kb.facts().find("age_years"));
  if (in.risk.provisional || age_unknown)
    l.cap_class(IntensityClass::light,
                reasons.add(policy_reason("guide.provisional_light", "policy.screen")));
  if (w.interim) {
    const auto why = reasons.add(policy_reason("guide.interim", "policy.interim"));
    l.cap_class(IntensityClass::light, why);
    l.at_most({"bout_minutes", "aerobic"}, in.kb.policy_number("interim.bout_minutes", 10), 3, true,
              why);
    l.at_most({"rm_percent", "resistance"}, in.kb.policy_number("interim.rm_percent", 40), 3, true,
              why);
  }
  if (is_light_only(in)) {
    Reason r = policy_reason("guide.light_until_well", "policy.progress");
    if (const auto again = look_again(in)) r.args.push_back({"date", again->iso()});
    l.cap_class(IntensityClass::light, reasons.add(std::move(r)));
  }
  if (in.risk.programme.decision == "stop") stop_caps(in, w, reasons);
  const bool clear_vigorous =
      std::find(in.risk.gates.begin(), in.risk.gates.end(), Triage::T2) != in.risk.gates.end();
  if (clear_vigorous)
    l.cap_class(IntensityClass::moderate,
                reasons.add(policy_reason("guide.vigorous_needs_clearance", "policy.screen")));
  if (in.risk.supervision != Supervision::none) l.supervise(in.risk.supervision, 0);
}

// The person's days and minutes are hard limits.
void resource_caps(const Input& in, Working& w, Reasons& reasons) {
  const Resources& r = in.doc.resources;
  if (r.days_per_week)
    w.limits.at_most({"days_week", ""}, *r.days_per_week, 4, true,
                     reasons.add(policy_reason("guide.your_days", "resources")));
  if (r.minutes_per_session) {
    w.limits.at_most({"session_minutes", ""}, *r.minutes_per_session, 4, true,
                     reasons.add(policy_reason("guide.your_minutes", "resources")));
  }
}

// Every scale speaks about the same ordinal class: the lowest class that any scale allows holds for
// all.
void project_intensity(const Input& in, LimitSet& l) {
  static const std::array<std::string, 4> kScales = {"hrr_percent", "hrmax_percent", "rpe_6_20",
                                                     "rpe_0_10"};
  for (const std::string& scale : kScales) {
    const Range* r = l.find({scale, ""});
    if (r == nullptr || !r->hi) continue;
    const IntensityClass c = class_of(in.kb, scale, r->hi->value);
    if (c > l.max_class) continue;
    if (c < l.max_class) l.class_why.clear();
    l.max_class = c;
    l.class_why.insert(r->hi->why.begin(), r->hi->why.end());
  }
}

// Who may not do anything of high intensity may not be asked for vigorous effort either.
void project_tags(LimitSet& l) {
  const auto it = l.forbidden.find(LimitSet::Target("tag", "high_intensity"));
  if (it == l.forbidden.end()) return;
  for (const std::uint32_t why : it->second.why) l.cap_class(IntensityClass::moderate, why);
}

void sort_unique(std::vector<std::string>& v) {
  std::sort(v.begin(), v.end());
  v.erase(std::unique(v.begin(), v.end()), v.end());
}

void merge_advice(std::vector<Advice>& advice) {
  std::sort(advice.begin(), advice.end(), [](const Advice& a, const Advice& b) {
    return std::tie(a.topic, a.code) < std::tie(b.topic, b.code);
  });
  std::vector<Advice> out;
  for (Advice& a : advice) {
    if (!out.empty() && out.back().topic == a.topic && out.back().code == a.code) {
      out.back().why.insert(a.why.begin(), a.why.end());
    } else {
      out.push_back(std::move(a));
    }
  }
  advice = std::move(out);
}

}  // namespace

Interval class_interval(const KnowledgeBase& kb, IntensityClass c, const std::string& dimension) {
  const auto i =
      kb.policy_interval("intensity." + dimension + "." + std::string(intensity_name(c)));
  return i.value_or(Interval{});
}

IntensityClass class_of(const KnowledgeBase& kb, const std::string& dimension, double value) {
  IntensityClass found = IntensityClass::very_light;
  for (const IntensityClass c : {IntensityClass::light, IntensityClass::moderate,
                                 IntensityClass::vigorous, IntensityClass::near_max}) {
    const Interval i = class_interval(kb, c, dimension);
    if (i.lo && value >= *i.lo) found = c;
  }
  return found;
}

Working build_envelope(const Input& in, Reasons& reasons) {
  Working w{in.facts.vector, {}, {}, {}, {}, {}, {}, {}, false};
  w.interim = in.risk.programme.decision == "interim";
  w.limits.max_class = IntensityClass::vigorous;  // nobody is planned to the limit
  add_screen_facts(in, w.facts, w.interim);
  run(in, in.kb.rules().screen, w, reasons);
  run(in, in.kb.rules().guide, w, reasons);
  add_presets(in, w, reasons);
  screen_caps(in, w, reasons);
  resource_caps(in, w, reasons);
  project_intensity(in, w.limits);
  project_tags(w.limits);
  merge_advice(w.advice);
  sort_unique(w.unverified_used);
  return w;
}

}  // namespace celian::guide
