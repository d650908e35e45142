// Which trial counts.
#pragma once

#include <vector>

#include "catalog/test.hpp"
#include "celian/measurement.hpp"

namespace celian::measure {

// One value from the readings of one test on one day, by the test's own rule. Implausible readings
// never count; readings taken standing or supine do not enter a seated mean. The readings are kept,
// with `used` saying which ones counted.
Measurement combine_trials(const TestDef&, std::vector<Reading> readings, bool exempt);

}  // namespace celian::measure
