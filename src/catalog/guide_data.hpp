// What 导 guide chooses from: presets, exercises, policy numbers. See docs/data-format.md sections
// 9, 10 and 14.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "catalog/common.hpp"
#include "catalog/condition.hpp"
#include "celian/prescription.hpp"

namespace celian {

// FITT of one component in a preset; what is left out is absent.
struct PresetComponent {
  std::string component;
  std::optional<Interval> days_week, minutes_start, minutes_target, minutes_week_target, minutes,
      hold_s;
  std::optional<Interval> minutes_week_start;
  std::optional<Interval> hrr_percent, hrmax_percent, rpe_6_20, rpe_0_10;
  std::optional<Interval> hrr_percent_later, hrmax_percent_later, rpe_6_20_later,
      rpe_0_10_later;  // where it may lead
  std::optional<Interval> sets, reps, reps_target, rm_percent_start;
  std::optional<double> rm_percent_max;
  std::optional<Verified> verified;
  std::vector<Citation> cites;
};

// Closer supervision while somebody is new to it: for so many sessions or weeks, where `when`
// holds.
struct SupervisionFirst {
  Supervision level = Supervision::none;
  std::optional<Interval> sessions;
  std::optional<double> weeks;
  Condition when;
};

struct Preset {
  FileHeader header;
  Condition applies;
  int rank = 100;
  std::string inherits;                     // code of the baseline preset, or empty
  std::vector<PresetComponent> components;  // by component code
  std::optional<double> percent_week, weeks_step, variables;
  Supervision supervision = Supervision::none;
  std::optional<SupervisionFirst> supervision_first;
  std::string say;
  const PresetComponent* find(std::string_view component) const noexcept;
};

struct Met {
  std::optional<double> value;
  std::string ref;
  Verified verified = Verified::unverified;
};

enum class Demand : std::uint8_t { none, low, moderate, high };

// What is worn, what is stood on, and what commonly gets hurt and how to avoid it.
struct ExerciseCare {
  std::vector<std::string> footwear, surface;  // codes
  LocalText injuries;
  Verified verified = Verified::unverified;  // the weakest of its parts
  std::vector<Citation> cites;
};

// What holds for every exercise of a family that says nothing else.
struct ExerciseFamily {
  std::string code;
  ExerciseCare care;
};

struct Exercise {
  std::string code, ref, family, pattern;
  LocalText name, how, watch;
  std::vector<LocalText> first_steps;
  std::vector<std::string> components;  // first = main
  Met met, met_60_plus;
  std::optional<std::array<double, 4>> met_youth;
  std::vector<std::string> muscles, equipment, place, tags;
  std::map<std::string, double>
      credit;  // component -> share of the minutes that counts there, where that is not all
  std::map<std::string, std::vector<std::string>> substitutes;  // equipment -> what may replace it
  std::string posture, support;
  Demand impact = Demand::none, balance_demand = Demand::none;
  IntensityClass intensity = IntensityClass::light;
  int skill = 1;
  std::string regress_to, progress_to;
  std::string dose_by;  // "minutes", "reps", "hold"
  bool per_side = false;
  int age_from = 0, age_to = 130;
  ExerciseCare care;  // its own where it says so, else that of its family
  std::vector<Citation> cites;
  Verified verified = Verified::unverified;
  bool has_tag(std::string_view tag) const noexcept;
  // Its energy cost at an age; what is published for 60 and over holds from there on. Empty = not
  // known.
  std::optional<double> met_at(std::optional<double> age_years) const noexcept;
};

}  // namespace celian
