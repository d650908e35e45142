// Running rules: which fire, which are left open by what is not known. Used by 评 screen, 导
// envelope and 练 progress, so that "unknown" means the same in all of them.
#pragma once

#include <vector>

#include "catalog/knowledge_base.hpp"
#include "catalog/rule.hpp"

namespace celian {

struct FiredRule {
  const Rule* rule = nullptr;
  bool assumed = false;  // fired because what is missing is not taken as fine
};

struct RuleRun {
  std::vector<FiredRule> fired;     // by rule id
  std::vector<const Rule*> open;    // an unknown decides; the rule asks
  std::vector<const Rule*> waived;  // would have fired, but a valid written clearance covers it
};

// A written clearance opens a gate only while it is valid, recent and wide enough.
bool is_cleared(const KnowledgeBase&, const FactVector&, const UnlessCleared&);

RuleRun run_rules(const KnowledgeBase&, const std::vector<Rule>&, const FactVector&);

// The highest triage level among the effects of a rule; T0 if it has none.
Triage highest_triage(const Rule&) noexcept;

// The sentence of a rule with the facts that decided it (or, when assumed, the facts that are
// missing as args "missing").
Reason reason_of(const KnowledgeBase&, const Rule&, const FactVector&, bool assumed);

// The known facts behind a condition as name and value, ready to show.
std::vector<Arg> fact_args(const KnowledgeBase&, const std::vector<Slot>&, const FactVector&);

}  // namespace celian
