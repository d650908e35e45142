// Training impulse of one session from heart rate. Pure; sources, populations and limits stand with the
// formulas of the same name (load.trimp_banister, load.edwards, load.lucia in data/formulas/load.json).
#pragma once

#include <array>
#include <optional>

namespace celian::impulse {

struct HeartRate {
  double mean = 0, rest = 0, max = 0;
};

// nullopt without a reserve; a mean below rest counts as rest, one above the maximum as the maximum.
std::optional<double> banister(bool male, double minutes, const HeartRate&);
// Minutes in 50-60, 60-70, 70-80, 80-90 and from 90 % of the maximum.
double edwards(const std::array<double, 5>& minutes);
// Minutes below the first ventilatory threshold, between the two, above the second.
double lucia(const std::array<double, 3>& minutes);

}  // namespace celian::impulse
