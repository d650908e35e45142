// Points of many people: the same numbers as score(), without what only one person's result shows
// (reasons, needs, advice about tests). Screening runs only where it could change a point.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/knowledge_base.hpp"
#include "celian/assessment.hpp"
#include "celian/measurement.hpp"
#include "celian/person.hpp"
#include "celian/result.hpp"

namespace celian::engine {

struct Points {
  Assessment assessment;  // without reasons of items and needs; with a fallback, only that knows
                          // what is withheld
  MeasurementSet measurements;
  std::vector<Reason> reasons;  // of the flags of `measurements`
};

// Codes of the document are taken as they are: who reads it has checked them. Errors: of a reading,
// and those of score().
Result<Points> points(const KnowledgeBase&, const PersonDocument&, std::string_view standard);

// The tests that the standard asks of this person, in its order; those of the fallback where that
// gives the points.
std::vector<std::string> tests_for(const KnowledgeBase&, const Person&, Date as_of,
                                   std::string_view standard);

}  // namespace celian::engine
