// The figures of a group of people, by indicators that are data, with small counts withheld.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "catalog/indicator.hpp"
#include "celian/result.hpp"
#include "cohort/interval.hpp"
#include "cohort/rows.hpp"

namespace celian::cohort {

// What a person is for an indicator.
enum class State : std::uint8_t {
  with,      // share: counts; ratio and change: both numbers are known
  without,   // share only: does not
  unknown,   // is meant, but nobody knows
  excluded,  // is meant, and left out for a reason
  outside    // is not meant
};
inline constexpr std::size_t kStates = 5;

struct Count {
  std::int64_t n = 0;
  bool withheld = false;  // then `n` may not be shown
};

struct Figure {
  std::array<Count, kStates> states;
  // Share (0 to 1), ratio, or mean change; absent where a count that it is made of is withheld or
  // 0.
  std::optional<double> value;
  std::optional<Interval95> interval;  // of a share and a change
  const Count& count(State s) const noexcept { return states[static_cast<std::size_t>(s)]; }
};

struct Group {
  std::int32_t label = kNobodyKnows;  // of the split; of the group of all it has no meaning
  Count people;
  std::vector<Figure> figures;            // by indicator
  std::vector<std::vector<Count>> mixes;  // by mix; its labels, then those of whom nobody knows
};

struct Table {
  std::string by;
  std::vector<Group> groups;  // in the order of the labels; the unknown ones last, if there are any
};

struct Summary {
  Group all;
  std::vector<Table> tables;  // one for each split of Rows::by
  bool is_withheld = false;   // something is
};

struct SummaryOptions {
  std::int64_t least = 10;  // people; smaller counts are withheld (1 = nothing is)
  std::function<bool(std::size_t rows)> go_on;  // asked now and then; false ends it
};

// Pure: the same rows give the same summary. Errors: `argument` for a column of another length than
// `rows.size`, a label or slot that does not exist; `range` if `least` < 1; `unsupported` after
// go_on() said no.
Result<Summary> summarize(const Rows& rows, const IndicatorBase& base,
                          const std::vector<const Indicator*>& indicators,
                          const SummaryOptions& options);

}  // namespace celian::cohort
