#include "measure/formula_functions.hpp"

#include <algorithm>

namespace celian::measure {

namespace {

using In = const FormulaInputs&;
using Out = std::optional<double>;

constexpr double kMetOxygen = 3.5;       // mL/kg/min in one MET, by convention
constexpr double kKcalPerLitre = 5;      // of oxygen, rounded as the source does
constexpr double kPoundKg = 0.45359237;  // exact

double squared(double x) { return x * x; }
bool is_man(In x) { return x("male") != 0; }

// --- Heart rate

Out fox(In x) { return 220 - x("age_years"); }
Out tanaka(In x) { return 208 - 0.7 * x("age_years"); }
Out gulati(In x) { return 206 - 0.88 * x("age_years"); }
Out gellish(In x) { return 207 - 0.7 * x("age_years"); }
Out nes(In x) { return 211 - 0.64 * x("age_years"); }

Out reserve_target(In x) {
  const double reserve = x("heart_rate_max") - x("heart_rate_rest");
  if (reserve <= 0) return std::nullopt;
  return x("heart_rate_rest") + reserve * x("percent") / 100;
}

// --- Energy and oxygen

Out walk(In x) { return 3.5 + 0.1 * x("speed") + 1.8 * x("speed") * x("grade_percent") / 100; }
Out run(In x) { return 3.5 + 0.2 * x("speed") + 0.9 * x("speed") * x("grade_percent") / 100; }
Out leg_cycle(In x) { return 7 + 10.8 * x("power") / x("weight"); }
Out arm_crank(In x) { return 3.5 + 18 * x("power") / x("weight"); }
Out step(In x) {
  return 3.5 + 0.2 * x("steps_minute") + 1.33 * 1.8 * x("steps_minute") * x("step_height");
}

Out vo2_reserve_target(In x) {
  const double reserve = x("vo2max") - kMetOxygen;
  if (reserve <= 0) return std::nullopt;
  return kMetOxygen + reserve * x("percent") / 100;
}

Out kcal_minute(In x) { return x("vo2") * x("weight") / 1000 * kKcalPerLitre; }
Out met_energy(In x) {
  return x("mets") * kMetOxygen * x("weight") / 1000 * kKcalPerLitre * x("minutes");
}

Out mifflin(In x) {
  return 10 * x("weight") + 6.25 * x("height") - 5 * x("age_years") + (is_man(x) ? 5 : -161);
}

Out harris_benedict(In x) {
  if (is_man(x))
    return 88.362 + 13.397 * x("weight") + 4.799 * x("height") - 5.677 * x("age_years");
  return 447.593 + 9.247 * x("weight") + 3.098 * x("height") - 4.330 * x("age_years");
}

Out session_load(In x) { return x("minutes") * x("rpe_cr10"); }

// --- Body

Out bmi(In x) { return x("weight") / squared(x("height") / 100); }
Out waist_height(In x) { return x("waist") / x("height"); }
Out waist_hip(In x) { return x("waist") / x("hip"); }

// --- Walk, run and step tests

Out rockport(In x) {
  return 132.853 - 0.0769 * x("weight") / kPoundKg - 0.3877 * x("age_years") + 6.315 * x("male") -
         3.2649 * x("minutes") - 0.1565 * x("heart_rate");
}

Out cooper(In x) { return (x("distance") - 504.9) / 44.73; }
Out run_1_5_mile(In x) { return 3.5 + 483 / x("minutes"); }
Out queens(In x) {
  return is_man(x) ? 111.33 - 0.42 * x("heart_rate") : 65.81 - 0.1847 * x("heart_rate");
}

// Three 30-second counts of the pulse after the steps.
Out step_index(In x) {
  const double beats = x("count_1") + x("count_2") + x("count_3");
  return beats > 0 ? Out(100 * x("seconds") / (2 * beats)) : std::nullopt;
}

double shuttle(double speed, double age) {
  return 31.025 + 3.238 * speed - 3.248 * age + 0.1536 * speed * age;
}
Out leger(In x) { return shuttle(x("speed"), x("age_years")); }
Out leger_adult(In x) { return shuttle(x("speed"), 18); }  // growth is over: the age stays 18

// --- Strength

// One repetition is the maximum itself, which the raw forms overstate.
Out epley(In x) { return x("reps") == 1 ? x("load") : x("load") * (1 + x("reps") / 30); }
Out brzycki(In x) { return 36 * x("load") / (37 - x("reps")); }

constexpr NamedFunction kFunctions[] = {
    {"body.bmi", bmi},
    {"body.waist_height", waist_height},
    {"body.waist_hip", waist_hip},
    {"energy.arm_crank", arm_crank},
    {"energy.harris_benedict", harris_benedict},
    {"energy.kcal_minute", kcal_minute},
    {"energy.leg_cycle", leg_cycle},
    {"energy.met", met_energy},
    {"energy.mifflin", mifflin},
    {"energy.run", run},
    {"energy.step", step},
    {"energy.vo2_reserve", vo2_reserve_target},
    {"energy.walk", walk},
    {"hr.reserve_target", reserve_target},
    {"hrmax.fox", fox},
    {"hrmax.gellish", gellish},
    {"hrmax.gulati", gulati},
    {"hrmax.nes", nes},
    {"hrmax.tanaka", tanaka},
    {"load.session_rpe", session_load},
    {"one_rm.brzycki", brzycki},
    {"one_rm.epley", epley},
    {"step_index.china_2003", step_index},
    {"step_index.harvard", step_index},
    {"vo2max.cooper", cooper},
    {"vo2max.leger", leger},
    {"vo2max.leger_adult", leger_adult},
    {"vo2max.queens", queens},
    {"vo2max.rockport", rockport},
    {"vo2max.run_1_5_mile", run_1_5_mile},
};

}  // namespace

std::span<const NamedFunction> formula_functions() noexcept { return kFunctions; }

FormulaFunction find_formula_function(std::string_view id) noexcept {
  const auto at = std::lower_bound(
      std::begin(kFunctions), std::end(kFunctions), id,
      [](const NamedFunction& f, std::string_view wanted) { return f.id < wanted; });
  return at != std::end(kFunctions) && at->id == id ? at->function : nullptr;
}

}  // namespace celian::measure
