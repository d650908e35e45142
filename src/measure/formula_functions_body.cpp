// Build, fat and muscle.
#include <cmath>

#include "measure/formula_parts.hpp"

namespace celian::measure {

namespace {

double metres(double cm) { return cm / 100; }

// --- Build

double body_mass_index(In x) { return x("weight") / squared(x("height") / 100); }
Out bmi(In x) { return body_mass_index(x); }
Out bmi_length(In x) { return x("weight") / squared(metres(x("length"))); }
Out waist_height(In x) { return x("waist") / x("height"); }
Out waist_hip(In x) { return x("waist") / x("hip"); }

// The waist counts in metres here.
Out absi(In x) {
  const double root = std::cbrt(body_mass_index(x));
  return metres(x("waist")) / (squared(root) * std::sqrt(metres(x("height"))));
}

Out osta(In x) { return 0.2 * (x("weight") - x("age_years")); }

// --- Refraction

Out spherical_equivalent(In x) { return x("sphere") + x("cylinder") / 2; }

// --- Density from skinfolds

Out jackson_pollock_3(In x) {
  const double sum = x("skinfold_sum"), age = x("age_years");
  if (is_man(x)) return 1.10938 - 0.0008267 * sum + 0.0000016 * sum * sum - 0.0002574 * age;
  if (age > 55) return std::nullopt;  // the women were younger than the men
  return 1.0994921 - 0.0009929 * sum + 0.0000023 * sum * sum - 0.0001392 * age;
}

Out jackson_pollock_7(In x) {
  const double sum = x("skinfold_sum"), age = x("age_years");
  if (is_man(x)) return 1.112 - 0.00043499 * sum + 0.00000055 * sum * sum - 0.00028826 * age;
  return 1.097 - 0.00046971 * sum + 0.00000056 * sum * sum - 0.00012828 * age;
}

// Intercept and slope of density on the logarithm of four skinfolds, from this age on.
struct SkinfoldBand {
  double from_age, intercept, slope;
};
constexpr SkinfoldBand kDurninMen[] = {{17, 1.1620, 0.0630},
                                       {20, 1.1631, 0.0632},
                                       {30, 1.1422, 0.0544},
                                       {40, 1.1620, 0.0700},
                                       {50, 1.1715, 0.0779}};
constexpr SkinfoldBand kDurninWomen[] = {{16, 1.1549, 0.0678},
                                         {20, 1.1599, 0.0717},
                                         {30, 1.1423, 0.0632},
                                         {40, 1.1333, 0.0612},
                                         {50, 1.1339, 0.0645}};
constexpr double kDurninOldest[] = {68, 72};  // women, men

Out durnin_womersley(In x) {
  const double age = x("age_years");
  if (age > kDurninOldest[is_man(x) ? 1 : 0] || x("skinfold_sum") <= 0) return std::nullopt;
  const SkinfoldBand* band = nullptr;
  for (const SkinfoldBand& b : is_man(x) ? kDurninMen : kDurninWomen) {
    if (age >= b.from_age) band = &b;
  }
  if (band == nullptr) return std::nullopt;
  return band->intercept - band->slope * std::log10(x("skinfold_sum"));
}

// --- Fat in percent

Out share(double percent) { return percent >= 0 && percent < 100 ? Out(percent) : std::nullopt; }

double siri_percent(double density) { return 495 / density - 450; }
Out siri(In x) { return share(siri_percent(x("density"))); }
Out brozek(In x) { return share(457 / x("density") - 414.2); }

Out deurenberg(In x) {
  return share(1.20 * x("bmi") + 0.23 * x("age_years") - 10.8 * x("male") - 5.4);
}
Out deurenberg_child(In x) {
  return share(1.51 * x("bmi") - 0.70 * x("age_years") - 3.6 * x("male") + 1.4);
}

Out navy_men(In x) {
  const double girth = x("waist") - x("neck");
  if (girth <= 0) return std::nullopt;
  return share(
      siri_percent(1.0324 - 0.19077 * std::log10(girth) + 0.15456 * std::log10(x("height"))));
}

Out navy_women(In x) {
  const double girth = x("waist") + x("hip") - x("neck");
  if (girth <= 0) return std::nullopt;
  return share(
      siri_percent(1.29579 - 0.35004 * std::log10(girth) + 0.22100 * std::log10(x("height"))));
}

// --- Lean mass

Out ffm(In x) { return x("weight") * (1 - x("fat_percent") / 100); }
double lean_index(In x) { return x("fat_free_mass") / squared(x("height") / 100); }
Out ffmi(In x) { return lean_index(x); }
Out ffmi_normalised(In x) { return lean_index(x) + 6.1 * (1.8 - metres(x("height"))); }
Out asmi(In x) { return x("muscle_mass") / squared(x("height") / 100); }
Out asm_bmi(In x) { return x("muscle_mass") / body_mass_index(x); }

constexpr NamedFunction kFunctions[] = {
    {"body.absi", absi},
    {"body.asm_bmi", asm_bmi},
    {"body.asmi", asmi},
    {"body.bmi", bmi},
    {"body.bmi_length", bmi_length},
    {"body.ffm", ffm},
    {"body.ffmi", ffmi},
    {"body.ffmi_normalised", ffmi_normalised},
    {"body.waist_height", waist_height},
    {"body.waist_hip", waist_hip},
    {"bone.osta", osta},
    {"density.durnin_womersley", durnin_womersley},
    {"density.jackson_pollock_3", jackson_pollock_3},
    {"density.jackson_pollock_7", jackson_pollock_7},
    {"eye.spherical_equivalent", spherical_equivalent},
    {"fat.brozek", brozek},
    {"fat.deurenberg", deurenberg},
    {"fat.deurenberg_child", deurenberg_child},
    {"fat.navy_men", navy_men},
    {"fat.navy_women", navy_women},
    {"fat.siri", siri},
};

}  // namespace

std::span<const NamedFunction> body_functions() noexcept { return kFunctions; }

}  // namespace celian::measure
