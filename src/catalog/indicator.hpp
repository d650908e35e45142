// What is counted about a group of people: shares, sums and changes as data. Section 19 of
// docs/data-format.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "catalog/common.hpp"
#include "catalog/condition.hpp"
#include "catalog/fact.hpp"

namespace celian {

// One thing known about a person of a group. Those of a result are filled in by the program, the
// others come from a column of the sheet of people.
struct CohortField {
  std::string code;
  LocalText name;
  bool of_result = false;
  bool groups = false;                                     // people may be grouped by it
  std::vector<std::string> headers;                        // of the sheet
  std::vector<std::pair<std::string, std::string>> words;  // typed -> value
  std::optional<double> least, most;                       // of a number
  std::string path, pointer;
};

enum class IndicatorForm : std::uint8_t {
  share,  // people with something, of those of whom it is known
  ratio,  // one number summed over another
  change  // mean difference of two numbers
};

struct IndicatorExclusion {
  Condition when;
  LocalText why;
};

struct Indicator {
  std::string code;
  LocalText name, numerator, denominator;
  IndicatorForm form = IndicatorForm::share;
  Condition of;    // who is meant; unknown counts as not
  Condition with;  // share: who counts
  std::vector<IndicatorExclusion> without;
  Slot first = kNoSlot, second = kNoSlot;  // ratio: first / second; change: first - second
  std::string unit;                        // of a change
  std::string edition;                     // of the definition, or empty
  bool more_is_better = true;
  std::vector<Citation> cites;
  Verified verified = Verified::unverified;
  std::string path, pointer;
  // Every field that it reads, ascending.
  std::vector<Slot> fields() const;
};

struct IndicatorBase {
  FactIndex index;                    // of the fields, in the order of `fields`
  std::vector<CohortField> fields;    // one for one with the slots
  std::vector<Indicator> indicators;  // in the order of the files
  const CohortField* field(std::string_view code) const noexcept;
};

}  // namespace celian
