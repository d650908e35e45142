#include "guide/verify_ground.hpp"

#include <algorithm>
#include <array>

namespace celian::guide::verifying {

namespace {

// Scales on which a class of effort has bounds; a load (rm_percent) says nothing about breath and
// heart.
constexpr std::array<std::string_view, 6> kEffortScales = {
    "hrr_percent", "hrmax_percent", "vo2r_percent", "mets", "rpe_6_20", "rpe_0_10"};
constexpr std::array<IntensityClass, 5> kClasses = {
    IntensityClass::very_light, IntensityClass::light, IntensityClass::moderate,
    IntensityClass::vigorous, IntensityClass::near_max};

// The highest class that begins at or below `max` on that scale; nullopt where the table does not
// have the scale.
std::optional<IntensityClass> class_within(const Scales& scales, std::string_view scale,
                                           double max) {
  std::optional<IntensityClass> best;
  bool any = false;
  for (const IntensityClass c : kClasses) {
    const auto range = scales.of(scale, c);
    if (!range) continue;
    any = true;
    if (!range->lo || *range->lo <= max) best = c;
  }
  if (any && !best) best = IntensityClass::very_light;  // below every class of the table
  return best;
}

std::optional<Interval> read_scale(const KnowledgeBase& kb, std::string_view scale,
                                   IntensityClass c) {
  std::string code = "intensity.";
  code.append(scale).append(".").append(intensity_name(c));
  return kb.policy_interval(code);
}

}  // namespace

Scales::Scales(const KnowledgeBase& kb) : kb_(kb) {
  for (const std::string_view scale : kEffortScales) {
    Classes& classes = known_.emplace_back(scale, Classes{}).second;
    for (const IntensityClass c : kClasses)
      classes[static_cast<std::size_t>(c)] = read_scale(kb, scale, c);
  }
}

std::optional<Interval> Scales::of(std::string_view dimension, IntensityClass c) const {
  for (const auto& [scale, classes] : known_) {
    if (scale == dimension) return classes[static_cast<std::size_t>(c)];
  }
  return read_scale(kb_, dimension, c);
}

Ground::Ground(const VerifyInput& input)
    : in(input), kb(input.kb), scales(kb), facts(input.facts.vector) {
  const RuleRun screened = run_rules(kb, kb.rules().screen, facts);
  for (const FiredRule& f : screened.fired) triage = std::max(triage, highest_triage(*f.rule));
  triage = std::max(triage, in.risk.triage);
  interim = in.risk.programme.decision == "interim";
  provisional = in.risk.provisional;
  declare();
  // Screening rules do not look at the declared facts, so that the run above stays valid.
  const RuleRun guided = run_rules(kb, kb.rules().guide, facts);
  fired = screened.fired;
  fired.insert(fired.end(), guided.fired.begin(), guided.fired.end());
  open = guided.open;
  for (const FiredRule& f : fired) collect(*f.rule, false);
  for (const Rule* rule : open) {
    if (rule->protective) collect(*rule, true);
  }
  supervision = std::max(supervision, in.risk.supervision);
  if (interim) classes.push_back({IntensityClass::light, "", "policy.interim", Waiver::physician});
  if (provisional)
    classes.push_back({IntensityClass::light, "", "policy.provisional", Waiver::physician});
  project_limits();
  read_presets();
}

void Ground::read_presets() {
  for (const Preset& p : kb.presets()) {
    if (!speaks_to(*this, p)) continue;
    const PresetComponent* c = p.find("aerobic");
    if (c == nullptr) continue;
    const auto within = [&](const char* scale, const std::optional<Interval>& range) {
      if (!range || !range->hi) return;
      if (const auto max = class_within(scales, scale, *range->hi))
        begins_within = std::min(begins_within, *max);
    };
    within("hrr_percent", c->hrr_percent);
    within("hrmax_percent", c->hrmax_percent);
    within("rpe_6_20", c->rpe_6_20);
    within("rpe_0_10", c->rpe_0_10);
  }
}

void Ground::declare() {
  const FactIndex& index = kb.facts();
  const Slot slot = index.find("triage");
  const std::string level = "t" + std::to_string(static_cast<int>(triage));
  if (const auto value = index.value_index(slot, level)) facts.set(slot, *value);
  if (const Slot s = index.find("interim"); s != kNoSlot) facts.set_flag(s, interim);
  if (const Slot s = index.find("provisional"); s != kNoSlot) facts.set_flag(s, provisional);
  kb.derive(facts);
}

void Ground::collect(const Rule& rule, bool only_protection) {
  const Waiver waiver = rule.hard ? Waiver::physician : Waiver::professional;
  for (const Effect& e : rule.then) {
    switch (e.kind) {
      case EffectKind::forbid: forbids.push_back({&rule, &e}); break;
      case EffectKind::limit: limits.push_back({&rule, &e}); break;
      case EffectKind::method: methods.push_back({&rule, &e}); break;
      case EffectKind::intensity: classes.push_back({e.max_class, "", rule.id, waiver}); break;
      default: break;
    }
    // A rule that nobody could rule out narrows; that somebody stands beside would widen.
    if (only_protection) continue;
    switch (e.kind) {
      case EffectKind::supervise: supervision = std::max(supervision, e.supervision); break;
      case EffectKind::require: demands.push_back({&rule, &e}); break;
      case EffectKind::progress_rate: rates.push_back({&rule, &e}); break;
      case EffectKind::today: todays.push_back({&rule, &e}); break;
      case EffectKind::timing: timings.push_back({&rule, &e}); break;
      case EffectKind::programme:
        if (e.decision == "stop") stops.push_back({&rule, &e});
        break;
      case EffectKind::triage:
        if (e.triage >= Triage::T6) stops.push_back({&rule, &e});
        break;
      default: break;
    }
  }
}

// A cap on one scale is a cap on the class as well: who may not pass 59 % of reserve may not be
// asked for "hard" in words.
void Ground::project_limits() {
  for (const Said& s : limits) {
    const Effect& e = *s.effect;
    if (!e.max ||
        std::find(kEffortScales.begin(), kEffortScales.end(), e.dimension) == kEffortScales.end())
      continue;
    const auto max = class_within(scales, e.dimension, *e.max);
    if (max)
      classes.push_back(
          {*max, e.component, s.rule->id, s.rule->hard ? Waiver::physician : Waiver::professional});
  }
}

bool Ground::is(std::string_view fact) const { return facts.flag(kb.facts().find(fact)); }

bool Ground::is_or_unknown(std::string_view fact) const {
  const Slot s = kb.facts().find(fact);
  return s != kNoSlot && (!facts.known(s) || facts.flag(s));
}

std::optional<double> Ground::number(std::string_view fact) const {
  const Slot s = kb.facts().find(fact);
  if (s == kNoSlot || !facts.known(s)) return std::nullopt;
  return facts.value(s);
}

bool Ground::is_value(std::string_view fact, std::string_view value) const {
  const auto now = number(fact);
  const auto index = kb.facts().value_index(kb.facts().find(fact), value);
  return now && index && *now == *index;
}

bool Ground::light_burden() const {
  return !age() || *age() >= kb.policy_number("burden.light_from_age", 65) ||
         !is("active_regularly");
}

bool Ground::is_for_age(const Exercise& x) const {
  return age().value_or(kb.policy_number("plan.unknown_age_youngest", 12)) >= x.age_from &&
         age().value_or(kb.policy_number("plan.unknown_age_oldest", 100)) <= x.age_to;
}

void Findings::add(std::string code, std::string pointer, std::vector<Arg> args, const Rule& rule) {
  add(std::move(code), std::move(pointer), std::move(args), rule.id,
      rule.hard ? Waiver::physician : Waiver::professional);
}

void Findings::add(std::string code, std::string pointer, std::vector<Arg> args, std::string rule,
                   Waiver waiver) {
  Violation v;
  v.code = std::move(code);
  v.pointer = std::move(pointer);
  v.args = std::move(args);
  v.rule = std::move(rule);
  list.push_back({std::move(v), waiver});
}

bool speaks_to(const Ground& g, const Preset& p) {
  if ((p.header.id == "preset.interim") != g.interim) return false;
  return g.interim || p.applies.eval(g.facts) == Truth::yes;
}

std::optional<double> met_of(const Ground& g, const Exercise& x) { return x.met_at(g.age()); }

std::string at(std::string_view base, std::string_view name, std::size_t index) {
  std::string out;
  out.reserve(base.size() + name.size() + 8);
  out.append(base).append("/").append(name).append("/").append(std::to_string(index));
  return out;
}

}  // namespace celian::guide::verifying
