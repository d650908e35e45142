// Scales: the points of several answers or readings and their total. Section 18 of
// docs/data-format.md. What a total means is said by a norm of the test that it gives.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/common.hpp"
#include "catalog/condition.hpp"
#include "celian/measurement.hpp"

namespace celian {

// The points of one range of a fact; `from` included, `below` not; an absent side is open.
struct ScaleRow {
  Condition when;  // always, unless the points depend on another fact (sex)
  std::optional<double> is, from, below;
  double points = 0;
};

struct ScaleItem {
  enum class Kind : std::uint8_t {
    answered,  // the answer is the points; only `answers` are possible
    rows,      // the first row that holds
    met        // `points` where `when` is true, else none
  };
  std::string code;
  Kind kind = Kind::answered;
  Slot fact = kNoSlot;  // of answered and rows
  std::vector<double> answers;
  std::vector<ScaleRow> rows;
  Condition when;
  double points = 0;
};

struct ScaleValue {
  Outcome outcome = Outcome::scored;  // missing_value: an item is open, see `missing`;
                                      // outside_population: a value that no row holds, or a person
                                      // for whom the scale was not made
  std::optional<double> total;        // only if scored
  std::vector<std::string> missing;   // codes of the items
};

struct Scale {
  FileHeader header;
  std::string gives;  // test whose value the total is
  Condition applies;  // for whom it was made
  std::vector<ScaleItem> items;
  std::vector<Slot> asked;  // facts of its items that only an answer can give; if none of these is
                            // known nobody was asked
};

// Every item needs its points; nothing is put in for one that is missing.
ScaleValue evaluate(const Scale&, const FactVector&);

}  // namespace celian
