// Diseases, medicines, symptoms, pregnancy, falls, function and coded answers as facts.
#pragma once

#include "facts/build.hpp"

namespace celian {

// Three states: listed = true; asked and not listed = false; everything else stays unknown. An
// answer that no longer holds keeps its "yes" (a known disease does not pass by being old) and
// loses its "no".
void add_health(const KnowledgeBase&, const PersonDocument&, Facts& out);

}  // namespace celian
