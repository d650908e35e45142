// 评 screen: all rules run; the outcome is the most careful combination.
#pragma once

#include "catalog/knowledge_base.hpp"
#include "celian/risk.hpp"
#include "facts/build.hpp"

namespace celian::assess {

// Pure. `facts` from build_facts. Errors are not possible: every input has an answer, if need be a
// careful one.
RiskReport screen(const KnowledgeBase&, const Facts& facts);
// Its `triage` alone, for who needs the level and tells nobody why.
Triage triage(const KnowledgeBase&, const FactVector&);

}  // namespace celian::assess
