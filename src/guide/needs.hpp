// What the plan should serve first: safety and function findings, then the gap to the guideline,
// then grade lift.
#pragma once

#include <vector>

#include "guide/envelope.hpp"

namespace celian::guide {

std::vector<Need> order_needs(const Input&, const Working&, Reasons&);

}  // namespace celian::guide
