#include "assess/ask.hpp"

#include <algorithm>
#include <map>

namespace celian::assess {

namespace {

struct Question {
  AskLevel level = AskLevel::may;
  Triage worst = Triage::T0;
  int strength = 0;  // highest level (5 legal … 1 preference) of the rules behind it
  Why why;
};

// A day put off (T5) or supervision (T4) says nothing about the programme, which this rule would
// stop or make interim.
bool changes_programme(const Rule& rule, const RiskReport& report) {
  return report.programme.decision == "go" &&
         std::any_of(rule.then.begin(), rule.then.end(),
                     [](const Effect& e) { return e.kind == EffectKind::programme; });
}

// Somebody who may not exercise today, or only supervised, still has a programme: what would have
// held it to light effort yesterday holds it now, and is still asked. From T6 on there is none.
bool programme_goes_on(const RiskReport& report) {
  return report.programme.decision == "go" && report.triage >= Triage::T4;
}

// What changes triage or programme beyond what is known already, or a hard limit, must be asked;
// other protection should be.
AskLevel level_of(const Rule& rule, const RiskReport& report) {
  if (rule.ask_level) return *rule.ask_level;
  const bool more = highest_triage(rule) > report.triage || changes_programme(rule, report) ||
                    programme_goes_on(report);
  if (more && highest_triage(rule) >= Triage::T3) return AskLevel::must;
  return rule.protective ? AskLevel::should : AskLevel::may;
}

class Questions {
 public:
  Questions(const KnowledgeBase& kb, const Facts& facts, RiskReport& report)
      : kb_(kb), facts_(facts), report_(report) {}

  void from_rule(const Rule& rule) {
    std::vector<Slot> open, settle;
    rule.when.open_facts(facts_.vector, open);
    for (const Slot s : open) kb_.expand_open(s, facts_.vector, settle);
    if (settle.empty()) return;
    const auto why = static_cast<std::uint32_t>(report_.reasons.size());
    report_.reasons.push_back(reason_of(kb_, rule, facts_.vector, true));
    for (const Slot s : settle)
      add(s, level_of(rule, report_), std::max(report_.triage, highest_triage(rule)), rule.level,
          why);
  }

  void from_effect(const Effect& e, const Rule& rule, std::uint32_t why) {
    if (e.fact == kNoSlot || facts_.vector.known(e.fact)) return;
    std::vector<Slot> settle;
    kb_.expand_open(e.fact, facts_.vector, settle);
    for (const Slot s : settle) add(s, e.level, report_.triage, rule.level, why);
  }

  void write() {
    std::vector<std::pair<Slot, Question>> all(by_fact_.begin(), by_fact_.end());
    std::sort(all.begin(), all.end(), [&](const auto& a, const auto& b) {
      const Question &x = a.second, &y = b.second;
      if (x.level != y.level) return x.level < y.level;
      if (x.worst != y.worst) return x.worst > y.worst;
      if (x.strength != y.strength) return x.strength > y.strength;
      return kb_.facts()[a.first].code < kb_.facts()[b.first].code;
    });
    const auto must_max = static_cast<int>(kb_.policy_number("screen.ask_must_max", 8));
    const auto other_max = static_cast<int>(kb_.policy_number("screen.ask_other_max", 8));
    int must = 0, other = 0;
    for (auto& [slot, q] : all) {
      int& count = q.level == AskLevel::must ? must : other;
      if (count >= (q.level == AskLevel::must ? must_max : other_max)) {
        ++report_.ask_more;
        continue;
      }
      ++count;
      const FactDef& def = kb_.facts()[slot];
      static constexpr const char* kNames[] = {"must", "should", "may"};
      report_.ask.push_back({def.code, kNames[static_cast<int>(q.level)],
                             def.ask_who.empty() ? "centre" : def.ask_who, def.ask_seconds,
                             report_.triage, q.worst, std::move(q.why)});
    }
  }

 private:
  void add(Slot s, AskLevel level, Triage worst, int strength, std::uint32_t why) {
    Question& q = by_fact_[s];
    q.level = std::min(q.level, level);
    q.worst = std::max(q.worst, worst);
    q.strength = std::max(q.strength, strength);
    if (q.why.empty() || q.why.back() != why) q.why.push_back(why);
  }

  const KnowledgeBase& kb_;
  const Facts& facts_;
  RiskReport& report_;
  std::map<Slot, Question> by_fact_;
};

}  // namespace

bool is_must_asked(const KnowledgeBase& kb, const FactVector& facts, const RuleRun& run,
                   const RiskReport& report) {
  if (kb.policy_number("screen.ask_must_max", 8) < 1) return false;
  const auto is_open = [&](Slot s) {
    std::vector<Slot> settle;
    kb.expand_open(s, facts, settle);
    return !settle.empty();
  };
  const auto asks = [&](const Rule& rule) {
    if (level_of(rule, report) != AskLevel::must) return false;
    std::vector<Slot> open;
    rule.when.open_facts(facts, open);
    return std::any_of(open.begin(), open.end(), is_open);
  };
  const auto effect_asks = [&](const Effect& e) {
    return e.kind == EffectKind::ask && e.level == AskLevel::must && e.fact != kNoSlot &&
           !facts.known(e.fact) && is_open(e.fact);
  };
  return std::any_of(run.open.begin(), run.open.end(), [&](const Rule* r) { return asks(*r); }) ||
         std::any_of(run.fired.begin(), run.fired.end(), [&](const FiredRule& f) {
           return (f.assumed && asks(*f.rule)) ||
                  std::any_of(f.rule->then.begin(), f.rule->then.end(), effect_asks);
         });
}

void add_asks(const KnowledgeBase& kb, const Facts& facts, const RuleRun& run, RiskReport& report) {
  Questions questions(kb, facts, report);
  for (const Rule* rule : run.open) questions.from_rule(*rule);
  std::uint32_t why = 0;  // fired rules stand first among the reasons, in the same order
  for (const FiredRule& f : run.fired) {
    if (f.assumed) questions.from_rule(*f.rule);
    for (const Effect& e : f.rule->then) {
      if (e.kind == EffectKind::ask) questions.from_effect(e, *f.rule, why);
    }
    ++why;
  }
  questions.write();
}

}  // namespace celian::assess
