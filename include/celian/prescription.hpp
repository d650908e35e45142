/// @file
/// 导 guide: the envelope (what is allowed), the plan inside it, and what surrounds the plan.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "celian/assessment.hpp"
#include "celian/date.hpp"
#include "celian/reason.hpp"
#include "celian/risk.hpp"
#include "celian/session.hpp"

namespace celian {

/// A closed interval; an absent side is unbounded.
struct Interval {
  std::optional<double> lo, hi;
  friend bool operator==(const Interval&, const Interval&) = default;
};

enum class IntensityClass : std::uint8_t { very_light, light, moderate, vigorous, near_max };
std::string_view intensity_name(IntensityClass) noexcept;

/// A limit on one FITT dimension, with its reasons. `component` empty = whole programme.
struct Limit {
  std::string dimension;
  std::string component;
  Interval range;
  bool hard = true;
  Why why;
};

struct IntensityEnvelope {
  IntensityClass max_class = IntensityClass::vigorous;
  std::vector<Limit> scales;         ///< by dimension: hrr_percent, rpe_6_20, …
  std::vector<std::string> methods;  ///< scales that may be shown; rpe and talk_test always
  std::optional<double> heart_rate_max_bpm;
  Why why;
};

struct Forbid {
  std::string kind;  ///< `tag`, `exercise`, `component`, `posture`, `place`
  std::string code;
  bool hard = true;
  Why why;
};

struct Require {
  std::string component;
  std::optional<double> days_week, minutes_week, minutes, sets, reps;
  Why why;
};

struct Coded {
  std::string code;
  std::string detail;  ///< `when` of a monitor, topic of an advice, else empty
  Why why;
};

struct Unmet {
  std::string component;
  std::string dimension;
  std::optional<double> wanted, allowed;
  Why why;
};

struct Conflict {
  std::string dimension;
  std::string component;
  Interval kept;
  Why why;
};

/// The permissibility report (运动许可与限制说明).
struct Envelope {
  IntensityEnvelope intensity;
  std::vector<Limit> limits;
  std::vector<Forbid> forbid;
  std::vector<Require> require;
  Supervision supervision = Supervision::none;
  std::vector<Coded> monitor;
  std::vector<Coded> timing;
  std::optional<double> progress_percent_week;
  std::optional<double> progress_weeks_step;
  std::optional<double> progress_variables;
  Why progress_why;
  std::vector<Unmet> unmet;
  std::vector<Conflict> conflicts;
};

/// What one exercise of one session asks for. Fields that do not apply are absent.
struct PlanItem {
  std::string exercise;
  std::string component;
  std::optional<double> minutes, sets, reps, rest_s, hold_s;
  IntensityClass intensity_class = IntensityClass::light;
  std::vector<Limit> intensity;   ///< shown scales only
  std::string load;               ///< `bodyweight`, `reserve_2_4`, `one_rm_known` or empty
  std::optional<double> load_kg;  ///< where the one-repetition maximum is known
  std::string easier, harder;
  Why why;
};

struct PlanPart {
  std::string part;  ///< `warm_up`, `main`, `cool_down`
  std::vector<PlanItem> items;
};

struct PlanSession {
  Date date;
  std::string place;
  double minutes = 0;
  bool indoor_twin = false;  ///< an indoor version stands in `indoor`
  std::vector<PlanPart> parts;
  std::vector<PlanPart> indoor;
  std::vector<std::string> timing;
};

struct PlanWeek {
  int week = 1;
  bool deload = false;
  std::vector<PlanSession> sessions;
};

/// Short work apart from the sessions, on so many days of every week; its minutes belong to none.
struct DailyItem {
  double days_week = 7;
  std::string when;  ///< text key: when in the day
  PlanItem item;
};

struct Plan {
  Date start;
  std::vector<PlanWeek> weeks;
  std::vector<DailyItem> daily = {};
};

/// What became of something the person likes.
struct LikeAnswer {
  std::string code;     ///< exercise or family, as the person named it
  bool used = false;    ///< it stands in the plan
  std::string because;  ///< else the reason: `forbidden_tag`, `supervision`, `equipment`, …
  std::string detail;   ///< what the reason is about: a tag, a thing, a place
  Why why;
};

struct ComponentDose {
  std::string component;
  double days_week = 0;
  Interval minutes;       ///< a session, first week .. last week
  Interval minutes_week;  ///< first week .. last week
  Interval target_week;   ///< long-term target
  std::vector<Limit> intensity;
  std::vector<std::string> type;
  std::optional<double> met_minutes_week;
  std::optional<double> sets, reps;
  std::string progression;  ///< text key
  Why why;
};

struct Later {
  std::string component;
  int from_week = 0;
  Why why;
};

struct Review {
  Date date;
  std::string kind;  ///< `call`, `adjust`, `retest`
};

struct MinimumPlan {
  double minutes = 0;
  std::vector<PlanItem> items;
};

/// Result of `guide.prescribe`.
struct Prescription {
  std::optional<std::string> withheld;  ///< text key of the reason why there is no plan
  std::string prescription_class =
      "fitness";  ///< `fitness` (健身运动处方) or `medical` (医疗运动处方)
  bool provisional = false;
  bool draft = false;
  bool interim = false;
  std::optional<int> valid_days;
  std::optional<Date> valid_until;
  Envelope envelope;
  std::vector<Need> needs;
  std::vector<ComponentDose> components;
  std::optional<Plan> plan;
  std::optional<MinimumPlan> minimum;
  std::vector<AnsweredEvent> answered;  ///< events that this plan, or the one before, has answered
  std::vector<Later> later;
  std::vector<LikeAnswer> likes;
  std::vector<Review> review;
  std::vector<Coded> stop_signs, monitoring, education, nutrition, group_classes;
  std::vector<Referral> referral;
  std::vector<std::string> unverified_used;  ///< ids of unverified rules that changed this output
  std::vector<Reason> reasons;
  Provenance provenance;
};

struct Override {
  std::string rule, by, role, licence, reason;
  std::optional<Date> at;
};

struct Violation {
  std::string code;  ///< `verify.forbidden_tag`, `verify.gap_hours`, `never.n5`, …
  std::string pointer;
  std::vector<Arg> args;
  std::string rule;
  bool overridden = false;
  std::optional<Override> by;
};

/// Result of `guide.verify`. No violations = no known rule is broken.
struct Verification {
  std::vector<Violation> violations;
  std::vector<Violation> overridden;
  std::vector<Reason> reasons;
  Provenance provenance;
};

}  // namespace celian
