// Tests of a standard that a person should not do.
#pragma once

#include <vector>

#include "catalog/knowledge_base.hpp"
#include "celian/measurement.hpp"
#include "celian/person.hpp"

namespace celian::engine {

// Those of the standard's tests, alternatives included, that were not done and that this person
// certainly should not do.
std::vector<TestAdvice> barred(const KnowledgeBase&, const PersonDocument&, const MeasurementSet&,
                               const Standard&);

}  // namespace celian::engine
