// An earlier prescription and what 练 train decided about it: where the next doses start and how
// fast they may grow.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "guide/input.hpp"

namespace celian::guide {

struct Carry {
  std::optional<double>
      week_minutes;  // of the last full week of the prior plan; absent without a prior plan
  std::optional<double> sets, reps;  // the most of an item of that week
  double start_factor = 1;           // regress and deload begin lower
  bool grow = true;                  // false: hold
  bool deload_first_week = false;
};

// The decision on this component, or the one on all of them.
Carry carry_over(const Input&, const std::string& component);

// What stood on paper in that week.
std::vector<std::string> last_exercises(const Input&);

}  // namespace celian::guide
