/// @file
/// 练 train: what the person did.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "celian/date.hpp"

namespace celian {

/// One logged session, or one activity of a wearable. Absent = not recorded.
struct Session {
  Date date;
  std::string status;     ///< `done`, `partial`, `missed`, `extra` or empty (to be matched)
  std::string component;  ///< main component, or empty
  std::string exercise;
  std::optional<double> minutes;
  std::optional<double> rpe_6_20, rpe_cr10;
  std::optional<double> heart_rate_mean, steps;
  std::optional<double> sets, reps, load_kg;
  std::optional<double> pain;                           ///< 0-10 during
  std::optional<double> pain_next_day;                  ///< 0-10
  std::optional<double> glucose_before, glucose_after;  ///< mmol/L
  std::vector<std::string> symptoms;
  std::vector<std::string>
      events;  ///< `near_fall`, `fall`, `hypoglycaemia`, `bp_stop`, `dizziness`, `illness`
  bool minimum = false;  ///< the minimum plan was done
  std::string notes;
};

}  // namespace celian
