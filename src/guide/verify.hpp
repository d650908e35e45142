// Independent check of any plan, ours or a clinician's edit, against the envelope's definition and
// the never-rules. Shares no code with the planner: only rules, presets and exercises as the
// catalog has them.
#pragma once

#include <vector>

#include "catalog/knowledge_base.hpp"
#include "celian/person.hpp"
#include "celian/prescription.hpp"
#include "celian/risk.hpp"
#include "facts/build.hpp"

namespace celian::guide {

struct VerifyInput {
  const KnowledgeBase& kb;
  const PersonDocument& doc;
  const Facts& facts;
  const RiskReport& risk;
};

// Pure. Violations by pointer into the plan ("/weeks/0/sessions/1/parts/1/items/0"), then code. A
// violation whose rule is overridden by somebody who may (hard limits: a physician; never-rules and
// T6+: nobody) stands in `overridden`.
Verification verify(const VerifyInput&, const Plan&, const std::vector<Override>&);

}  // namespace celian::guide
