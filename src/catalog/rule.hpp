// Rules: a condition, what it does, and why. Effects are a closed list; each uses only some of the
// fields of `Effect` (docs/data-format.md section 8 says which). All rules run; the outcome is the
// most restrictive combination.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "catalog/common.hpp"
#include "catalog/condition.hpp"
#include "celian/prescription.hpp"
#include "celian/risk.hpp"

namespace celian {

enum class EffectKind : std::uint8_t {
  triage,
  today,
  programme,
  refer,
  clearance,
  forbid,
  require,
  limit,
  intensity,
  method,
  supervise,
  monitor,
  timing,
  progress_rate,
  prefer,
  advise,
  ask,
  note,
  need,
  decide
};

enum class RuleStage : std::uint8_t { screen, guide, progress };
enum class OnUnknown : std::uint8_t { ask, assume_fires, ignore };
enum class AskLevel : std::uint8_t { must, should, may };

struct Effect {
  EffectKind kind{};
  Triage triage = Triage::T0;            // triage
  std::string decision, recheck, cause;  // today, programme
  std::string to, urgency;               // refer
  std::string before, from;              // clearance
  std::vector<std::string> bring;        // clearance
  std::string
      target;        // forbid, prefer: "tag", "exercise", "family", "component", "posture", "place"
  std::string code;  // forbid, prefer, timing, advise, note, need
  std::string component, dimension;  // require, limit, need, decide
  std::optional<double> min, max;    // limit
  std::optional<double> days_week, minutes_week, minutes, sets, reps;  // require
  IntensityClass max_class = IntensityClass::near_max;                 // intensity
  std::vector<std::string> allow;                                      // method
  Supervision supervision = Supervision::none;                         // supervise
  std::string what, when;                                              // monitor, decide (what)
  std::string topic;                                                   // advise
  std::optional<double> percent_week, weeks_step, variables;           // progress_rate
  double weight = 0;                                                   // prefer
  int rank = 0;                                                        // need
  Slot fact = kNoSlot;                                                 // ask
  AskLevel level = AskLevel::should;                                   // ask
  std::string action;                                                  // decide: `do`
  std::optional<double> by;                                            // decide
  std::string answers;  // decide: the event of the log that it answers
};

struct UnlessCleared {
  IntensityClass up_to = IntensityClass::light;
  int max_age_days = 365;
};

struct Rule {
  std::string id;
  std::string file;  // id of the rules file
  RuleStage stage = RuleStage::screen;
  Condition when;
  OnUnknown unknown = OnUnknown::ask;
  std::vector<Effect> then;
  bool hard = true;
  int level = 2;
  std::optional<UnlessCleared> unless_cleared;
  std::optional<AskLevel> ask_level;
  std::string say;  // text key
  std::vector<Citation> cites;
  Evidence evidence = Evidence::convention;
  Verified verified = Verified::unverified;
  bool protective = false;  // has a protective effect
};

// Rules by stage, each ordered by id.
struct RuleBase {
  std::vector<Rule> screen, guide, progress;
  const Rule* find(std::string_view id) const noexcept;
};

}  // namespace celian
