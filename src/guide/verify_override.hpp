// Who may let which violation stand.
#pragma once

#include "guide/verify_ground.hpp"

namespace celian::guide::verifying {

// Moves what a valid override covers to `overridden`, with who and why; the rest to `violations`.
// An override that covers nothing, or whose author may not give it, is noted among the reasons.
void apply_overrides(std::vector<Found> found, const std::vector<Override>& overrides,
                     Verification& out);

}  // namespace celian::guide::verifying
