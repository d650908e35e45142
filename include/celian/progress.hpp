/// @file
/// 练 train: adherence, load, real change, decisions, retests. Decides; never plans.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "celian/date.hpp"
#include "celian/reason.hpp"
#include "celian/session.hpp"

namespace celian {

/// What became of one planned session.
struct PlannedOutcome {
  Date date;            ///< for which it was planned
  std::string outcome;  ///< `matched`, `partial`, `missed`, `held`, `unknown`
  std::string because;  ///< of `held` and `unknown`, else empty: `unavailable`, `health_event`;
                        ///< `window_open`, `log_silent`, `several_entries`, `several_days`,
                        ///< `other_work`, `contradiction`
  std::optional<Date> done;  ///< day of the entry that completed it
};

struct Adherence {
  int planned = 0, matched = 0, partial = 0, missed = 0, held = 0, unknown = 0, extra = 0;
  std::optional<double> ratio;  ///< (matched + partial/2) / (planned - held - unknown); absent when
                                ///< nothing can be told
  std::vector<PlannedOutcome> sessions;  ///< by planned day
};

/// What a wearable counted of whole days (status `day_total`), over the last 28.
struct DailyActivity {
  int days = 0;                          ///< that have a total
  std::optional<double> steps, minutes;  ///< means of the days that tell them
};

struct DayLoad {
  Date date;
  double load = 0;  ///< session-RPE: CR10 × minutes
};

/// Training impulse of a day from heart rate. An absent method was not computed for any session of
/// the day.
struct DayImpulse {
  Date date;
  std::optional<double> banister, edwards, lucia;
};

/// Session-RPE load over calendar days, days without a session as zeros. It describes; it is no
/// probability of an injury.
struct Load {
  std::vector<DayLoad> session_rpe;
  std::optional<double> acute, chronic, ratio;   ///< means of 7 and 28 days, and the first by the
                                                 ///< second (coupled)
  std::optional<double> ratio_uncoupled;         ///< 7 days by the 21 before
  std::optional<double> ratio_ewma;              ///< exponential weights of 7 and 28 days
  std::optional<double> monotony, strain;        ///< of the last 7 days; absent if all are equal
  std::optional<double> fitness, fatigue, form;  ///< weights of 42 and 7 days up to yesterday, and
                                                 ///< the difference; absent before 42 days
  std::vector<std::string> flags;
  Why why;  ///< what these numbers are good for, and what not
  std::vector<DayImpulse> trimp;
  Why trimp_why;  ///< what it rests on, or why sessions with heart rate have none
};

/// When the next step of a score is likely to be reached, if it goes on as it did.
struct Forecast {
  double target = 0;  ///< value of the test at which the next step begins, its unit
  std::optional<double> points;
  bool lifts_grade = false;
  Date likely;
  Date soonest;                ///< 95 % of the slope
  std::optional<Date> latest;  ///< absent: the slope may as well be none
};

/// What became of one test since the first reading that can be compared with the last.
struct Change {
  std::string test;
  std::string unit;
  Date from_date, to_date;
  double from = 0, to = 0;  ///< the two readings
  int readings = 0;         ///< days of the series, first and last among them
  /// Change of the level behind the readings, signed so that positive is better; without a known
  /// measurement error `to` - `from`, and none of the following.
  double estimate = 0;
  std::optional<double> low, high;  ///< JSON `ci95`
  std::optional<double> p_real;     ///< probability of a change in the direction of `estimate`, 0-1
  std::optional<double> mdc95;      ///< of two readings
  std::optional<double> mcid;       ///< smallest change that matters to the person
  std::optional<double> p_mcid;     ///< probability of a change for the better of at least `mcid`
  std::optional<double>
      per_28_days;  ///< slope of three days or more (Theil-Sen), positive is better
  /// `real_better`, `real_worse` (the interval leaves out none, and the change is the MDC95 or
  /// more), `probable_better`, `probable_worse` (the interval leaves out none), `within_error`,
  /// `unknown_error`, `not_comparable`.
  std::string verdict;
  std::optional<Forecast> forecast;
  Why why;
};

struct Decision {
  std::string component;  ///< or `all`
  std::string
      action;  ///< JSON `do`: `progress`, `hold`, `regress`, `deload`, `stop`, `refer`, `rescreen`
  std::string what;  ///< `minutes`, `load`, `days`, `balance_level`, …
  std::optional<double> by;
  /// Events that the plan made of this decision has answered: train does not ask for the same once
  /// more, as long as that plan is the one that is followed.
  std::vector<AnsweredEvent> answers;
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
  DailyActivity activity;
  Load load;
  std::vector<Change> changes;
  std::vector<Decision> decisions;
  std::vector<RetestRequest> retest;
  std::vector<Reason> reasons;
  Provenance provenance;
};

}  // namespace celian
