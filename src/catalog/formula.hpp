// A published equation as data: what it takes, for whom it was made, how far it errs. The
// arithmetic itself is one C++ function of the same id in measure/. Section 15 of
// docs/data-format.md.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "catalog/common.hpp"
#include "celian/prescription.hpp"

namespace celian {

struct FormulaInput {
  std::string code;
  std::string unit;            // of the number that goes in; the caller converts
  Interval valid;              // both ends inclusive; open sides = the source sets no limit
  std::vector<double> values;  // if not empty, the only numbers that mean anything (male: 0, 1)
  // A series is given once for each of its numbers, in order; `least` of them, or more. One that
  // is `like` another has as many as that. 0 = not a series.
  int least = 0;
  std::string like;
  bool is_series() const noexcept { return least > 0; }
};

// Standard error in the unit of the result: where a source gives a range, its upper end; where it
// gives one for each value of an input (`by`: male), that of the person.
struct StandardError {
  double value = 0;
  std::string by;
  std::vector<double> values;  // one for each of the input's values
  Verified verified = Verified::unverified;
};

// A worked case: `value` is absent where the case lies outside the population.
struct FormulaExample {
  std::vector<std::pair<std::string, double>> inputs;
  std::optional<double> value;
  std::string pointer;
};

// Where an input comes from when a test follows from the formula: a fact; 1 and 0 for a code fact
// that has or has not the value `is` (male from sex); 0 while the fact `zero_with` is 0, whether or
// not `fact` is known (nobody asks for the minutes of no day).
struct FormulaSource {
  std::string input, fact, is, zero_with;
};

struct Formula {
  std::string id;
  std::string file;  // reference of the file that holds it
  LocalText name, population;
  std::vector<FormulaInput> inputs;
  std::string unit;       // of the result
  double resolution = 1;  // the result is rounded to it, half up
  int decimals = 0;
  std::optional<StandardError> see;
  Evidence evidence = Evidence::convention;
  std::vector<Citation> cites;
  Verified verified = Verified::unverified;
  std::string gives;                // test that follows from it without being measured, or empty
  std::vector<FormulaSource> from;  // one for each input, if it gives a test
  std::vector<FormulaExample> examples;
};

}  // namespace celian
