// Heart rate, oxygen uptake at a load, energy at rest and at work.
#include "measure/formula_parts.hpp"

namespace celian::measure {

namespace {

constexpr double kKcalPerLitre = 5;             // of oxygen, rounded as the source does
constexpr double kMegajoulePerKcal = 0.004184;  // thermochemical, exact

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

// --- At rest

Out mifflin(In x) {
  return 10 * x("weight") + 6.25 * x("height") - 5 * x("age_years") + (is_man(x) ? 5 : -161);
}

Out harris_benedict(In x) {
  if (is_man(x))
    return 88.362 + 13.397 * x("weight") + 4.799 * x("height") - 5.677 * x("age_years");
  return 447.593 + 9.247 * x("weight") + 3.098 * x("height") - 4.330 * x("age_years");
}

Out katch_mcardle(In x) { return 370 + 21.6 * x("fat_free_mass"); }
Out cunningham(In x) { return 500 + 22 * x("fat_free_mass"); }

// MJ a day: slope for each kg of body mass, and intercept, from this age on.
struct SchofieldBand {
  double from_age, slope, intercept;
};
constexpr SchofieldBand kSchofieldMen[] = {{0, 0.249, -0.127}, {3, 0.095, 2.110},
                                           {10, 0.074, 2.754}, {18, 0.063, 2.896},
                                           {30, 0.048, 3.653}, {60, 0.049, 2.459}};
constexpr SchofieldBand kSchofieldWomen[] = {{0, 0.244, -0.130}, {3, 0.085, 2.033},
                                             {10, 0.056, 2.898}, {18, 0.062, 2.036},
                                             {30, 0.034, 3.538}, {60, 0.038, 2.755}};

Out schofield(In x) {
  const SchofieldBand* band = nullptr;
  for (const SchofieldBand& b : is_man(x) ? kSchofieldMen : kSchofieldWomen) {
    if (x("age_years") >= b.from_age) band = &b;
  }
  if (band == nullptr) return std::nullopt;
  return positive((band->slope * x("weight") + band->intercept) / kMegajoulePerKcal);
}

constexpr NamedFunction kFunctions[] = {
    {"energy.arm_crank", arm_crank},
    {"energy.cunningham", cunningham},
    {"energy.harris_benedict", harris_benedict},
    {"energy.katch_mcardle", katch_mcardle},
    {"energy.kcal_minute", kcal_minute},
    {"energy.leg_cycle", leg_cycle},
    {"energy.met", met_energy},
    {"energy.mifflin", mifflin},
    {"energy.run", run},
    {"energy.schofield", schofield},
    {"energy.step", step},
    {"energy.vo2_reserve", vo2_reserve_target},
    {"energy.walk", walk},
    {"hr.reserve_target", reserve_target},
    {"hrmax.fox", fox},
    {"hrmax.gellish", gellish},
    {"hrmax.gulati", gulati},
    {"hrmax.nes", nes},
    {"hrmax.tanaka", tanaka},
};

}  // namespace

std::span<const NamedFunction> energy_functions() noexcept { return kFunctions; }

}  // namespace celian::measure
