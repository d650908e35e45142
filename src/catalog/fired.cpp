#include "catalog/fired.hpp"

#include <algorithm>
#include <string>

namespace celian {

namespace {

IntensityClass class_from_code(std::string_view code) {
  if (code == "vigorous") return IntensityClass::vigorous;
  if (code == "moderate") return IntensityClass::moderate;
  return IntensityClass::light;
}

}  // namespace

bool is_cleared(const KnowledgeBase& kb, const FactVector& v, const UnlessCleared& need) {
  const FactIndex& facts = kb.facts();
  if (!v.flag(facts.find("clearance_valid"))) return false;
  const Slot age = facts.find("clearance_age_days");
  if (!v.known(age) || v.value(age) > need.max_age_days) return false;
  const Slot up_to = facts.find("clearance_up_to");
  if (!v.known(up_to)) return false;
  const auto& def = facts[up_to];
  const auto i = static_cast<std::size_t>(v.value(up_to));
  return i < def.values.size() && class_from_code(def.values[i]) >= need.up_to;
}

RuleRun run_rules(const KnowledgeBase& kb, const std::vector<Rule>& rules, const FactVector& v) {
  RuleRun run;
  for (const Rule& rule : rules) {
    const Truth truth = rule.when.eval(v);
    if (truth == Truth::no) continue;
    if (rule.unless_cleared && is_cleared(kb, v, *rule.unless_cleared)) {
      run.waived.push_back(&rule);
    } else if (truth == Truth::yes) {
      run.fired.push_back({&rule, false});
    } else if (rule.unknown == OnUnknown::assume_fires) {
      run.fired.push_back({&rule, true});
    } else if (rule.unknown == OnUnknown::ask) {
      run.open.push_back(&rule);
    }
  }
  return run;
}

Triage highest_triage(const Rule& rule) noexcept {
  Triage t = Triage::T0;
  for (const Effect& e : rule.then) {
    if (e.kind == EffectKind::triage) t = std::max(t, e.triage);
  }
  return t;
}

std::vector<Arg> fact_args(const KnowledgeBase& kb, const std::vector<Slot>& slots,
                           const FactVector& v) {
  std::vector<Arg> args;
  for (const Slot s : slots) {
    if (!v.known(s)) continue;
    const FactDef& def = kb.facts()[s];
    const double x = v.value(s);
    if (def.type == FactType::flag) {
      args.push_back({def.code, x != 0});
    } else if (def.type == FactType::code) {
      const auto i = static_cast<std::size_t>(x);
      args.push_back({def.code, i < def.values.size() ? def.values[i] : std::string()});
    } else if (def.type == FactType::date) {
      args.push_back({def.code, Date::from_days(static_cast<std::int32_t>(x)).iso()});
    } else {
      args.push_back({def.code, x});
    }
  }
  std::sort(args.begin(), args.end(), [](const Arg& a, const Arg& b) { return a.name < b.name; });
  return args;
}

Reason reason_of(const KnowledgeBase& kb, const Rule& rule, const FactVector& v, bool assumed) {
  Reason r;
  r.code = rule.say;
  r.rule = rule.id;
  r.cites = rule.cites;
  r.evidence = rule.evidence;
  r.verified = rule.verified;
  std::vector<Slot> slots;
  if (!assumed) {
    rule.when.deciding_facts(v, slots);
    r.args = fact_args(kb, slots, v);
    return r;
  }
  rule.when.open_facts(v, slots);
  for (const Slot s : slots) r.args.push_back({"missing", kb.facts()[s].code});
  return r;
}

}  // namespace celian
