#include <algorithm>

#include "catalog/check_context.hpp"

namespace celian {

namespace {

// A test that follows from a formula has its unit, and every input is a fact in the unit of the
// input.
void check_gives(CheckContext& c, const Formula& f, const std::string& path) {
  if (f.gives.empty()) return;
  const auto expected = [&](const std::string& what) {
    c.report(path, "/formulas", f.id + ": gives: expected " + what);
  };
  const auto test = std::find_if(c.tests.begin(), c.tests.end(),
                                 [&](const TestDef& t) { return t.code == f.gives; });
  if (test == c.tests.end()) return expected("a test, found \"" + f.gives + "\"");
  if (test->unit != f.unit)
    expected("a test in " + f.unit + ", found " + f.gives + " in " + test->unit);
  for (const FormulaSource& s : f.from) {
    const Slot slot = c.facts().find(s.fact);
    if (slot == kNoSlot) {
      expected("a fact of the dictionary, found \"" + s.fact + "\"");
      continue;
    }
    const auto input = std::find_if(f.inputs.begin(), f.inputs.end(),
                                    [&](const FormulaInput& i) { return i.code == s.input; });
    const FactDef& fact = c.facts()[slot];
    if (!s.is.empty() && !c.facts().value_index(slot, s.is))
      expected("a code of " + s.fact + ", found \"" + s.is + "\"");
    if (!s.zero_with.empty() && c.facts().find(s.zero_with) == kNoSlot)
      expected("a fact of the dictionary, found \"" + s.zero_with + "\"");
    if (s.is.empty() && fact.unit != input->unit)
      expected(s.fact + " in " + input->unit + ", found it in " + fact.unit);
  }
}

}  // namespace

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
    check_gives(c, f, path);
    c.counts.examples += f.examples.size();
  }
}

}  // namespace celian
