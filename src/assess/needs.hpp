// 导 needs, from the scored sheet: which item, improved by how little, lifts what.
#pragma once

#include <vector>

#include "catalog/knowledge_base.hpp"
#include "celian/assessment.hpp"

namespace celian::assess {

// One need for each item that can score more, most wanted first: what blocks the grade, then what
// lifts the grade, then the largest gain for the total; ties by test. Body mass index and body fat
// are never a need in pregnancy (or where it is not known), in growth, with sarcopenia and from 80
// on; a test listed in `not_safe` never is. `items` are those of the assessment, one for one with
// the sheet's first ones; a need takes over their reasons.
std::vector<Need> needs_of_sheet(const KnowledgeBase&, const Standard&, const Subject&,
                                 const SheetScore&, const std::vector<ItemScore>& items,
                                 const FactVector&, const std::vector<TestAdvice>* not_safe);

}  // namespace celian::assess
