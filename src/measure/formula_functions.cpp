#include "measure/formula_functions.hpp"

#include <algorithm>
#include <array>

#include "measure/formula_parts.hpp"

namespace celian::measure {

namespace {

auto parts() noexcept {
  return std::array{activity_functions(), body_functions(), energy_functions(),
                    fitness_functions(),  load_functions(), series_functions(),
                    strength_functions()};
}

}  // namespace

std::vector<NamedFunction> formula_functions() {
  std::vector<NamedFunction> out;
  for (const auto& part : parts()) out.insert(out.end(), part.begin(), part.end());
  std::sort(out.begin(), out.end(),
            [](const NamedFunction& a, const NamedFunction& b) { return a.id < b.id; });
  return out;
}

FormulaFunction find_formula_function(std::string_view id) noexcept {
  for (const auto& part : parts()) {
    const auto at = std::lower_bound(
        part.begin(), part.end(), id,
        [](const NamedFunction& f, std::string_view wanted) { return f.id < wanted; });
    if (at != part.end() && at->id == id) return at->function;
  }
  return nullptr;
}

}  // namespace celian::measure
