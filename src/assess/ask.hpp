// What to ask next: the missing facts that could change the decision, fewest questions first.
#pragma once

#include "catalog/fired.hpp"
#include "celian/risk.hpp"
#include "facts/build.hpp"

namespace celian::assess {

// Adds `ask` and `ask_more`. At most `screen.ask_must_max` (policy, 8) `must`, then `should` and
// `may` up to `screen.ask_other_max`; what does not fit takes the protective default and is
// counted.
void add_asks(const KnowledgeBase&, const Facts&, const RuleRun&, RiskReport&);

// Whether add_asks would ask anything that must be asked.
bool is_must_asked(const KnowledgeBase&, const FactVector&, const RuleRun&, const RiskReport&);

}  // namespace celian::assess
