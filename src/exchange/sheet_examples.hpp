// The worked examples of a column map, run.
#pragma once

#include <string>
#include <vector>

#include "catalog/knowledge_base.hpp"

namespace celian::exchange {

// One line for each example of the sheet that does not come out as it says; empty = all do.
std::vector<std::string> failed_examples(const KnowledgeBase&, const Sheet&);

}  // namespace celian::exchange
