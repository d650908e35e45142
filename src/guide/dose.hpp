// How much of each component, week by week: from what the person does now towards the target, one
// variable at a time.
#pragma once

#include <string>
#include <vector>

#include "guide/burden.hpp"
#include "guide/envelope.hpp"
#include "guide/select.hpp"

namespace celian::guide {

struct Dose {
  std::string component;
  int days = 0;                      // sessions a week, as wished
  int due = 0;                       // of these, what presets and rules ask for
  double all_days = 0;               // the same before the person's days cut it
  std::vector<double> week_minutes;  // total of the week, whole minutes; index 0 = week 1
  double start_bout = 0;             // of aerobic work: minutes of one session as the presets begin
  double longest_session = 0;        // of aerobic work; 0 = no limit but the day
  Interval target_week;              // what the presets aim at
  double sets = 0, reps = 0, hold_s = 0;
  Interval rm_percent;
  int exercises = 0;            // of strength work: how many there is time for
  double strength_minutes = 0;  // a session of strength work, at most
  IntensityClass intensity = IntensityClass::light;
  bool habit = false;     // daily and apart from the sessions (Plan::daily)
  bool favoured = false;  // asked for by a need or goal
  std::set<std::uint32_t> why;
};

// Doses ordered by need: what is most needed first. Adds to `unmet` in `envelope` what the person's
// days or a cap take away.
std::vector<Dose> doses(const Input&, const Working&, const Burden&, const std::vector<Need>& needs,
                        const Selector&, Envelope& envelope);

}  // namespace celian::guide
