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

// By the decisions on this component, or by those on all of them: of several the one that asks for
// less.
Carry carry_over(const Input&, const std::string& component);

// A decision says that nothing may go on.
bool is_stopped(const Input&);

// A decision says that only light effort may be asked for.
bool is_light_only(const Input&);

// A step back, or light effort, is for now: the day on which the plan is to be looked at again.
std::optional<Date> look_again(const Input&);

// Which events of the log this plan has answered: those of its decisions, and those that a prior
// plan had answered, if that one had begun and this one starts from it.
std::vector<AnsweredEvent> answered_events(const Input&);

// Where balance goes a level back: the most that its exercises may now ask for.
std::optional<Demand> balance_cap(const Input&);

// What stood on paper in that week.
std::vector<std::string> last_exercises(const Input&);

}  // namespace celian::guide
