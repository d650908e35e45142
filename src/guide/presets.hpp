// FITT-VP presets of all conditions and populations that apply, merged.
#pragma once

#include "guide/envelope.hpp"

namespace celian::guide {

// Adds the presets' intensity, days and weekly minutes to the limits (soft, level 2) and fills
// `targets`: starts take the lowest, targets intersect, and where they exclude each other the upper
// bound is kept.
void add_presets(const Input&, Working&, Reasons&);

// The preset that stands alone until there is a medical opinion.
bool is_interim(const Preset&);

}  // namespace celian::guide
