// What became of each exercise or family that the person likes: it is in the plan, or the plan says
// why not.
#pragma once

#include "guide/plan.hpp"

namespace celian::guide {

std::vector<LikeAnswer> answer_likes(const Input&, const Selector&, const std::vector<Dose>&,
                                     const Plan&);

}  // namespace celian::guide
