// Numbers with a unit, and the arithmetic between units of one dimension.
//
// Which units exist is knowledge (data/units.json), held by the catalog; here is only what a
// unit is.
#pragma once

#include <string>

#include "celian/result.hpp"

namespace celian {

// A number as it was given, with its unit as UCUM text ("kg", "[lb_av]"). An empty unit means
// the canonical unit of the test.
struct Quantity {
  double value = 0;
  std::string unit;

  friend bool operator==(const Quantity&, const Quantity&) = default;
};

// A unit: value in the base unit of its dimension = value * factor + offset.
struct UnitDef {
  std::string code;       // UCUM, for example "[degF]"
  std::string dimension;  // for example "temperature"
  double factor = 1;      // finite and above 0
  double offset = 0;      // in the base unit; not 0 for temperatures only

  friend bool operator==(const UnitDef&, const UnitDef&) = default;
};

// `value`, given in `from`, in the unit `to`, rounded to 15 significant digits, so that 170 cm
// is 1.7 m and not 1.7000000000000002 m. A conversion to the same unit changes nothing.
// Errors: Status::unit if the dimensions differ or a unit is malformed; Status::range if `value`
// or the answer is not finite.
Result<double> convert(double value, const UnitDef& from, const UnitDef& to);

}  // namespace celian
