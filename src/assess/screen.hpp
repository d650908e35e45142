// 评 screen: all rules run; the outcome is the most careful combination.
#pragma once

#include <cstdint>

#include "catalog/knowledge_base.hpp"
#include "celian/risk.hpp"
#include "facts/build.hpp"

namespace celian::assess {

// `decisions`: what was decided (triage, today, programme, referrals, supervision, provisional),
// for who tells nobody why; without findings, reasons, questions, and what the other path would
// say.
enum class ScreenDetail : std::uint8_t { full, decisions };

// Pure. `facts` from build_facts. Errors are not possible: every input has an answer, if need be a
// careful one.
RiskReport screen(const KnowledgeBase&, const Facts& facts,
                  ScreenDetail detail = ScreenDetail::full);
// Its `triage` alone, for who needs the level and tells nobody why.
Triage triage(const KnowledgeBase&, const FactVector&);

}  // namespace celian::assess
