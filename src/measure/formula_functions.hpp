// The arithmetic of the published equations, and nothing else: no ranges, no rounding, no words.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace celian::measure {

// Named numbers in the units that data/formulas declares. What a formula declares is there:
// formula() sees to it.
class FormulaInputs {
 public:
  FormulaInputs(const std::vector<std::pair<std::string, double>>& values) : values_(values) {}
  double operator()(std::string_view name) const {
    for (const auto& [code, value] : values_) {
      if (code == name) return value;
    }
    return 0;
  }
  // All numbers of a series, in order.
  std::vector<double> series(std::string_view name) const {
    std::vector<double> out;
    for (const auto& [code, value] : values_) {
      if (code == name) out.push_back(value);
    }
    return out;
  }

 private:
  std::span<const std::pair<std::string, double>> values_;
};

// The unrounded value; nullopt where the equation has no meaning (a heart-rate reserve below zero).
using FormulaFunction = std::optional<double> (*)(const FormulaInputs&);

struct NamedFunction {
  std::string_view id;
  FormulaFunction function;
};

// All of them, by id.
std::vector<NamedFunction> formula_functions();
FormulaFunction find_formula_function(std::string_view id) noexcept;

}  // namespace celian::measure
