#include "celian/measurement.hpp"

namespace celian {

const Measurement* MeasurementSet::find(std::string_view test) const noexcept {
  for (const Measurement& m : values) {
    if (m.test == test) return m.outcome == Outcome::scored ? &m : nullptr;
  }
  return nullptr;
}

}  // namespace celian
