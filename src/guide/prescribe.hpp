// 导 guide: envelope, then plan, then what surrounds it. The engine verifies the result before it
// leaves.
#pragma once

#include "celian/prescription.hpp"
#include "guide/input.hpp"

namespace celian::guide {

// Pure; never fails: under T6 and above, or when something must be re-measured first, `withheld`
// says why and there is no plan.
Prescription prescribe(const Input&);

}  // namespace celian::guide
