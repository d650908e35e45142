// 评 score: a person's measurements by a named edition of a standard.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "catalog/fact.hpp"
#include "catalog/knowledge_base.hpp"
#include "celian/assessment.hpp"
#include "celian/date.hpp"
#include "celian/measurement.hpp"
#include "celian/person.hpp"
#include "celian/result.hpp"

namespace celian::assess {

// `points`: no reasons, no needs, no norms instead; for tables of many people, of whom nobody asks
// why.
enum class Detail : std::uint8_t { full, points };

// Tests that are not like the others for this person. Null: none.
struct TestLimits {
  const std::vector<TestAdvice>* not_safe = nullptr;  // of measure::not_safe: one that was not done
                                                      // is withheld_for_safety and never a need
  const std::vector<TestAdvice>* not_judged = nullptr;  // of measure::not_judged: exempt
};

// Pure. `standard`: an id (its current edition), id@edition, id@edition+rN, or "auto" (see
// edition.hpp). A missing sex, age or grade is no error: it stands in `missing`, and the outcome is
// incomplete. Errors: unknown_id.
Result<Assessment> score(const KnowledgeBase&, const Person&, Date as_of, const MeasurementSet&,
                         const FactVector&, std::string_view standard, const TestLimits& = {},
                         Detail detail = Detail::full);

}  // namespace celian::assess
