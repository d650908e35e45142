// Equations over a series: loads day by day, beats, dated values, sessions.
#include <algorithm>
#include <cmath>
#include <cstddef>

#include "base/series.hpp"
#include "measure/formula_parts.hpp"

namespace celian::measure {

namespace {

using Series = std::vector<double>;

// --- Loads by day; the last number is the day asked about

Out acwr_coupled(In x) { return series::acwr_coupled(x.series("load")); }
Out acwr_uncoupled(In x) { return series::acwr_uncoupled(x.series("load")); }
Out acwr_ewma(In x) { return series::acwr_ewma(x.series("load")); }
Out chronic_load(In x) { return series::chronic_load(x.series("load")); }
Out acute_load(In x) { return series::acute_load(x.series("load")); }

// Of the day of the last load, which itself does not count: what was there that morning.
Out balance(In x) {
  Series load = x.series("load");
  load.pop_back();
  return series::chronic_load(load) - series::acute_load(load);
}

// The day after the last load.
Out banister_performance(In x) {
  const Series load = x.series("load");
  double fitness = 0, fatigue = 0;
  for (std::size_t i = 0; i < load.size(); ++i) {
    const auto days = static_cast<double>(load.size() - i);
    fitness += load[i] * std::exp(-days / x("fitness_days"));
    fatigue += load[i] * std::exp(-days / x("fatigue_days"));
  }
  return x("start") + x("fitness_gain") * fitness - x("fatigue_gain") * fatigue;
}

// --- Beats

// A step of more than a fifth is that of an early or a late beat, not the sinus node's.
Out rmssd(In x) {
  const Series rr = x.series("rr_interval");
  double squares = 0;
  int count = 0;
  for (std::size_t i = 1; i < rr.size(); ++i) {
    const double step = rr[i] - rr[i - 1];
    if (std::abs(step) <= 0.2 * rr[i - 1]) squares += squared(step), ++count;
  }
  return count > 0 ? Out(std::sqrt(squares / count)) : std::nullopt;
}

Out ln_rmssd(In x) {
  const Out value = rmssd(x);
  return value && *value > 0 ? Out(std::log(*value)) : std::nullopt;
}

// --- Dated values

Out theil_sen(In x) { return series::median_slope(x.series("day"), x.series("value")); }

// The sum after the last value, of what goes beyond the mean by more than the allowance.
Out cusum(In x, double sign) {
  double out = 0;
  for (const double v : x.series("value"))
    out = std::max(0.0, out + sign * (v - x("mean")) - x("allowance"));
  return out;
}
Out cusum_up(In x) { return cusum(x, 1); }
Out cusum_down(In x) { return cusum(x, -1); }

// --- Sessions

Out attendance(In x) { return series::ratio(100 * x("done"), x("planned")); }

Out dose(In x) {
  return series::ratio(100 * series::sum(x.series("done")), series::sum(x.series("planned")));
}

// What goes beyond the plan of its session does not make up for another.
Out dose_capped(In x) {
  const Series planned = x.series("planned");
  Series done = x.series("done");
  for (std::size_t i = 0; i < done.size(); ++i) done[i] = std::min(done[i], planned[i]);
  return series::ratio(100 * series::sum(done), series::sum(planned));
}

constexpr NamedFunction kFunctions[] = {
    {"adherence.attendance", attendance},
    {"adherence.dose", dose},
    {"adherence.dose_capped", dose_capped},
    {"change.cusum_down", cusum_down},
    {"change.cusum_up", cusum_up},
    {"change.theil_sen", theil_sen},
    {"hrv.ln_rmssd", ln_rmssd},
    {"hrv.rmssd", rmssd},
    {"load.acute", acute_load},
    {"load.acwr_coupled", acwr_coupled},
    {"load.acwr_ewma", acwr_ewma},
    {"load.acwr_uncoupled", acwr_uncoupled},
    {"load.balance", balance},
    {"load.banister_performance", banister_performance},
    {"load.chronic", chronic_load},
};

}  // namespace

std::span<const NamedFunction> series_functions() noexcept { return kFunctions; }

}  // namespace celian::measure
