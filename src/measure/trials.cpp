#include "measure/trials.hpp"

#include <algorithm>
#include <numeric>

namespace celian::measure {

namespace {

double mean(const std::vector<double>& v) {
  return std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(v.size());
}

double take(TrialTake how, std::vector<double> v) {
  switch (how) {
    case TrialTake::max: return *std::max_element(v.begin(), v.end());
    case TrialTake::min: return *std::min_element(v.begin(), v.end());
    case TrialTake::mean: return mean(v);
    case TrialTake::last: return v.back();
    case TrialTake::mean_last_2:
      return mean(
          {v.end() - std::min<std::ptrdiff_t>(2, static_cast<std::ptrdiff_t>(v.size())), v.end()});
    case TrialTake::median: {
      std::sort(v.begin(), v.end());
      const std::size_t n = v.size();
      return n % 2 == 1 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
    }
  }
  return v.back();
}

}  // namespace

Measurement combine_trials(const TestDef& test, std::vector<Reading> readings, bool exempt) {
  Measurement m;
  m.test = test.code;
  m.unit = test.unit;
  // Trials are ordered by their number; without numbers the order of the document holds.
  std::stable_sort(readings.begin(), readings.end(), [](const Reading& a, const Reading& b) {
    return a.trial.value_or(0) < b.trial.value_or(0);
  });
  std::vector<double> usable;
  for (const Reading& r : readings) {
    if (r.used) usable.push_back(r.value);
  }
  if (usable.empty()) {
    m.outcome = exempt             ? Outcome::exempt
                : readings.empty() ? Outcome::missing_value
                                   : Outcome::implausible;
  } else {
    m.value = take(test.take, std::move(usable));
  }
  m.readings = std::move(readings);
  return m;
}

}  // namespace celian::measure
