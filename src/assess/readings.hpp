// Measurements as the values of a sheet.
#pragma once

#include <vector>

#include "catalog/standard.hpp"
#include "celian/measurement.hpp"

namespace celian::assess {

// One value for each measurement, by the order of the set. A body mass index that was derived is
// left out, since it is computed again, exactly, from height and weight. Borrows the names of the
// set.
std::vector<SheetValue> sheet_values(const MeasurementSet&);

// The value of one test, a body mass index with the height and weight that it is made of;
// missing_value if there is none.
SheetValue reading_of(const MeasurementSet&, std::string_view test);

}  // namespace celian::assess
