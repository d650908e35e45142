#include <algorithm>

#include "catalog/check_context.hpp"

namespace celian {

// Decoding says most of it; the units must be those that everybody else uses. The worked cases run
// in the tests of measure, which has the arithmetic.
void check_formulas(CheckContext& c) {
  for (const Formula& f : c.formulas) {
    const auto header = std::find_if(c.headers.begin(), c.headers.end(),
                                     [&](const FileHeader& h) { return h.reference() == f.file; });
    const std::string path = header == c.headers.end() ? f.file : header->path;
    const auto check = [&](const std::string& unit, const std::string& where) {
      if (c.units.find(unit) == nullptr) {
        c.report(
            path, "/formulas",
            f.id + ": " + where + ": expected a unit of data/units.json, found \"" + unit + "\"");
      }
    };
    check(f.unit, "unit");
    for (const FormulaInput& in : f.inputs) check(in.unit, "input " + in.code);
    c.counts.examples += f.examples.size();
  }
}

}  // namespace celian
