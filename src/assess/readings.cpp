#include "assess/readings.hpp"

#include <algorithm>

namespace celian::assess {

namespace {

const Measurement* find_any(const MeasurementSet& set, std::string_view test) noexcept {
  const auto at = std::find_if(set.values.begin(), set.values.end(),
                               [&](const Measurement& m) { return m.test == test; });
  return at == set.values.end() ? nullptr : &*at;
}

}  // namespace

std::vector<SheetValue> sheet_values(const MeasurementSet& set) {
  std::vector<SheetValue> out;
  const Measurement* const index = find_any(set, "bmi");
  const bool doubted = index != nullptr && index->derived && index->outcome == Outcome::implausible;
  for (const Measurement& m : set.values) {
    // A derived index that is implausible stays: height and weight are then doubted as well.
    const bool again = m.test == "bmi" && m.derived && m.outcome == Outcome::scored;
    const bool part = m.test == "height" || m.test == "weight";
    const Outcome outcome = doubted && part ? Outcome::implausible : m.outcome;
    if (!again) out.push_back({m.test, outcome, m.value, {}, {}});
  }
  return out;
}

SheetValue reading_of(const MeasurementSet& set, std::string_view test) {
  SheetValue out;
  out.test = test;
  out.outcome = Outcome::missing_value;
  const Measurement* const m = find_any(set, test);
  if (m == nullptr) return out;
  out.outcome = m->outcome;
  out.value = m->value;
  const Measurement *const height = set.find("height"), *const weight = set.find("weight");
  // A body mass index that was given itself is compared as it was given.
  if (test == "bmi" && (!m->derived || height == nullptr || weight == nullptr)) return out;
  if (height != nullptr) out.height_cm = height->value;
  if (test == "bmi") out.weight_kg = weight->value;
  return out;
}

}  // namespace celian::assess
