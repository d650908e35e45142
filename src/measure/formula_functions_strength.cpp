// Strength, power from a chair, walking speed, and the power or speed that can be held.
#include <cmath>

#include "measure/formula_parts.hpp"

namespace celian::measure {

namespace {

// --- One repetition

// One repetition is the maximum itself, which most of the raw forms overstate.
Out from_one(In x, double estimate) { return x("reps") == 1 ? x("load") : estimate; }

Out epley(In x) { return from_one(x, x("load") * (1 + x("reps") / 30)); }
Out brzycki(In x) { return 36 * x("load") / (37 - x("reps")); }
Out lander(In x) { return from_one(x, 100 * x("load") / (101.3 - 2.67123 * x("reps"))); }
Out oconner(In x) { return from_one(x, x("load") * (1 + 0.025 * x("reps"))); }
Out lombardi(In x) { return x("load") * std::pow(x("reps"), 0.10); }
Out wathen(In x) {
  return from_one(x, 100 * x("load") / (48.8 + 53.8 * std::exp(-0.075 * x("reps"))));
}
Out mayhew(In x) {
  return from_one(x, 100 * x("load") / (52.2 + 41.9 * std::exp(-0.055 * x("reps"))));
}

Out relative(In x) { return x("one_rm") / x("weight"); }

// --- Chair and walkway

// Nine tenths of the body rise by half the height less the seat, in half the time of each of five
// stands.
Out chair_power(In x) {
  const double rise = (0.5 * x("height") - x("seat_height")) / 100;
  if (rise <= 0) return std::nullopt;
  return 0.9 * x("weight") * 9.81 * rise / (0.1 * x("seconds"));
}

Out chair_power_relative(In x) {
  const Out watts = chair_power(x);
  return watts ? Out(*watts / x("weight")) : std::nullopt;
}

Out gait_speed(In x) { return x("distance") / x("seconds"); }

// --- Critical power and speed

// What was done = what can be held x time + a store: least squares of the amount on the time.
struct Line {
  double slope, intercept;
};

struct Trials {
  double seconds[3], amount[3];
};

std::optional<Line> line(const Trials& t) {
  double mean_seconds = 0, mean_amount = 0;
  for (int i = 0; i < 3; ++i) {
    mean_seconds += t.seconds[i] / 3;
    mean_amount += t.amount[i] / 3;
  }
  double across = 0, along = 0;
  for (int i = 0; i < 3; ++i) {
    across += (t.seconds[i] - mean_seconds) * (t.amount[i] - mean_amount);
    along += squared(t.seconds[i] - mean_seconds);
  }
  if (along <= 0) return std::nullopt;
  const double slope = across / along;
  return Line{slope, mean_amount - slope * mean_seconds};
}

// A store below zero, or a power above what the longest trial held: such trials do not fit.
std::optional<Line> power_line(In x) {
  const Trials t{{x("seconds_1"), x("seconds_2"), x("seconds_3")},
                 {x("power_1") * x("seconds_1"), x("power_2") * x("seconds_2"),
                  x("power_3") * x("seconds_3")}};
  int longest = 0;
  for (int i = 1; i < 3; ++i) {
    if (t.seconds[i] > t.seconds[longest]) longest = i;
  }
  const auto l = line(t);
  if (!l || l->slope <= 0 || l->intercept < 0) return std::nullopt;
  return l->slope <= t.amount[longest] / t.seconds[longest] ? l : std::nullopt;
}

Out critical_power(In x) {
  const auto l = power_line(x);
  return l ? Out(l->slope) : std::nullopt;
}
Out critical_power_store(In x) {
  const auto l = power_line(x);
  return l ? Out(l->intercept / 1000) : std::nullopt;  // kJ
}

std::optional<Line> speed_line(In x) {
  const double seconds = x("seconds_2") - x("seconds_1");
  if (seconds == 0) return std::nullopt;
  const double slope = (x("distance_2") - x("distance_1")) / seconds;
  const double intercept = x("distance_1") - slope * x("seconds_1");
  return slope > 0 && intercept >= 0 ? std::optional(Line{slope, intercept}) : std::nullopt;
}

Out critical_speed(In x) {
  const auto l = speed_line(x);
  return l ? Out(l->slope) : std::nullopt;
}
Out critical_speed_store(In x) {
  const auto l = speed_line(x);
  return l ? Out(l->intercept) : std::nullopt;
}

// --- Load from velocity, per cent of the 1RM

Out bench_share(In x) {
  const double v = x("velocity");
  return 8.4326 * squared(v) - 73.501 * v + 112.33;
}
Out squat_share(In x) {
  const double v = x("velocity");
  return -5.961 * squared(v) - 50.71 * v + 117.0;
}

constexpr NamedFunction kFunctions[] = {
    {"critical_power.store", critical_power_store},
    {"critical_power.three_trials", critical_power},
    {"critical_speed.store", critical_speed_store},
    {"critical_speed.two_trials", critical_speed},
    {"gait.speed", gait_speed},
    {"one_rm.brzycki", brzycki},
    {"one_rm.epley", epley},
    {"one_rm.lander", lander},
    {"one_rm.lombardi", lombardi},
    {"one_rm.mayhew", mayhew},
    {"one_rm.oconner", oconner},
    {"one_rm.wathen", wathen},
    {"strength.bench_velocity", bench_share},
    {"strength.chair_power", chair_power},
    {"strength.chair_power_relative", chair_power_relative},
    {"strength.relative", relative},
    {"strength.squat_velocity", squat_share},
};

}  // namespace

std::span<const NamedFunction> strength_functions() noexcept { return kFunctions; }

}  // namespace celian::measure
