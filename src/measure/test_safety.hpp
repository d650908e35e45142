// 测 measure, after facts: which tests this person should not do, and which are worth doing.
#pragma once

#include <vector>

#include "catalog/knowledge_base.hpp"
#include "celian/measurement.hpp"
#include "facts/build.hpp"

namespace celian::measure {

// Tests whose "not for" condition holds, or is left open by a missing fact (`provisional`), by test
// code.
std::vector<TestAdvice> not_safe(const KnowledgeBase&, const Facts&, std::vector<Reason>& reasons);
// The same without saying why.
std::vector<TestAdvice> not_safe(const KnowledgeBase&, const Facts&);

// Tests whose "not judged" condition certainly holds, by test code: measured or not, they say
// nothing about this person.
std::vector<TestAdvice> not_judged(const KnowledgeBase&, const Facts&,
                                   std::vector<Reason>& reasons);

// Tests recommended for this person, by priority then code, without those that are or may be unsafe,
// those of not_judged, and those that `measured` has already with a usable value of the last `holds.measurement` days.
std::vector<TestAdvice> recommended(const KnowledgeBase&, const Facts&,
                                    const MeasurementSet& measured,
                                    const std::vector<TestAdvice>& unsafe,
                                    const std::vector<TestAdvice>& without_meaning,
                                    std::vector<Reason>& reasons);

}  // namespace celian::measure
