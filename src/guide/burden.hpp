// A plan that is not done helps nobody: how much paper, novelty and time this person can be asked
// for (data/policy, burden).
#pragma once

#include "guide/envelope.hpp"

namespace celian::guide {

struct Burden {
  bool light = false;       // 65 and over, or a novice
  bool no_variety = false;  // first weeks, 75 and over, cognitive decline
  int variety_from = 1;     // the first week in which variety counts
  int max_exercises = 10;
  int new_per_week = 10;
  double session_minutes = 60;  // the person's, or the default
  double first_weeks_minutes =
      60;  // cap of the components of a day during `first_weeks`, the ways in and out apart
  int first_weeks = 0;
  int days = 3;  // days a week that the person gives
  int max_skill = 2;
  IntensityClass max_class = IntensityClass::vigorous;  // of single exercises: a day too short for
                                                        // a demanded way out stays light
};

Burden burden_of(const Input&, const Working&);

}  // namespace celian::guide
