// Training load, and whether a change is more than the error of the measure.
#include <cmath>
#include <numbers>

#include "base/impulse.hpp"
#include "base/series.hpp"
#include "measure/formula_parts.hpp"

namespace celian::measure {

namespace {

// --- One session

Out session_load(In x) { return x("minutes") * x("rpe_cr10"); }

Out banister(In x) {
  return impulse::banister(is_man(x), x("minutes"),
                           {x("heart_rate"), x("heart_rate_rest"), x("heart_rate_max")});
}

Out edwards(In x) {
  return impulse::edwards({x("minutes_zone_1"), x("minutes_zone_2"), x("minutes_zone_3"),
                           x("minutes_zone_4"), x("minutes_zone_5")});
}

Out lucia(In x) {
  return impulse::lucia({x("minutes_zone_1"), x("minutes_zone_2"), x("minutes_zone_3")});
}

// --- One week

std::optional<series::Week> week(In x) {
  const double days[] = {x("load_1"), x("load_2"), x("load_3"), x("load_4"),
                         x("load_5"), x("load_6"), x("load_7")};
  return series::week(days);
}

Out monotony(In x) {
  const auto w = week(x);
  return w ? Out(w->monotony) : std::nullopt;
}
Out strain(In x) {
  const auto w = week(x);
  return w ? Out(w->strain()) : std::nullopt;
}

// --- Change

Out sem(In x) { return x("sd") * std::sqrt(1 - x("icc")); }
Out mdc95(In x) { return 1.96 * std::numbers::sqrt2 * x("sem"); }
Out mdc90(In x) { return 2.326 * x("sem"); }
Out reliable_change(In x) {
  if (x("sem") <= 0) return std::nullopt;
  return (x("after") - x("before")) / (std::numbers::sqrt2 * x("sem"));
}

constexpr NamedFunction kFunctions[] = {
    {"change.mdc90", mdc90},
    {"change.mdc95", mdc95},
    {"change.reliable_index", reliable_change},
    {"change.sem", sem},
    {"load.edwards", edwards},
    {"load.lucia", lucia},
    {"load.monotony", monotony},
    {"load.session_rpe", session_load},
    {"load.strain", strain},
    {"load.trimp_banister", banister},
};

}  // namespace

std::span<const NamedFunction> load_functions() noexcept { return kFunctions; }

}  // namespace celian::measure
