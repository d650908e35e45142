/// @file
/// 练 train: adherence, load, real change, decisions, retests. Decides; never plans.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "celian/date.hpp"
#include "celian/reason.hpp"

namespace celian {

struct Adherence {
  int planned = 0, matched = 0, partial = 0, missed = 0, held = 0, unknown = 0, extra = 0;
  std::optional<double> ratio;  ///< (matched + partial/2) / (planned - held - unknown); absent when
                                ///< nothing can be told
};

struct DayLoad {
  Date date;
  double load = 0;  ///< session-RPE: CR10 × minutes
};

struct Load {
  std::vector<DayLoad> session_rpe;
  std::optional<double> acute, chronic, ratio;
  std::vector<std::string> flags;
};

struct Change {
  std::string test;
  std::string unit;
  Date from_date, to_date;
  double from = 0, to = 0;
  double estimate = 0;  ///< to - from, signed so that positive is better
  std::optional<double> mdc95;
  std::string
      verdict;  ///< `real_better`, `real_worse`, `within_error`, `unknown_error`, `not_comparable`
  Why why;
};

struct Decision {
  std::string component;  ///< or `all`
  std::string
      action;  ///< JSON `do`: `progress`, `hold`, `regress`, `deload`, `stop`, `refer`, `rescreen`
  std::string what;  ///< `minutes`, `load`, `days`, `balance_level`, …
  std::optional<double> by;
  Why why;
};

struct RetestRequest {
  std::string test;
  Date due;
  Why why;
};

/// Result of `train.progress`.
struct Progress {
  Adherence adherence;
  Load load;
  std::vector<Change> changes;
  std::vector<Decision> decisions;
  std::vector<RetestRequest> retest;
  std::vector<Reason> reasons;
  Provenance provenance;
};

}  // namespace celian
