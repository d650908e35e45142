// How much of each component, week by week: from what the person does now towards the target, one
// variable at a time.
#pragma once

#include <string>
#include <vector>

#include "guide/burden.hpp"
#include "guide/envelope.hpp"

namespace celian::guide {

struct Dose {
  std::string component;
  int days = 0;                      // sessions a week
  std::vector<double> week_minutes;  // total of the week, whole minutes; index 0 = week 1
  double start_bout = 0;             // of aerobic work: minutes of one session as the presets begin
  double longest_session = 0;        // of aerobic work; 0 = no limit but the day
  Interval target_week;              // what the presets aim at
  double sets = 0, reps = 0, hold_s = 0;
  Interval rm_percent;
  IntensityClass intensity = IntensityClass::light;
  bool habit = false;  // a daily habit, not part of a session (break_sitting, outdoor_time)
  std::set<std::uint32_t> why;
};

// Doses ordered by need: what is most needed first. Adds to `unmet` in `envelope` what the person's
// days or a cap take away.
std::vector<Dose> doses(const Input&, const Working&, const Burden&, const std::vector<Need>& needs,
                        Envelope& envelope, Reasons&);

}  // namespace celian::guide
