// Formulas by id: one function each in C++, everything else (units, valid ranges, standard error,
// sources) in data/formulas.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/knowledge_base.hpp"
#include "celian/measurement.hpp"
#include "celian/result.hpp"

namespace celian::measure {

struct FormulaResult {
  Outcome outcome = Outcome::scored;  // outside_population: an input lies outside the range for
                                      // which the formula was made
  std::optional<double> value, see;   // value absent unless scored
  std::string unit;
  bool valid = false;
  std::vector<Reason> reasons;
};

// `inputs` by name; a series is given once for each of its numbers, in order.
// Errors: `unknown_id` with the nearest ids, `schema` when an input is missing or unknown, or a
// series has not as many numbers as the one that it goes with.
Result<FormulaResult> formula(const KnowledgeBase&, std::string_view id,
                              const std::vector<std::pair<std::string, double>>& inputs);

}  // namespace celian::measure
