/// @file
/// 练 train: what the person did.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "celian/date.hpp"

namespace celian {

/// One logged session, one activity of a wearable, or what a wearable counted on a whole day.
/// Absent = not recorded.
struct Session {
  Date date;
  std::string status;     ///< `done`, `partial`, `missed`, `extra`, `day_total` (steps and active
                          ///< `minutes` of a day: no session) or empty (to be matched)
  std::string component;  ///< main component, or empty
  std::string exercise;
  std::optional<double> minutes;
  std::optional<double> rpe_6_20, rpe_cr10;
  std::optional<double> heart_rate_mean, steps;
  /// Minutes in 50-60, 60-70, 70-80, 80-90 and from 90 % of the maximum heart rate; five or none.
  std::vector<double> zone_minutes;
  /// Minutes below the first ventilatory threshold, between the two, above the second; three or
  /// none.
  std::vector<double> threshold_minutes;
  std::optional<double> sets, reps, load_kg;
  std::optional<double> pain;                           ///< 0-10 during
  std::optional<double> pain_next_day;                  ///< 0-10
  std::optional<bool> pain_settled_24h;                 ///< back to its usual level within 24 hours
  std::optional<double> fatigue_next_day;               ///< 0-10
  std::optional<bool> technique_good;                   ///< as an observer judged it
  std::optional<double> glucose_before, glucose_after;  ///< mmol/L
  std::vector<std::string> symptoms;
  std::vector<std::string> events;  ///< `near_fall`, `fall`, `hypoglycaemia`, `bp_stop`,
                                    ///< `dizziness`, `illness`, `hospital_stay`
  /// State of the body on the morning of this day; also of a `day_total`. What is usual, and what
  /// of the variability is low, the host or its device says.
  std::optional<double> morning_heart_rate_rise;  ///< beats a minute above the usual
  std::optional<bool> hrv_low, poor_sleep;
  bool minimum = false;  ///< the minimum plan was done
  std::string notes;
};

/// Events of a log that are answered already: those of this name up to that day.
struct AnsweredEvent {
  std::string event;
  Date until;
};

}  // namespace celian
