#include "catalog/rule.hpp"

#include <algorithm>

namespace celian {

const Rule* RuleBase::find(std::string_view id) const noexcept {
  for (const std::vector<Rule>* stage : {&screen, &guide, &progress}) {
    const auto at =
        std::lower_bound(stage->begin(), stage->end(), id,
                         [](const Rule& r, std::string_view wanted) { return r.id < wanted; });
    if (at != stage->end() && at->id == id) return &*at;
  }
  return nullptr;
}

}  // namespace celian
