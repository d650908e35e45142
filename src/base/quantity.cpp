#include "celian/quantity.hpp"

#include <cmath>

#include "base/number_text.hpp"

namespace celian {
namespace {

bool is_well_formed(const UnitDef& unit) {
  return std::isfinite(unit.factor) && unit.factor > 0 && std::isfinite(unit.offset);
}

}  // namespace

Result<double> convert(double value, const UnitDef& from, const UnitDef& to) {
  if (from.dimension != to.dimension) {
    return Error{Status::unit, "",
                 "\"" + from.code + "\" is a unit of " + from.dimension + ", \"" + to.code +
                     "\" one of " + to.dimension};
  }
  if (!is_well_formed(from) || !is_well_formed(to)) {
    return Error{
        Status::unit, "",
        "a factor or offset of \"" + from.code + "\" or \"" + to.code + "\" is not usable"};
  }
  if (!std::isfinite(value)) return Error{Status::range, "", "the value is not a finite number"};
  if (from.factor == to.factor && from.offset == to.offset) return value;

  const double converted = (value * from.factor + from.offset - to.offset) / to.factor;
  if (!std::isfinite(converted)) {
    return Error{Status::range, "",
                 format_shortest(value) + " " + from.code + " is too large in " + to.code};
  }
  return round_significant(converted, 15);
}

}  // namespace celian
