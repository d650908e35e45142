// 评 norm: classes, percentiles and z-scores of single measurements.
#pragma once

#include <string_view>

#include "catalog/knowledge_base.hpp"
#include "celian/assessment.hpp"
#include "celian/date.hpp"
#include "celian/measurement.hpp"
#include "celian/person.hpp"
#include "celian/result.hpp"

namespace celian::assess {

// Pure. `norm`: an id, id@edition or "auto": every current norm that was made for this person and
// whose test was measured. Results by norm id. Errors: unknown_id.
Result<NormReport> norm(const KnowledgeBase&, const Person&, Date as_of, const MeasurementSet&,
                        std::string_view norm);

}  // namespace celian::assess
