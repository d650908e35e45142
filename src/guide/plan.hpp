// Dose + exercises + days -> dated weeks with sessions.
#pragma once

#include <vector>

#include "guide/dose.hpp"
#include "guide/select.hpp"

namespace celian::guide {

struct PlanResult {
  Plan plan;
  std::vector<ComponentDose> components;
  std::vector<Later> later;
};

PlanResult make_plan(const Input&, const Working&, const Burden&, const Selector&,
                     const std::vector<Dose>&, Envelope&, Reasons&);

// At most three movements and eight minutes with a chair, for bad days and short visits. Empty when
// even that is not allowed.
std::optional<MinimumPlan> minimum_plan(const Input&, const Working&, const Selector&, Reasons&);

// How hard an exercise is asked for on paper. Strength work is as hard as its load: its class says
// nothing about the movement.
IntensityClass effort_of(const Working&, const Selector&, const Exercise&,
                         const std::string& component);

// What a strength exercise is loaded with: a share of the one-repetition maximum where something is
// lifted, in kilograms where that maximum is known; else so that some repetitions stay in reserve.
void add_load(const Input&, const Exercise&, const Interval& rm_percent, PlanItem&);

// One item of a session: an exercise with its dose, shown scales, and neighbours.
PlanItem make_item(const Input&, const Working&, const Selector&, const Exercise&,
                   const std::string& component);

}  // namespace celian::guide
